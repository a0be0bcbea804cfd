import Localization

/// Issuing and cancelling documents.
package struct Invoicing {
  let database: Database
  let clock: WallClock
  let random: RandomSource
  /// Tells of a document that was just issued, in the transaction that issues it.
  let issued: (Document) throws(StorageError) -> Void

  var journal: Journal { Journal(database: database) }
  var settings: Settings { Settings(database: database) }
  var documents: DocumentStore { DocumentStore(database: database) }

  /// Issues a document: numbers it, computes its totals, stores it and records it, all at once.
  ///
  /// It throws `Fault` or `StorageError`, and has changed nothing then.
  package func issue(_ draft: DocumentDraft) throws -> Document {
    guard !draft.lines.isEmpty else {
      throw Fault(
        .wrongUsage,
        en: """
          a document needs a line; none was given; add --line 'NAME;QUANTITY;UNIT PRICE;VAT RATE', or --from FILE
          """,
        fr: """
          un document a besoin d’une ligne ; aucune n’est donnée ; ajoutez \
          --line « NOM;QUANTITÉ;PRIX UNITAIRE;TAUX DE TVA », ou --from FICHIER
          """
      )
    }
    return try database.transaction {
      let issuedOn = try draft.issuedOn ?? settings.date(of: clock.now)
      let currency = try draft.currency ?? settings.value(.defaultCurrency)
      let language = try draft.language ?? settings.value(.language).rawValue
      var lines = try draft.lines.map { try $0.line(in: currency) }
      if !draft.deposits.isEmpty {
        lines += try deductions(draft, currency, Language(rawValue: language) ?? .english)
      }
      let days = Int(try settings.value(.paymentTerm).count / 86_400)
      let content = DocumentContent(
        kind: draft.kind, issuedOn: issuedOn, dueOn: draft.dueOn ?? issuedOn.adding(days: days),
        currency: currency, language: language, totals: try Totals(of: lines),
        orderReference: draft.orderReference, buyer: draft.buyer,
        corrects: draft.corrects?.number)
      if !draft.deposits.isEmpty, content.totals.total >= 0,
        let row = TaxSummary(of: lines, totals: content.totals).rows.first(where: { $0.net < 0 })
      {
        throw Fault.depositsAtOtherRate(row.category)
      }
      guard draft.deposits.isEmpty || content.totals.total >= 0 else {
        throw Fault.depositsTooLarge(Amount(minorUnits: -content.totals.total, currency: currency))
      }
      return try issue(
        content, lines, hidesButton: draft.hidesButton,
        following: draft.corrects.map { Predecessor(document: $0.key, at: clock.now) })
    }
  }

  /// Numbers a document and issues it, in the caller's transaction.
  ///
  /// It throws `Fault` if its number cannot be given, else `StorageError`.
  func issue(
    _ content: DocumentContent, _ lines: [DocumentLine], hidesButton: Bool = false,
    following predecessor: Predecessor? = nil
  ) throws -> Document {
    let pattern = try settings.value(.numberPattern(content.kind)).get()
    let number = try Numbering(database: database).next(of: pattern, on: content.issuedOn)
    guard try documents.document(number: number) == nil else {
      throw Fault(
        .misconfigured,
        en:
          "the number \(number.shown) is taken; two kinds of document share a pattern; change one with 'vosfact settings set documents.number-pattern.KIND PATTERN'",
        fr: """
          le numéro \(number.shown) est déjà pris ; deux types de document partagent un modèle ; changez-en \
          un avec « vosfact settings set documents.number-pattern.TYPE MODÈLE »
          """)
    }
    return try issue(
      content, lines, number: number, hidesButton: hidesButton, following: predecessor)
  }

  /// Issues what is numbered, in the caller's transaction.
  ///
  /// - Parameter publicID: a new one unless it is given.
  func issue(
    _ content: DocumentContent, _ lines: [DocumentLine], number: String, hidesButton: Bool = false,
    publicID: PublicID? = nil, following predecessor: Predecessor? = nil
  ) throws(StorageError) -> Document {
    let key = try store(
      content, lines: lines, number: number, stage: .issued,
      digest: content.digest(number: number, lines: lines), hidesButton: hidesButton,
      as: .documentCreated, publicID: publicID, following: predecessor)
    guard let document = try documents.document(key) else {
      throw database.damaged("document \(number) was not stored")
    }
    try issued(document)
    return document
  }

  /// Stores a document that has its number, and records it, in the caller's transaction.
  ///
  /// - Parameters:
  ///   - digest: `content.digest(number:lines:)`.
  ///   - kind: how the document came, which its history tells.
  ///   - publicID: a new one unless it is given.
  func store(
    _ content: DocumentContent, lines: [DocumentLine], number: String, stage: DocumentStage,
    digest: [UInt8], hidesButton: Bool = false, as kind: JournalKind, publicID: PublicID? = nil,
    following predecessor: Predecessor? = nil
  ) throws(StorageError) -> DocumentKey {
    let publicID = publicID ?? PublicID(rawValue: random.int64())
    let key = try documents.insert(
      content, lines: lines, number: number, stage: stage, publicID: publicID, digest: digest,
      hidesButton: hidesButton, following: predecessor)
    let total = Amount(minorUnits: content.totals.total, currency: content.currency)
    try journal.append(
      kind, about: .document(number: number),
      written: JSONWriter.object { writer in
        writer.member("id", hexadecimal: publicID.bytes)
        writer.member("kind", content.kind.rawValue)
        writer.member("total", total.decimal)
        writer.member("currency", content.currency.code)
        writer.member("digest", hexadecimal: digest)
      }, at: clock.now)
    return key
  }

  /// What deducts the deposit invoices of a final invoice.
  private func deductions(
    _ draft: DocumentDraft, _ currency: Currency, _ language: Language
  ) throws -> [DocumentLine] {
    guard draft.kind == .finalInvoice else {
      throw Fault(
        .wrongUsage,
        en: "only a final invoice deducts deposits; nothing was issued; give --kind final-invoice",
        fr:
          "seule une facture de solde déduit des acomptes ; rien n’est émis ; donnez --kind final-invoice"
      )
    }
    return try DepositLines(documents: documents).lines(
      deducting: draft.deposits.map { try documents.named($0.number) }, from: currency,
      for: [draft.buyer], in: language)
  }
}
