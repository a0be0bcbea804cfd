/// Whom a document is addressed to, as it stood when the document was issued.
package struct Buyer: Equatable, Sendable {
  package let name: String
  /// One address, or several separated by ", ".
  package let email: String?
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

  private var members: KeyValuePairs<StaticString, String?> {
    [
      "name": name, "email": email, "street": street, "post_code": postCode, "city": city,
      "country": country, "tax_id": taxID,
    ]
  }

  /// Writes the buyer as the digest of a document holds it.
  func write(to writer: inout JSONWriter) {
    for (name, value) in members { writer.member(name, value) }
  }

  var json: JSONValue { .object(members.map { JSONMember($0.description, .optional($1)) }) }
}
