package import Localization

/// A part of a document's claim as scripts and people read it.
package struct AskedPart: Hashable, Sendable {
  let part: PartOfClaim
  let currency: Currency

  init(_ part: PartOfClaim, of currency: Currency) {
    self.part = part
    self.currency = currency
  }

  /// What stands beside a document's number; `nil` for the whole.
  package var text: Text? {
    switch part {
    case .whole: return nil
    case .amount: return amount?.text
    case .share:
      let percent = share ?? ""
      return Text(en: "\(percent)%", fr: "\(String(percent.map { $0 == "." ? "," : $0 }))\u{A0}%")
    case .free(1): return Text(en: "free amount", fr: "montant libre")
    case .free:
      let least = minimum?.text ?? Text(verbatim: "")
      return Text(en: "at least \(least.en)", fr: "au moins \(least.fr)")
    }
  }

  private var amount: Amount? {
    guard case .amount(let units) = part else { return nil }
    return Amount(minorUnits: units, currency: currency)
  }

  /// In percent.
  private var share: String? {
    guard case .share(let share) = part else { return nil }
    return ExactDecimal(coefficient: share, scale: 2).withoutTrailingZeros.description
  }

  private var minimum: Amount? {
    guard case .free(let units) = part else { return nil }
    return Amount(minorUnits: units, currency: currency)
  }
}

extension AskedPart: DataRecord {
  package static let form = RecordForm<AskedPart>([
    .amount("amount", as: "50.00") { $0.amount }.meaning(
      en: "A fixed amount; no more is asked than the claim.",
      fr: "Un montant fixe ; rien n’est demandé au-delà de ce qui reste dû."),
    .text("share", as: nil) { $0.share }.meaning(
      en: "In percent of the total less credit notes.",
      fr: "En pour cent du total moins les avoirs."),
    .amount("minimum", as: nil) { $0.minimum }.meaning(
      en: "Where the customer enters the amount: the least.",
      fr: "Là où le client saisit le montant : le minimum."),
  ])
}
