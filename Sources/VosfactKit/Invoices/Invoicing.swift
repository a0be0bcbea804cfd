import Localization

/// Issuing and cancelling documents.
package struct Invoicing {
  let database: Database
  let clock: WallClock
  let random: RandomSource
  /// Tells of a document that was just issued, in the transaction that issues it.
  let issued: (Document) throws(StorageError) -> Void

  private var journal: Journal { Journal(database: database) }
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
      let lines = try draft.lines.map { try $0.line(in: currency) }
      let days = Int(try settings.value(.paymentTerm).count / 86_400)
      let content = DocumentContent(
        kind: draft.kind, issuedOn: issuedOn, dueOn: draft.dueOn ?? issuedOn.adding(days: days),
        currency: currency, language: try draft.language ?? settings.value(.language).rawValue,
        totals: try Totals(of: lines), orderReference: draft.orderReference, buyer: draft.buyer,
        corrects: draft.corrects?.number)
      return try issue(
        content, lines, hidesButton: draft.hidesButton,
        correcting: draft.corrects.map { Correction(document: $0.key, at: clock.now) })
    }
  }

  /// Numbers a document and issues it, in the caller's transaction.
  ///
  /// It throws `Fault` if its number cannot be given, else `StorageError`.
  func issue(
    _ content: DocumentContent, _ lines: [DocumentLine], hidesButton: Bool = false,
    correcting correction: Correction? = nil
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
      content, lines, number: number, hidesButton: hidesButton, correcting: correction)
  }

  /// Issues what is numbered, in the caller's transaction.
  ///
  /// - Parameter publicID: a new one unless it is given.
  func issue(
    _ content: DocumentContent, _ lines: [DocumentLine], number: String, hidesButton: Bool = false,
    publicID: PublicID? = nil, correcting correction: Correction? = nil
  ) throws(StorageError) -> Document {
    let key = try store(
      content, lines: lines, number: number, stage: .issued,
      digest: content.digest(number: number, lines: lines), hidesButton: hidesButton,
      as: .documentCreated, publicID: publicID, correcting: correction)
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
    correcting correction: Correction? = nil
  ) throws(StorageError) -> DocumentKey {
    let publicID = publicID ?? PublicID(rawValue: random.int64())
    let key = try documents.insert(
      content, lines: lines, number: number, stage: stage, publicID: publicID, digest: digest,
      hidesButton: hidesButton, correction: correction)
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

  /// Cancels a document that nothing was paid of: an invoice only if it never reached anybody, as the law wants one that
  /// did to be credited.
  ///
  /// It throws `Fault` or `StorageError`, and has changed nothing then.
  ///
  /// - Parameter reason: why an invoice was never delivered; `nil` for other documents.
  package func cancel(_ document: Document, neverDelivered reason: String? = nil) throws -> Document
  {
    if let reason {
      guard reason.isReason else {
        throw Fault(
          .badValue,
          en:
            "the reason cannot be kept; it is empty, over 500 characters or does not show; give another",
          fr:
            "le motif ne peut être gardé ; il est vide, de plus de 500 caractères ou invisible ; donnez-en un autre"
        )
      }
    }
    return try database.transaction {
      let current = try documents.named(document.number)
      guard current.stage != .canceled else {
        throw Fault(
          .refused, en: "\(current.number.shown) is canceled already; nothing was changed",
          fr: "\(current.number.shown) est déjà annulée ; rien n’a changé")
      }
      guard current.content.corrects == nil else {
        throw Fault(
          .refused,
          en: """
            \(current.number.shown) cannot be canceled; it corrects \(current.content.corrects?.shown ?? ""); issue an \
            invoice instead
            """,
          fr: """
            \(current.number.shown) ne peut être annulé ; il corrige \(current.content.corrects?.shown ?? "") ; émettez \
            plutôt une facture
            """)
      }
      guard !current.isCorrected else {
        throw Fault(
          .refused,
          en:
            "\(current.number.shown) cannot be canceled; credit notes correct it; credit the rest",
          fr:
            "\(current.number.shown) ne peut être annulée ; des avoirs la corrigent ; créditez le reste"
        )
      }
      guard current.paidMinorUnits == 0 else {
        throw Fault(
          .refused,
          en:
            "\(current.number.shown) cannot be canceled; money was received for it; issue a credit note",
          fr:
            "\(current.number.shown) ne peut être annulée ; de l’argent a été reçu ; émettez un avoir"
        )
      }
      guard current.amounts.underWay == 0 else {
        throw Fault(
          .refused,
          en: """
            \(current.number.shown) cannot be canceled; money for it is under way; wait for it, or void what was announced
            """,
          fr: """
            \(current.number.shown) ne peut être annulée ; un paiement est en cours ; attendez-le, ou annulez ce qui fut \
            annoncé
            """)
      }
      guard !current.content.kind.isClaim || reason != nil else {
        throw Fault(
          .refused,
          en: """
            \(current.number.shown) is an invoice; it is not canceled but credited: vosfact invoice credit \
            \(current.number.shown) --all --reason WHY; if nobody ever got it, give --never-delivered and --reason
            """,
          fr: """
            \(current.number.shown) est une facture ; elle ne s’annule pas, elle se crédite : vosfact invoice credit \
            \(current.number.shown) --all --reason MOTIF ; si nul ne l’a reçue, donnez --never-delivered et --reason
            """)
      }
      guard !current.content.kind.isClaim || current.stage != .sent else {
        throw Fault(
          .refused,
          en: """
            \(current.number.shown) was sent; it is not canceled but credited: vosfact invoice credit \
            \(current.number.shown) --all --reason WHY
            """,
          fr: """
            \(current.number.shown) a été envoyée ; elle ne s’annule pas, elle se crédite : vosfact invoice credit \
            \(current.number.shown) --all --reason MOTIF
            """)
      }
      try documents.setStage(current.key, .canceled, state: .canceled)
      try journal.append(
        .documentCanceled, about: .document(number: current.number),
        .present([("reason", reason.map { .string($0.trimmed) })]), at: clock.now)
      return try documents.named(document.number)
    }
  }
}
