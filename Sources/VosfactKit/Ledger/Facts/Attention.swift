package import Localization

/// Why a payment settles nothing until somebody has looked at it.
package enum Attention: String, CaseIterable, Sendable, Bindable {
  case amountMismatch = "amount-mismatch"
  case currencyMismatch = "currency-mismatch"
  case unknownReference = "unknown-reference"
  case alreadySettled = "already-settled"
  case canceledDocument = "canceled-document"
  case needsQuery = "needs-query"
  case disputed
  /// The provider told something that this version of the program cannot read.
  case notUnderstood = "not-understood"

  /// What a person must know.
  package var explanation: Text {
    switch self {
    case .amountMismatch:
      Text(en: "the amount is not the one that was asked", fr: "le montant n’est pas celui demandé")
    case .currencyMismatch:
      Text(
        en: "the currency is not the one that was asked", fr: "la devise n’est pas celle demandée")
    case .unknownReference:
      Text(en: "no payment has this reference", fr: "aucun paiement n’a cette référence")
    case .alreadySettled:
      Text(
        en: "it is more than the document still asked",
        fr: "c’est plus que le document ne demandait encore")
    case .canceledDocument:
      Text(en: "the document is canceled", fr: "le document est annulé")
    case .needsQuery:
      Text(
        en: "the provider's messages do not agree, or are not confirmed; ask it",
        fr:
          "les messages du prestataire ne concordent pas ou ne sont pas confirmés ; interrogez-le")
    case .disputed:
      Text(
        en: "the customer disputes the payment; answer at the provider",
        fr: "le client conteste le paiement ; répondez chez le prestataire")
    case .notUnderstood:
      Text(
        en: "the provider told something that this version cannot read; look there",
        fr: "le prestataire a dit quelque chose que cette version ne sait pas lire ; voyez chez lui"
      )
    }
  }
}
