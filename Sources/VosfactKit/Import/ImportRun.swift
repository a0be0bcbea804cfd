import Localization

/// One file on its way in: what was met of it so far, and the settings that hold for all of it.
struct ImportRun {
  private(set) var summary = Importer.Summary()

  private let invoicing: Invoicing
  private let payments: Payments
  private let defaults: DocumentReader.Defaults
  private let patterns: [DocumentKind: NumberPattern]
  /// Credit notes whose invoice was not met yet, with their lines in the file: it may stand further down.
  private var postponed: [(document: ImportedDocument, line: Int)] = []
  /// The highest number of each series that was stored, with its date.
  private var numbers: [String: (serial: Int64, date: CalendarDate)] = [:]

  /// Reads the settings, once for the whole file.
  ///
  /// It throws `Fault` or `StorageError`.
  init(invoicing: Invoicing, payments: Payments) throws {
    self.invoicing = invoicing
    self.payments = payments
    let settings = invoicing.settings
    defaults = DocumentReader.Defaults(
      currency: try settings.value(.defaultCurrency),
      language: try settings.value(.language).rawValue)
    var patterns: [DocumentKind: NumberPattern] = [:]
    for kind in DocumentKind.allCases {
      patterns[kind] = try settings.value(.numberPattern(kind)).get()
    }
    self.patterns = patterns
  }

  /// Takes in what the file holds next, in the caller's transaction, and gives what is to be said of it.
  mutating func take(_ item: ImportItem) throws -> [Importer.Notice] {
    summary.read += 1
    switch item {
    case .broken(let notice):
      summary.rejected += 1
      return [notice]
    case .record(let record):
      var reader = DocumentReader(record, defaults: defaults)
      var notices: [Importer.Notice] = []
      if let document = reader.read() {
        notices = reader.notices + (try take(document, line: record.line))
      } else {
        notices = reader.notices
        summary.rejected += 1
      }
      summary.warnings += notices.count(where: \.isWarning)
      return notices
    }
  }

  /// Takes in the credit notes that stood before their invoices, in the caller's transaction, and gives what is to be said
  /// of them.
  mutating func takePostponed() throws -> [Importer.Notice] {
    let late = postponed
    postponed = []
    var notices: [Importer.Notice] = []
    for (document, line) in late { notices += try takeResolved(document, line: line) }
    summary.warnings += notices.count(where: \.isWarning)
    return notices
  }

  /// Undoes the count of what was stored, as the transaction is.
  mutating func abandon() {
    summary.created = 0
  }

  /// Lets every series go on after the numbers that were stored, in the transaction that stored them.
  func noteNumbers() throws(StorageError) {
    let numbering = Numbering(database: invoicing.database)
    for (series, last) in numbers {
      try numbering.note(last.serial, of: series, on: last.date)
    }
  }

  private mutating func take(_ document: ImportedDocument, line: Int) throws -> [Importer.Notice] {
    var document = document
    var notices: [Importer.Notice] = []
    if let number = document.content.convertedFrom,
      try invoicing.documents.document(number: number)?.content.kind.isConvertible != true
    {
      document.content.convertedFrom = nil
      notices = [.unknownOrigin(number, line: line)]
    }
    if let corrected = document.content.corrects,
      try invoicing.documents.document(number: corrected) == nil
    {
      postponed.append((document, line))
      return notices
    }
    return notices + (try takeResolved(document, line: line))
  }

  private mutating func takeResolved(
    _ document: ImportedDocument, line: Int
  ) throws -> [Importer.Notice] {
    let digest = document.content.digest(number: document.number, lines: document.lines)
    guard let known = try invoicing.documents.fingerprint(number: document.number) else {
      if let fault = try fault(in: document, line: line) {
        summary.rejected += 1
        return [fault]
      }
      try store(document, digest: digest)
      summary.created += 1
      return []
    }
    summary.unchanged += 1
    guard known.digest == digest else {
      return try notices(of: document, known: known.digest, line: line)
    }
    guard document.paid.magnitude > known.paid.magnitude else { return [] }
    let currency = document.content.currency
    let given = Amount(minorUnits: document.paid, currency: currency)
    let stored = Amount(minorUnits: known.paid, currency: currency)
    let reason = Text(
      en:
        "\(given.text.en) of \(document.number.shown) is paid, \(stored.text.en) is recorded; an import changes no known document; use 'vosfact payment record'",
      fr:
        "\(given.text.fr) payés de \(document.number.shown), \(stored.text.fr) notés ; l’import ne change aucun document connu ; utilisez « vosfact payment record »"
    )
    return [.warning(line: line, field: "paid", reason: reason)]
  }

  /// What is wrong with what a credit note says that it corrects; `nil` if nothing is.
  private func fault(in note: ImportedDocument, line: Int) throws -> Importer.Notice? {
    guard let number = note.content.corrects else { return nil }
    if let corrected = try invoicing.documents.document(number: number),
      corrected.content.kind.isClaim, corrected.stage != .canceled
    {
      let left = try CreditLines(of: corrected, in: invoicing.documents)
      if (try? left.check(note.content, note.lines)) != nil { return nil }
    }
    return .fault(
      line: line, field: "corrects",
      reason: Text(
        en:
          "no invoice \(number.shown) of as much is stored; import it first, or correct the number",
        fr:
          "aucune facture \(number.shown) d’autant n’est enregistrée ; importez-la d’abord, ou corrigez le numéro"
      ))
  }

  /// What is to be said of a document that is known by another content; nothing if only its address is another, to
  /// which mail about it goes already.
  private func notices(
    of document: ImportedDocument, known digest: [UInt8], line: Int
  ) throws -> [Importer.Notice] {
    let shown = document.number.shown
    if let address = document.content.buyer.email,
      let stored = try invoicing.documents.document(number: document.number)
    {
      var content = document.content
      content.buyer.email = stored.content.buyer.email
      if content.digest(number: document.number, lines: document.lines) == digest {
        guard address != stored.mailAddress else { return [] }
        let reason = Text(
          en:
            "\(shown) is stored with another e-mail; an issued document never changes; to send its mail to \(address.shown), use 'vosfact invoice address'",
          fr:
            "\(shown) est enregistré avec une autre adresse ; un document émis ne change jamais ; pour envoyer ses courriels à \(address.shown), utilisez « vosfact invoice address »"
        )
        return [.warning(line: line, field: "buyer_email", reason: reason)]
      }
    }
    let reason = Text(
      en:
        "\(shown) is stored with another content; an issued document never changes, the stored one stands; issue a credit note if it is wrong",
      fr:
        "\(shown) est déjà enregistré avec un autre contenu ; un document émis ne change jamais, celui-ci demeure ; émettez un avoir s’il est faux"
    )
    return [.warning(line: line, field: "number", reason: reason)]
  }

  private mutating func store(_ document: ImportedDocument, digest: [UInt8]) throws {
    let content = document.content
    let corrected = try content.corrects.flatMap { try invoicing.documents.document(number: $0) }
    let origin = try content.convertedFrom.flatMap {
      try invoicing.documents.document(number: $0)
    }
    let key = try invoicing.store(
      content, lines: document.lines, number: document.number, stage: document.stage,
      digest: digest, as: .documentImported,
      following: (corrected ?? origin).map {
        Predecessor(document: $0.key, at: UnixTime(startOf: content.issuedOn))
      })
    if let pattern = patterns[content.kind],
      let serial = pattern.serial(of: document.number, on: content.issuedOn)
    {
      let series = pattern.series(on: content.issuedOn)
      let last = numbers[series] ?? (serial, content.issuedOn)
      numbers[series] = (max(last.serial, serial), max(last.date, content.issuedOn))
    }
    guard let stored = try invoicing.documents.document(key) else { return }
    var home = stored
    if let corrected {
      home =
        document.stage == .canceled
        ? corrected : try payments.post(stored, crediting: corrected)
    }
    if let origin, document.stage != .canceled {
      try payments.ledger.post(converting: origin, into: stored)
    }
    guard document.paid != 0 else { return }
    // Nobody is told of a payment that was made and acknowledged elsewhere. What a credit note paid out stands on the
    // account of the document that it corrects.
    var account =
      corrected == nil
      ? Account(document: home, entries: []) : try payments.ledger.accounts.open(home)
    try payments.ledger.post(
      receipt: Amount(minorUnits: document.paid, currency: content.currency), to: &account,
      reference: payments.random.name(ofLength: 16), at: document.paidAt, method: "import",
      eventID: "import:\(document.number)", notifying: false)
  }
}

extension Importer.Notice {
  /// A document that was made of one that is not stored.
  fileprivate static func unknownOrigin(_ number: String, line: Int) -> Importer.Notice {
    .warning(
      line: line, field: "converted_from",
      reason: Text(
        en: """
          no quote or order \(number.shown) is stored; that the document was made of it is left out; import that first
          """,
        fr: """
          aucun devis ni bon \(number.shown) n’est enregistré ; que le document en est issu est omis ; importez-le d’abord
          """))
  }
}
