import Localization

/// An amount that a customer enters on the pay page.
struct AmountEntry: Equatable, Sendable {
  let least: Amount
  let most: Amount
  /// What was entered before, as it was, if the form came back with faults.
  var text: String?

  /// The field, filled in with all that may be paid until the customer enters something else.
  func field(in language: Language) -> PayField {
    PayField(
      name: "amount", kind: .amount(hint: hint),
      label: Text(en: "Amount that you pay", fr: "Montant que vous réglez"), isRequired: true,
      value: text ?? most.entered(in: language))
  }

  private var hint: Text {
    guard least.minorUnits > 1 else {
      return Text(en: "At most \(most.text.en)", fr: "Au plus \(most.text.fr)")
    }
    return Text(
      en: "Between \(least.text.en) and \(most.text.en)",
      fr: "Entre \(least.text.fr) et \(most.text.fr)")
  }
}
