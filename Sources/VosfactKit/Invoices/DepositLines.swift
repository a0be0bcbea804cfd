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
  /// - Parameters:
  ///   - quote: the document that they were made of, as this one is; `nil` where somebody named them.
  ///   - buyers: the buyer, by all that may tell who it is.
  func lines(
    deducting deposits: [Document], madeOf quote: Document? = nil, from currency: Currency,
    for buyers: [Buyer],
    in language: Language
  ) throws -> [DocumentLine] {
    var lines: [DocumentLine] = []
    for (place, deposit) in deposits.enumerated() {
      guard !deposits[..<place].contains(where: { $0.key == deposit.key }) else {
        throw Fault.deposit(
          deposit, en: "it is named twice; name it once",
          fr: "elle est citée deux fois ; citez-la une fois")
      }
      try check(deposit, madeOf: quote, currency, buyers)
      let rest = try UntakenTaxes(of: deposit, in: documents)
      guard rest.gross > 0 else {
        throw Fault.deposit(
          deposit, en: "credit notes took it back; leave it out",
          fr: "des avoirs l’ont annulée ; retirez-la")
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

  private func check(
    _ deposit: Document, madeOf quote: Document?, _ currency: Currency, _ buyers: [Buyer]
  ) throws {
    guard deposit.content.kind == .depositInvoice, deposit.stage != .canceled else {
      throw Fault.deposit(
        deposit, en: "it is no deposit invoice that stands; name one",
        fr: "ce n’est pas une facture d’acompte en cours ; indiquez-en une")
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
        fr: "elle est au nom de \(name) ; indiquez-en une du même client")
    }
    if let final = try documents.finalInvoice(deducting: deposit) {
      let isNamed = quote == nil
      throw Fault.deposit(
        deposit,
        en:
          "\(final.shown) deducts it already; \(isNamed ? "leave it out" : "credit that one first")",
        fr:
          "\(final.shown) la déduit déjà ; \(isNamed ? "retirez-la" : "créditez d’abord celle-là")")
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

  /// A deposit at a rate of which the document has less.
  static func depositsAtOtherRate(_ category: TaxCategory) -> Fault {
    let rate = category.exemption.map { "\(category.rate) (\($0))" } ?? category.rate.description
    return Fault(
      .refused,
      en: """
        the deposits bear more at the VAT rate \(rate) than the document; nothing was issued; give its lines at that rate
        """,
      fr: """
        les acomptes portent plus que le document au taux de TVA \(rate) ; rien n’est émis ; donnez ses lignes à ce taux
        """)
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
