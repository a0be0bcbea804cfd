import Localization

/// The lines by which a final invoice deducts deposit invoices, one for each rate of VAT of each, so that the VAT that was
/// declared on a deposit is not declared again.
struct DepositLines {
  let documents: DocumentStore

  /// The lines that deduct `deposits` from a document of `currency` for `buyers`.
  ///
  /// It throws `Fault` if one is no deposit invoice that stands, another customer's, of another currency, named twice,
  /// deducted elsewhere or credited; else `StorageError`.
  ///
  /// - Parameter buyers: the buyer, by all that may tell who it is.
  func lines(
    deducting deposits: [Document], from currency: Currency, for buyers: [Buyer],
    in language: Language
  ) throws -> [DocumentLine] {
    var lines: [DocumentLine] = []
    for (place, deposit) in deposits.enumerated() {
      guard !deposits[..<place].contains(where: { $0.key == deposit.key }) else {
        throw Fault.deposit(
          deposit, en: "it is named twice; name it once",
          fr: "elle est nommée deux fois ; nommez-la une fois")
      }
      try check(deposit, currency, buyers)
      let rest = try UntakenTaxes(of: deposit, in: documents)
      guard rest.gross > 0 else {
        throw Fault.deposit(
          deposit, en: "credit notes took it back; leave it out",
          fr: "des avoirs l’ont reprise ; ne la nommez pas")
      }
      let date = deposit.content.issuedOn.text(in: language)
      let name = Text(
        en: "Deposit invoice \(deposit.number) of \(date)",
        fr: "Acompte facturé \(deposit.number) du \(date)")[language]
      lines += rest.rows.filter { $0.net != 0 || $0.tax != 0 }.map {
        DocumentLine(name, quantity: -1, of: $0, in: currency, deposit: deposit.number)
      }
    }
    return lines
  }

  private func check(_ deposit: Document, _ currency: Currency, _ buyers: [Buyer]) throws {
    guard deposit.content.kind == .depositInvoice, deposit.stage != .canceled else {
      throw Fault.deposit(
        deposit, en: "it is no deposit invoice that stands; name one",
        fr: "ce n’est pas une facture d’acompte qui tient ; nommez-en une")
    }
    guard deposit.content.currency == currency else {
      let code = deposit.content.currency.code
      throw Fault.deposit(
        deposit, en: "it is in \(code); make the final invoice in \(code)",
        fr: "elle est en \(code) ; faites la facture de solde en \(code)")
    }
    guard [deposit.content.buyer, deposit.addressee].shareCustomer(with: buyers) else {
      let name = deposit.content.buyer.name.shown
      throw Fault.deposit(
        deposit, en: "it is \(name)'s; name one of the same customer",
        fr: "elle est de \(name) ; nommez-en une du même client")
    }
    if let final = try documents.finalInvoice(deducting: deposit) {
      throw Fault.deposit(
        deposit, en: "\(final.shown) deducts it already; leave it out",
        fr: "\(final.shown) la déduit déjà ; ne la nommez pas")
    }
  }
}

extension Fault {
  /// A deposit invoice that cannot be deducted: why, and what to do.
  fileprivate static func deposit(_ deposit: Document, en: String, fr: String) -> Fault {
    Fault(
      .refused, en: "\(deposit.number.shown) cannot be deducted; \(en)",
      fr: "\(deposit.number.shown) ne peut être déduite ; \(fr)")
  }

  /// Deposits that come to more than what they are deducted from.
  static func depositsTooLarge(_ total: Amount) -> Fault {
    Fault(
      .refused,
      en: """
        the deposits come to \(total.text.en) more than the document; nothing was issued; credit a deposit first, or add \
        its lines
        """,
      fr: """
        les acomptes dépassent le document de \(total.text.fr) ; rien n’est émis ; créditez d’abord un acompte, ou ajoutez \
        des lignes
        """)
  }
}
