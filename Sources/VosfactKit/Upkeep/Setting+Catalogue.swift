package import Localization

extension Settings {
  /// Every setting, in the order in which they are listed. Providers' own keys are beside them, with
  /// each provider.
  package static let catalogue: [any AnySetting] = [
    list(
      .companyName, .companyLegalForm, .companyStreet, .companyPostCode, .companyCity,
      .companyCountry, .companyEmail, .companySIREN, .companyVATID, .companyLogo, .companyIBAN,
      .companyBIC),
    list(.onlinePaymentsEnabled, .maximumAmount, .payableKinds, .countryField),
    list(.buttonColor, .buttonLabel, .buttonOnPDF, .buttonHiddenKinds, .buttonQR),
    list(.purchaseDocumentKind, .sendsPurchaseDocument),
    list(.payLinkBase, .payLinkLifetime),
    list(.redirectAddress, .redirectTemplate),
    list(.spool, .reconcileAfter, .giveUp),
    list(.writeOffLimit, .announcedLifetime),
    Setting.limits,
    list(
      .defaultCurrency, .paymentTerm, .documentTemplate, .transferCode, .pdfEngine, .pdfKept,
      .pdfLimit),
    DocumentKind.allCases.map { Setting.numberPattern($0) },
    list(
      .latePenalty, .recoveryIndemnity, .earlyPaymentDiscount, .operationKind, .vatOnDebits,
      .vatExemption, .furtherMention),
    list(.sendmail, .mailDirectory, .mailFrom, .attachPDF, .immediateDelivery, .outboxKeep),
    [.document, .reminder, .detailsEntered, .paid, .failed, .refunded, .attention].flatMap(notice),
    list(.attentionAddress, .remindersBefore, .remindersAfter, .allowPrivateWebhooks),
    list(.language, .timeZone),
  ].flatMap(\.self)

  private static func list<each Value>(_ settings: repeat Setting<each Value>) -> [any AnySetting] {
    var list: [any AnySetting] = []
    for setting in repeat each settings { list.append(setting) }
    return list
  }

  /// The settings of the mails of a kind.
  private static func notice(_ topic: OutboxTopic) -> [any AnySetting] {
    (Setting.enabling(topic).map { [$0] } ?? []) + list(.subject(of: topic), .body(of: topic))
  }

  /// The setting with this key.
  package static func named(_ key: String) throws(Fault) -> any AnySetting {
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
