import Localization

/// How much of a document a credit note takes back.
package enum CreditedPart: Sendable {
  /// All that no credit note took back yet.
  case all
  /// An amount with its VAT, which is divided among the rates as what is left of them.
  case amount(String)
  /// One of its lines, the first of which is 1.
  case line(Int)
}

extension Payments {
  /// Issues a document, which stands on the account of the one that it corrects if it is a credit note that names one.
  ///
  /// It throws `Fault` if it cannot be issued so, else `StorageError`; nothing has changed then.
  package func issue(_ draft: DocumentDraft) throws -> Document {
    guard let corrected = draft.corrects else { return try ledger.invoicing.issue(draft) }
    return try database.transaction {
      guard draft.kind == .creditNote else {
        throw Fault(
          .wrongUsage,
          en: "only a credit note corrects a document; nothing was issued; give --kind credit-note",
          fr: "seul un avoir corrige un document ; rien n’est émis ; donnez --kind credit-note")
      }
      let corrected = try documents.named(corrected.number)
      try check(corrected)
      guard [corrected.content.buyer, corrected.addressee].shareCustomer(with: [draft.buyer]) else {
        throw Fault.creditOfOther(corrected)
      }
      let left = try CreditLines(of: corrected, in: documents)
      let note = try ledger.invoicing.issue(draft)
      try left.check(note.content, documents.lines(of: note))
      try post(note, crediting: corrected)
      return note
    }
  }

  /// Issues a credit note that takes back some of a document, or all of it, with its VAT by rate.
  ///
  /// It throws `Fault` if nothing or less is left to take back, or the reason cannot be kept, else `StorageError`; nothing
  /// has changed then.
  package func credit(
    _ document: Document, _ part: CreditedPart, reason: String
  ) throws -> Document {
    guard reason.isReason else {
      throw Fault.badReason
    }
    return try database.transaction {
      let document = try documents.named(document.number)
      try check(document)
      var credit = try CreditLines(of: document, in: documents)
      let lines = try credit.lines(of: part)
      let content = document.content
      let note = DocumentContent(
        kind: .creditNote, issuedOn: try settings.date(of: clock.now), dueOn: nil,
        currency: content.currency, language: content.language, totals: credit.totals,
        orderReference: content.orderReference, buyer: content.buyer, corrects: document.number)
      let heading = DocumentLine(separator: document.correctionHeading(reason.trimmed))
      let issued = try ledger.invoicing.issue(
        note, [heading] + lines,
        following: Predecessor(document: document.key, at: clock.now))
      try post(issued, crediting: document)
      return issued
    }
  }

  /// Posts a credit note; the quote that its invoice was made of can be invoiced for as much again.
  ///
  /// It throws `StorageError`, and gives the invoice as it stands then.
  @discardableResult
  func post(_ note: Document, crediting document: Document) throws -> Document {
    let credited = try ledger.post(crediting: document, by: note)
    if let quote = document.content.convertedFrom {
      try ledger.post(revertingConversionOf: documents.named(quote))
    }
    return credited
  }

  private func check(_ document: Document) throws {
    guard document.content.kind.isClaim, document.stage != .canceled,
      document.content.totals.total > 0
    else {
      throw Fault(
        .refused,
        en: """
          \(document.number.shown) cannot be credited; only an invoice that stands is; name one
          """,
        fr: """
          \(document.number.shown) ne peut recevoir d’avoir ; seule une facture qui tient le peut ; nommez-en une
          """)
    }
    guard document.content.kind == .depositInvoice,
      let final = try documents.finalInvoice(deducting: document)
    else { return }
    throw Fault(
      .refused,
      en: """
        \(document.number.shown) cannot be credited; \(final.shown) deducts it; credit that one
        """,
      fr: """
        \(document.number.shown) ne peut recevoir d’avoir ; \(final.shown) la déduit ; créditez celle-là
        """)
  }
}

extension Fault {
  fileprivate static func creditOfOther(_ document: Document) -> Fault {
    let (number, name) = (document.number.shown, document.content.buyer.name.shown)
    return Fault(
      .refused,
      en: "\(number) is \(name)'s; a credit note goes to whom the invoice went; give that buyer",
      fr:
        "\(number) est au nom de \(name) ; un avoir va au client de la facture ; donnez cet acheteur"
    )
  }
}

extension Document {
  /// What the first line of a credit note says: which document it corrects, as the law asks, and why.
  fileprivate func correctionHeading(_ reason: String) -> String {
    let date = content.issuedOn.text
    let kind = content.kind.name
    return Text(
      en: "Corrects \(kind.en) \(number) of \(date.en): \(reason)",
      fr: "Corrige la \(kind.fr) \(number) du \(date.fr) : \(reason)")[content.readingLanguage]
  }
}
