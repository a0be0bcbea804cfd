import Localization

/// What is made of a quote, an order, a proforma or a delivery note.
package enum Conversion: Sendable {
  /// An invoice of all of it, which deducts the deposit invoices that were made of it.
  case invoice
  /// A deposit invoice of so many percent of it.
  case depositPercent(ExactDecimal)
  /// A deposit invoice of this amount with its VAT.
  case depositAmount(String)
  /// A deposit invoice of what was paid on it and no other was made of.
  case depositReceived
}

extension Payments {
  /// Makes an invoice or a deposit invoice of a document, with its buyer, its lines or its rates of VAT, its order reference
  /// and what was paid on it. The document is accepted thereby, and asks for so much less.
  ///
  /// It throws `Fault` if the document is no offer that stands, all of it is invoiced, or it is not clear how much is to be;
  /// else `StorageError`. Nothing has changed then.
  ///
  /// - Parameter dueOn: by the payment term unless it is given.
  package func convert(
    _ document: Document, to conversion: Conversion, dueOn: CalendarDate? = nil
  ) throws -> Document {
    try database.transaction {
      let document = try documents.named(document.number)
      let deposits = try checkConvertible(document)
      let content = document.content
      let (kind, lines, totals) = try made(of: document, conversion, after: deposits)
      let issuedOn = try settings.date(of: clock.now)
      let days = Int(try settings.value(.paymentTerm).count / 86_400)
      let issued = try ledger.invoicing.issue(
        DocumentContent(
          kind: kind, issuedOn: issuedOn, dueOn: dueOn ?? issuedOn.adding(days: days),
          currency: content.currency, language: content.language, totals: totals,
          orderReference: content.orderReference, buyer: content.buyer,
          convertedFrom: document.number), lines,
        following: Predecessor(document: document.key, at: clock.now))
      if let address = document.addressApart {
        try documents.setAddressApart(issued.key, address)
        try journal.append(
          .documentAddressed, about: .document(number: issued.number),
          ["mail_address": .string(address)], at: clock.now)
      }
      try ledger.post(converting: document, into: issued)
      return try documents.named(issued.number)
    }
  }

  /// Cancels a document as `Invoicing.cancel` does; the quote that it was made of asks for as much again.
  ///
  /// It throws `Fault` or `StorageError`, and has changed nothing then.
  package func cancel(_ document: Document, neverDelivered reason: String? = nil) throws -> Document
  {
    try database.transaction {
      let canceled = try ledger.invoicing.cancel(document, neverDelivered: reason)
      if let number = canceled.content.convertedFrom {
        try ledger.post(revertingConversionOf: documents.named(number))
      }
      return canceled
    }
  }

  /// The deposit invoices that were made of a document, which can still be made an invoice.
  private func checkConvertible(_ document: Document) throws -> [Document] {
    let number = document.number.shown
    guard document.content.kind.isConvertible, document.content.totals.total > 0,
      ![.canceled, .rejected].contains(document.stage)
    else {
      throw Fault(
        .refused,
        en: """
          \(number) cannot be invoiced; only a quote, an order, a proforma or a delivery note that stands is; name one
          """,
        fr: """
          \(number) ne peut être facturé ; seul un devis, un bon ou une proforma qui tient le peut ; nommez-en un
          """)
    }
    // What credit notes took back whole leaves all to be invoiced again.
    let followers = try documents.followers(of: document).filter { !$0.isCreditedInFull }
    if let invoice = followers.first(where: { $0.content.kind != .depositInvoice }) {
      throw Fault(
        .refused,
        en: "\(number) was invoiced as \(invoice.number.shown); nothing was issued; see that one",
        fr: "\(number) est facturé par \(invoice.number.shown) ; rien n’est émis ; voyez celle-là")
    }
    return followers
  }

  /// What the new document says.
  private func made(
    of document: Document, _ conversion: Conversion, after deposits: [Document]
  ) throws -> (DocumentKind, [DocumentLine], Totals) {
    let content = document.content
    var left = try UntakenTaxes(of: document, in: documents)
    func deposit(_ units: Int64, _ name: Text) throws -> (DocumentKind, [DocumentLine], Totals) {
      guard units > 0, units <= left.gross else {
        throw Fault.noDeposit(of: document, left: document.amount(left.gross))
      }
      let rows = left.take(units)
      let name = name[content.readingLanguage]
      let lines = rows.map { DocumentLine(name, of: $0, in: content.currency) }
      return (.depositInvoice, lines, Totals(summing: rows))
    }
    let source = document.depositSource
    let plain = Text(en: "Deposit on \(source.en)", fr: "Acompte sur \(source.fr)")
    switch conversion {
    case .invoice:
      let deductions = try DepositLines(documents: documents).lines(
        deducting: deposits, madeOf: document, from: content.currency,
        for: [content.buyer, document.addressee], in: content.readingLanguage)
      let lines = try documents.lines(of: document)
      return (
        deposits.isEmpty ? .invoice : .finalInvoice, lines + deductions,
        content.totals + Totals(summing: deductions)
      )
    case .depositPercent(let percent):
      guard case .percent? = TaxRate(percent.description), percent.coefficient > 0,
        let units = content.totals.total.portion(percent)
      else { throw Fault.badPercent }
      let shown = percent.shown
      return try deposit(
        units,
        Text(
          en: "Deposit of \(shown.en)% on \(source.en)",
          fr: "Acompte de \(shown.fr)\u{A0}% sur \(source.fr)"))
    case .depositAmount(let text):
      return try deposit(Amount(text, currency: content.currency).minorUnits, plain)
    case .depositReceived:
      let received = document.amounts.received - document.amounts.unreal
      guard received > 0 else { throw Fault.noDepositAmount(of: document) }
      return try deposit(min(received, left.gross), plain)
    }
  }
}

extension Document {
  /// What a deposit invoice says that it is a part of: "quote D-2026-000001".
  fileprivate var depositSource: Text {
    Text(en: "\(content.kind.name.en) \(number)", fr: "\(content.kind.name.fr) \(number)")
  }
}

extension Int64 {
  /// So many percent of it, half-up; `nil` if it is too large.
  fileprivate func portion(_ percent: ExactDecimal) -> Int64? {
    ExactDecimal.rounded(
      Int128(self) * Int128(percent.coefficient), scale: percent.scale + 2, digits: 0)
  }
}

extension Fault {
  fileprivate static let badPercent = Fault(
    .badValue,
    en: "the percentage is not one of a deposit; nothing was issued; give one over 0 up to 100",
    fr:
      "le pourcentage n’est pas celui d’un acompte ; rien n’est émis ; donnez-en un de plus de 0 à 100"
  )

  fileprivate static func noDeposit(of document: Document, left: Amount) -> Fault {
    let number = document.number.shown
    return Fault(
      .refused,
      en: """
        \(left.text.en) of \(number) can still be asked in advance; nothing was issued; give at most that, above zero
        """,
      fr: """
        il reste \(left.text.fr) à facturer sur \(number) ; rien n’est émis ; donnez au plus cela, au-dessus de zéro
        """)
  }

  fileprivate static func noDepositAmount(of document: Document) -> Fault {
    Fault(
      .wrongUsage,
      en: """
        nothing was paid on \(document.number.shown) that says how much the deposit is; nothing was issued; give \
        --percent or --amount
        """,
      fr: """
        rien n’a été payé sur \(document.number.shown) qui dise le montant de l’acompte ; rien n’est émis ; donnez \
        --percent ou --amount
        """)
  }
}
