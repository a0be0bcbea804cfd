package import Localization

/// Why something bears no VAT: a rule of the law by its short name, or the seller's own words.
package struct TaxExemption: Hashable, Sendable, CustomStringConvertible {
  /// The short name of a rule, as `293-b`, or the words.
  package let description: String

  /// Reads the short name of a rule, in either case, or words that show, on one line; `nil` for anything else.
  package init?(_ text: String) {
    let text = text.trimmingSpaces
    let rule = text.lowercased()
    if Self.rules[rule] != nil {
      description = rule
    } else if !text.isEmpty, text.isVisible, text.unicodeScalars.count <= Self.maximumLength {
      description = text
    } else {
      return nil
    }
  }

  /// What documents say of it.
  package var text: Text { Self.rules[description] ?? Text(verbatim: description) }

  /// How many characters own words may have.
  static let maximumLength = 200

  /// The short names of the rules, as help lists them.
  package static let names = "293-b, 261, export, intra-community, reverse-charge"

  /// What the law has an invoice refer to (General Tax Code, annex II, article 242 nonies A, I, 12° to 14°).
  private static let rules = [
    "293-b": Text(
      en: "VAT not applicable, article 293 B of the French General Tax Code",
      fr: "TVA non applicable, art. 293 B du CGI"),
    "261": Text(
      en: "Exempt from VAT, article 261 of the French General Tax Code",
      fr: "Exonération de TVA, art. 261 du CGI"),
    "export": Text(
      en: "Exempt from VAT, article 262 I of the French General Tax Code",
      fr: "Exonération de TVA, art. 262 I du CGI"),
    "intra-community": Text(
      en: "Exempt from VAT, article 262 ter I of the French General Tax Code",
      fr: "Exonération de TVA, art. 262 ter I du CGI"),
    "reverse-charge": Text(en: "Reverse charge", fr: "Autoliquidation"),
  ]
}

extension SettingType<TaxExemption> {
  static let taxExemption = SettingType(
    en: "\(TaxExemption.names), or own words", fr: "\(TaxExemption.names), ou vos mots"
  ) { TaxExemption($0) }
}
