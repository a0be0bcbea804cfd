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
  ///
  /// - Throws: `SettingError.unknownKey`.
  package static func named(_ key: String) throws(SettingError) -> Setting {
    guard let setting = catalogue.first(where: { $0.key == key }) else { throw .unknownKey(key) }
    return setting
  }
}
