/// Reads one document, with everything that is wrong with it.
struct DocumentReader {
  /// What holds for a document that does not say it.
  struct Defaults {
    let currency: Currency
    /// ISO 639-1.
    let language: String
  }

  /// Faults and warnings, in the order of the fields that are read.
  private(set) var notices: [Importer.Notice]

  private let record: ImportRecord
  private let defaults: Defaults
  private var fields: FieldReader

  init(_ record: ImportRecord, defaults: Defaults) {
    self.record = record
    self.defaults = defaults
    fields = FieldReader(record.document, line: record.line)
    notices = record.faults
  }

  /// The document; `nil` if it has faults.
  mutating func read() -> ImportedDocument? {
    for field in ["number", "kind", "issue_date"] { fields.require(field) }
    let number = readNumber()
    let kind = fields.value("kind", else: ImportFault.unknownKind, DocumentKind.init(imported:))
    let status = fields.value("status", else: ImportFault.unknownStatus) {
      ImportedStatus(rawValue: $0)
    }
    // What the seller did with a document that is paid, which its status does not tell.
    let stage = fields.value("stage", else: ImportFault.unknownStatus) {
      DocumentStage(rawValue: $0)
    }
    let issuedOn = fields.date("issue_date")
    let soldOn = fields.value("sell_date", else: ImportFault.notADateOfSale, Self.dateOfSale)
    let dueOn = fields.date("payment_to")
    let paidOn = fields.date("paid_date")
    let givenCurrency = fields.value("currency", else: { ImportFault.money(.unknownCurrency($0)) })
    {
      Currency(code: $0)
    }
    let language = fields.value("lang", else: ImportFault.notALanguage) { text in
      text.isTwoLetters ? text.lowercased() : nil
    }
    let orderReference = fields.text("oid", limit: Self.maximumReferenceLength)
    let buyer = readBuyer()
    let currency = givenCurrency ?? defaults.currency
    let lines = readLines(in: currency)
    let totals = lines.flatMap { TotalsReader(lines: $0, currency: currency).read(&fields) }
    let paid = totals.flatMap { readPaid(of: $0.total, in: currency, status: status ?? .issued) }

    notices.insert(contentsOf: fields.notices, at: record.faults.count)
    guard notices.allSatisfy(\.isWarning), let number, let kind, let issuedOn, let buyer, let lines,
      let totals, let paid
    else { return nil }
    return ImportedDocument(
      number: number,
      content: DocumentContent(
        kind: kind, issuedOn: issuedOn, soldOn: soldOn, dueOn: dueOn, currency: currency,
        language: language ?? defaults.language, totals: totals, orderReference: orderReference,
        buyer: buyer),
      lines: lines.map(\.line), stage: stage ?? (status ?? .issued).stage, paid: paid,
      paidAt: UnixTime(startOf: paidOn ?? issuedOn))
  }

  /// How many characters a number, a tax number or another program's reference may have.
  private static let maximumReferenceLength = 100
  private static let maximumNameLength = 500

  /// The number, which no character is replaced in: it is what the document is known by.
  private mutating func readNumber() -> String? {
    guard let number = fields.rawText("number") else { return nil }
    if number.unicodeScalars.count > Self.maximumReferenceLength {
      fields.note(.tooLong(limit: Self.maximumReferenceLength), "number")
    } else if number.isVisible {
      return number
    } else {
      fields.note(.hiddenCharacters, "number")
    }
    return nil
  }

  private static func dateOfSale(_ text: String) -> String? {
    text == "off" || CalendarDate(text) != nil || CalendarDate(text + "-01") != nil ? text : nil
  }

  private mutating func readBuyer() -> Buyer? {
    let name = readBuyerName()
    let email = readEmailAddresses()
    let street = fields.text("buyer_street", limit: Self.maximumNameLength)
    let postCode = fields.text("buyer_post_code", limit: 50)
    let city = fields.text("buyer_city", limit: Self.maximumNameLength)
    let country = fields.value("buyer_country", else: ImportFault.notACountry) { text in
      text.isTwoLetters ? text.uppercased() : nil
    }
    let taxID = fields.text("buyer_tax_no", limit: Self.maximumReferenceLength)
    return name.map { name in
      Buyer(
        name: name, email: email, street: street, postCode: postCode, city: city, country: country,
        taxID: taxID)
    }
  }

  private mutating func readBuyerName() -> String? {
    if !fields.isAbsent("buyer_name") {
      return fields.text("buyer_name", limit: Self.maximumNameLength)
    }
    let parts = ["buyer_first_name", "buyer_last_name"].compactMap {
      fields.text($0, limit: Self.maximumNameLength / 2)
    }
    if parts.isEmpty { fields.require("buyer_name") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The addresses that are none are left out: the document matters more than where it is sent.
  private mutating func readEmailAddresses() -> String? {
    guard let text = fields.rawText("buyer_email") else { return nil }
    if let addresses = EmailAddresses.normalized(text) { return addresses }
    var kept: [String] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) where !String(part).isBlank {
      if let address = EmailAddresses.normalized(String(part)) {
        kept.append(address)
      } else {
        fields.note(.addressLeftOut(String(part).trimmed), "buyer_email")
      }
    }
    if kept.count > EmailAddresses.maximumCount {
      fields.note(.tooManyAddresses(limit: EmailAddresses.maximumCount), "buyer_email")
    }
    return EmailAddresses.normalized(
      kept.prefix(EmailAddresses.maximumCount).joined(separator: ","))
  }

  /// The lines; `nil` if one has faults or there are none.
  private mutating func readLines(in currency: Currency) -> [ImportedLine]? {
    guard let positions = record.document["positions"]?.array, !positions.isEmpty else {
      fields.note(.noPositions, "positions")
      return nil
    }
    guard positions.count <= ImportRecord.maximumLines else {
      fields.note(.tooManyLines(limit: ImportRecord.maximumLines), "positions")
      return nil
    }
    var lines: [ImportedLine] = []
    lines.reserveCapacity(positions.count)
    for (index, position) in positions.enumerated() {
      guard position.members != nil else {
        fields.note(.notAPosition, "positions[\(index)]")
        continue
      }
      let hasOwnLine = !record.positionLines.isEmpty
      var reader = LineReader(
        position, line: hasOwnLine ? record.positionLines[index] : record.line,
        position: hasOwnLine ? nil : index, currency: currency)
      if let line = reader.read() { lines.append(line) }
      notices += reader.notices
    }
    return lines.count == positions.count ? lines : nil
  }

  /// What is paid, in minor units; `nil` if it contradicts the total.
  private mutating func readPaid(
    of total: Int64, in currency: Currency, status: ImportedStatus
  ) -> Int64? {
    let isGiven = !fields.isAbsent("paid")
    guard let given = isGiven ? fields.amount("paid", in: currency) : 0 else { return nil }
    let asked = Amount(minorUnits: total, currency: currency)
    guard given != 0 else {
      switch status {
      case .paid where total == 0: fields.note(.nothingToPay, "status")
      case .paid:
        if isGiven { fields.note(.wholeTotalTaken(asked), "paid") }
        return total
      case .partial: fields.note(.partialWithoutAmount, "paid")
      case .issued, .sent, .accepted, .rejected, .canceled: break
      }
      return 0
    }
    let paid = Amount(minorUnits: given, currency: currency)
    guard given.signum() == total.signum() else {
      fields.note(.paidAgainstTotal(paid: paid, total: asked), "paid")
      return nil
    }
    if given.magnitude > total.magnitude {
      fields.note(.overpaid(paid: paid, total: asked), "paid")
    } else if given != total, status == .paid {
      fields.note(.paidInPart(paid: paid, total: asked), "paid")
    }
    return given
  }
}

extension Importer.Notice {
  var isWarning: Bool {
    if case .warning = self { true } else { false }
  }
}

extension String {
  /// Whether the text is two letters of ASCII, as the codes of languages and countries are.
  fileprivate var isTwoLetters: Bool {
    utf8.count == 2
      && utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
  }
}
