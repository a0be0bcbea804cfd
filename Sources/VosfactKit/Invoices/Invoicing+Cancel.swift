import Localization

extension Invoicing {
  /// Cancels a document that nothing was paid of, in the caller's transaction: an invoice only if it never reached anybody,
  /// as the law wants one that did to be credited.
  ///
  /// It throws `Fault` or `StorageError`, and has changed nothing then.
  ///
  /// - Parameter reason: why an invoice was never delivered; `nil` for other documents.
  package func cancel(_ document: Document, neverDelivered reason: String? = nil) throws -> Document
  {
    guard reason?.isReason ?? true else { throw Fault.badReason }
    return try database.transaction {
      let current = try documents.named(document.number)
      if let fault = refusal(of: current, neverDelivered: reason != nil) { throw fault }
      try documents.setStage(current.key, .canceled, state: .canceled)
      try journal.append(
        .documentCanceled, about: .document(number: current.number),
        .present([("reason", reason.map { .string($0.trimmed) })]), at: clock.now)
      return try documents.named(document.number)
    }
  }

  /// Why the document cannot be canceled; `nil` if it can.
  private func refusal(of document: Document, neverDelivered: Bool) -> Fault? {
    let number = document.number.shown
    if document.stage == .canceled {
      return Fault(
        .refused, en: "\(number) is canceled already; nothing was changed",
        fr: "\(number) est déjà annulée ; rien n’a changé")
    }
    if let corrected = document.content.corrects?.shown {
      return .notCanceled(
        number, en: "it corrects \(corrected); issue an invoice instead",
        fr: "il corrige \(corrected) ; émettez plutôt une facture")
    }
    if document.isConverted, document.amounts.credited > 0 {
      return .notCanceled(
        number, en: "it was invoiced; see 'vosfact invoice history \(number)'",
        fr: "il a été facturé ; voyez « vosfact invoice history \(number) »")
    }
    if document.isCorrected {
      return .notCanceled(
        number, en: "credit notes correct it; credit the rest",
        fr: "des avoirs la corrigent ; créditez le reste")
    }
    if document.amounts.received != 0 {
      return .notCanceled(
        number, en: "money was received for it; issue a credit note",
        fr: "de l’argent a été reçu ; émettez un avoir")
    }
    if document.amounts.underWay != 0 {
      return .notCanceled(
        number, en: "money for it is under way; wait for it, or void what was announced",
        fr: "un paiement est en cours ; attendez-le, ou annulez ce qui fut annoncé")
    }
    guard document.content.kind.isClaim else { return nil }
    if !neverDelivered {
      return Fault(
        .refused,
        en: """
          \(number) is an invoice; it is not canceled but credited: vosfact invoice credit \(number) --all --reason WHY; \
          if nobody ever got it, give --never-delivered and --reason
          """,
        fr: """
          \(number) est une facture ; elle ne s’annule pas, elle se crédite : vosfact invoice credit \(number) --all \
          --reason MOTIF ; si nul ne l’a reçue, donnez --never-delivered et --reason
          """)
    }
    if document.stage == .sent {
      return Fault(
        .refused,
        en: """
          \(number) was sent; it is not canceled but credited: vosfact invoice credit \(number) --all --reason WHY
          """,
        fr: """
          \(number) a été envoyée ; elle ne s’annule pas, elle se crédite : vosfact invoice credit \(number) --all \
          --reason MOTIF
          """)
    }
    return nil
  }
}

extension Fault {
  /// A document that cannot be canceled: why, and what to do.
  fileprivate static func notCanceled(_ number: String, en: String, fr: String) -> Fault {
    Fault(
      .refused, en: "\(number) cannot be canceled; \(en)",
      fr: "\(number) ne peut être annulée ; \(fr)")
  }
}
