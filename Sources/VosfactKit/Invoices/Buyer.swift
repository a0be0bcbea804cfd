/// Whom a document is addressed to, as it stood when the document was issued.
package struct Buyer: Equatable, Sendable, DataRecord {
  package let name: String
  /// One address, or several separated by ", ".
  package internal(set) var email: String?
  package let street: String?
  package let postCode: String?
  package let city: String?
  /// ISO 3166-1, two upper-case letters.
  package let country: String?
  /// The VAT number, or another tax number.
  package let taxID: String?

  package init(
    name: String, email: String? = nil, street: String? = nil, postCode: String? = nil,
    city: String? = nil, country: String? = nil, taxID: String? = nil
  ) {
    self.name = name
    self.email = email
    self.street = street
    self.postCode = postCode
    self.city = city
    self.country = country
    self.taxID = taxID
  }

  /// Writes the buyer as the digest of a document holds it, whatever else scripts may read of it.
  func write(to writer: inout JSONWriter) {
    writer.member("name", name)
    writer.member("email", email)
    writer.member("street", street)
    writer.member("post_code", postCode)
    writer.member("city", city)
    writer.member("country", country)
    writer.member("tax_id", taxID)
  }

  /// The tax number without case and blanks.
  fileprivate var taxMark: String? {
    taxID.map { $0.lowercased().filter { !$0.isWhitespace } }
  }

  /// What tells whose it is: the name, the tax number and each e-mail address, without case and blanks.
  fileprivate var marks: Set<String> {
    let addresses = (email ?? "").split(separator: ",").map { "email \($0)" }
    let all = ["name \(name)"] + addresses + [taxID.map { "tax \($0)" }].compactMap(\.self)
    return Set(all.map { $0.lowercased().filter { !$0.isWhitespace } })
  }

  package static let form = RecordForm<Buyer>([
    .text("name") { $0.name }, .text("email") { $0.email }, .text("street") { $0.street },
    .text("post_code") { $0.postCode }, .text("city") { $0.city },
    .text("country", as: "FR") { $0.country }, .text("tax_id", as: nil) { $0.taxID },
  ])
}

extension [Buyer] {
  /// Whether one of them may be one customer with one of `others`: they have one tax number; or, where either side has none,
  /// share a name or an e-mail address, whatever the case and the blanks.
  func shareCustomer(with others: [Buyer]) -> Bool {
    let (taxIDs, otherTaxIDs) = (Set(compactMap(\.taxMark)), Set(others.compactMap(\.taxMark)))
    if !taxIDs.isEmpty, !otherTaxIDs.isEmpty { return !taxIDs.isDisjoint(with: otherTaxIDs) }
    let marks = others.reduce(into: Set<String>()) { $0.formUnion($1.marks) }
    return contains { !$0.marks.isDisjoint(with: marks) }
  }
}
