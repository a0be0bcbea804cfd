import Localization

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
    let kind = fields.value("kind", DocumentKind.init(imported:)) {
      Text(
        en: "'\($0.shown)' is no kind of document kept here; write one of \(Self.kinds)",
        fr:
          "« \($0.shown) » n’est pas un type de document tenu ici ; écrivez l’un de : \(Self.kinds)"
      )
    }
    let status = fields.value("status", ImportedStatus.init(rawValue:), orNote: Self.unknownStatus)
    // What the seller did with a document that is paid, which its status does not tell.
    let stage = fields.value("stage", DocumentStage.init(rawValue:), orNote: Self.unknownStatus)
    let issuedOn = fields.date("issue_date")
    let soldOn = fields.value("sell_date", Self.dateOfSale) {
      Text(
        en: "'\($0.shown)' is no date of sale; write it as 2026-01-31, 2026-01 or off",
        fr: "« \($0.shown) » n’est pas une date de vente ; écrivez 2026-01-31, 2026-01 ou off")
    }
    let dueOn = fields.date("payment_to")
    let paidOn = fields.date("paid_date")
    let givenCurrency = fields.value("currency") {
      Currency(code: $0)
    } orNote: {
      Fault.unknownCurrency($0).text
    }
    let language = fields.value("lang") { text in
      text.isTwoLetters ? text.lowercased() : nil
    } orNote: {
      Text(
        en: "'\($0.shown)' is no language of ISO 639-1; write two letters, as fr",
        fr: "« \($0.shown) » n’est pas une langue d’ISO 639-1 ; écrivez deux lettres, comme fr")
    }
    let orderReference = fields.text("oid", limit: Self.maximumReferenceLength)
    let corrects = fields.text("corrects", limit: Self.maximumReferenceLength)
    if let corrects, kind != .creditNote {
      fields.fault(
        "corrects", en: "only a credit note corrects \(corrects.shown); leave it out",
        fr: "seul un avoir corrige \(corrects.shown) ; retirez-le")
    }
    let convertedFrom = fields.text("converted_from", limit: Self.maximumReferenceLength)
    if let convertedFrom, kind?.isClaim == false {
      fields.fault(
        "converted_from", en: "only an invoice is made of \(convertedFrom.shown); leave it out",
        fr: "seule une facture est issue de \(convertedFrom.shown) ; retirez-le")
    }
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
        buyer: buyer, corrects: corrects, convertedFrom: convertedFrom),
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
      fields.noteTooLong("number", limit: Self.maximumReferenceLength)
    } else if number.isVisible {
      return number
    } else {
      fields.fault(
        "number",
        en: "the number holds characters that do not show; two could look alike; remove them",
        fr:
          "le numéro contient des caractères invisibles ; deux numéros se confondraient ; retirez-les"
      )
    }
    return nil
  }

  private static let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")

  private static func unknownStatus(_ status: String) -> Text {
    Text(
      en:
        "'\(status.shown)' is no status; it tells what is paid; write issued, sent, paid, partial, accepted, rejected or canceled",
      fr:
        "« \(status.shown) » n’est pas un statut ; il dit ce qui est payé ; écrivez issued, sent, paid, partial, accepted, rejected ou canceled"
    )
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
    let country = fields.value("buyer_country") { text in
      text.isTwoLetters ? text.uppercased() : nil
    } orNote: {
      Text(
        en: "'\($0.shown)' is no country of ISO 3166; write two letters, as FR",
        fr: "« \($0.shown) » n’est pas un pays d’ISO 3166 ; écrivez deux lettres, comme FR")
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
        let address = String(part).trimmed
        fields.warn(
          "buyer_email", en: "'\(address.shown)' is no e-mail address; it was left out; check it",
          fr:
            "« \(address.shown) » n’est pas une adresse électronique ; elle est omise ; vérifiez-la"
        )
      }
    }
    let limit = EmailAddresses.maximumCount
    if kept.count > limit {
      fields.warn(
        "buyer_email",
        en: "more than \(limit) e-mail addresses; the first \(limit) were kept; check them",
        fr:
          "plus de \(limit) adresses électroniques ; les \(limit) premières sont gardées ; vérifiez-les"
      )
    }
    return EmailAddresses.normalized(kept.prefix(limit).joined(separator: ","))
  }

  /// The lines; `nil` if one has faults or there are none.
  private mutating func readLines(in currency: Currency) -> [ImportedLine]? {
    guard let positions = record.document["positions"]?.array, !positions.isEmpty else {
      fields.fault(
        "positions",
        en: "the document has no lines; it needs one; export it with include_positions=true",
        fr: "le document n’a pas de lignes ; il en faut une ; exportez avec include_positions=true")
      return nil
    }
    guard positions.count <= ImportRecord.maximumLines else {
      fields.fault("positions", ImportRecord.tooManyLines)
      return nil
    }
    var lines: [ImportedLine] = []
    lines.reserveCapacity(positions.count)
    for (index, position) in positions.enumerated() {
      guard position.members != nil else {
        fields.fault(
          "positions[\(index)]",
          en: "not a line of a document; its fields are missing; write it between { and }",
          fr: "ce n’est pas une ligne de document ; ses champs manquent ; écrivez-la entre { et }")
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
      case .paid where total == 0:
        fields.warn(
          "status",
          en: "the status is paid, the total zero; no payment was recorded; nothing is to be done",
          fr: "le statut est payé, le total nul ; aucun paiement n’est noté ; il n’y a rien à faire"
        )
      case .paid:
        if isGiven {
          fields.warn(
            "paid",
            en:
              "the status is paid, the amount zero; the whole \(asked.text.en) was recorded; check it",
            fr:
              "le statut est payé, le montant nul ; la totalité, \(asked.text.fr), est notée ; vérifiez-la"
          )
        }
        return total
      case .partial:
        fields.warn(
          "paid",
          en:
            "the status is partial, no amount is given; nothing was recorded; use 'vosfact payment record'",
          fr:
            "le statut est partiel, sans montant ; rien n’est noté ; utilisez « vosfact payment record »"
        )
      case .issued, .sent, .accepted, .rejected, .canceled: break
      }
      return 0
    }
    let paid = Amount(minorUnits: given, currency: currency)
    guard given.signum() == total.signum() else {
      fields.fault(
        "paid",
        en: "\(paid.text.en) cannot be paid of \(asked.text.en); the signs differ; correct it",
        fr:
          "\(paid.text.fr) ne peuvent être payés sur \(asked.text.fr) ; les signes diffèrent ; corrigez"
      )
      return nil
    }
    if given.magnitude > total.magnitude {
      fields.warn(
        "paid",
        en: "\(paid.text.en) is paid of \(asked.text.en); that is too much; refund or check it",
        fr: "\(paid.text.fr) payés sur \(asked.text.fr) ; c’est trop ; remboursez ou vérifiez")
    } else if given != total, status == .paid {
      fields.warn(
        "paid",
        en:
          "the status is paid, but \(paid.text.en) of \(asked.text.en) are; the amount stands; check it",
        fr:
          "le statut est payé, mais \(paid.text.fr) sur \(asked.text.fr) le sont ; le montant demeure ; vérifiez-le"
      )
    }
    return given
  }
}

extension String {
  /// Whether the text is two letters of ASCII, as the codes of languages and countries are.
  fileprivate var isTwoLetters: Bool {
    utf8.count == 2
      && utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
  }
}
