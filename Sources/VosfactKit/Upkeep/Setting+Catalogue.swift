package import Localization

extension Setting {
  /// Every setting, in the order in which they are listed. Providers' own keys are beside them, with
  /// each provider.
  package static let catalogue: [Setting] =
    company + onlinePayments + button + ecommerce + payLinks + redirect + callbacks + limits
    + documents + legalMentions + mail + notifications + [language, timeZone]

  private static let documents =
    [defaultCurrency, paymentTerm, documentTemplate, transferCode, pdfEngine, pdfKept, pdfLimit]
    + DocumentKind.allCases.map(numberPattern)

  /// The setting with this key.
  package static func named(_ key: String) throws(Fault) -> Setting {
    guard let setting = catalogue.first(where: { $0.key == key }) else {
      throw Fault(
        .wrongUsage,
        en: "no setting '\(key.shown)'; it is not in the catalogue; see 'vosfact settings list'",
        fr:
          "aucun réglage « \(key.shown) » ; il n’est pas au catalogue ; voyez « vosfact settings list »"
      )
    }
    return setting
  }
}
