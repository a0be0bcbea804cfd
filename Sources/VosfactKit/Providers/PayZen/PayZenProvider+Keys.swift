import Localization

extension PayZenProvider {
  /// Source: PayZen's back office, "Settings, Shop, Keys" and "REST API keys".
  static let keys: [ProviderKey] = [
    ProviderKey(
      "site-id", .plain(.digits(count: 8)),
      en: "Number of the shop, 8 digits", fr: "Identifiant de la boutique, 8 chiffres"),
    ProviderKey(
      "key", .secret(isRepeatable: false),
      en: "Form key of the mode in use: test or production",
      fr: "Clé de formulaire du mode utilisé : test ou production"),
    ProviderKey(
      "hash-algorithm", .plain(.choice(PayZenSignature.Algorithm.allCases)),
      en: "How the shop's forms are signed; hmac-sha-256 by default",
      fr: "Comment les formulaires de la boutique sont signés ; hmac-sha-256 par défaut"),
    ProviderKey(
      "rest-password", .secret(isRepeatable: false),
      en: "Password of the REST API, testpassword_… or prodpassword_…",
      fr: "Mot de passe de l’API REST, testpassword_… ou prodpassword_…"),
    ProviderKey(
      "hmac-key", .secret(isRepeatable: false),
      en: "HMAC-SHA-256 key of the REST API, for what the customer's browser brings",
      fr: "Clé HMAC-SHA-256 de l’API REST, pour ce que rapporte le navigateur du client"),
    .confirmByAPI(of: "PayZen"),
    ProviderKey(
      ProviderService.key, .plain(.choice(PayZenService.allCases)),
      en: "Which of Lyra's services has the shop; payzen by default",
      fr: "Lequel des services de Lyra tient la boutique ; payzen par défaut"),
    ProviderKey(
      ProviderService.formKey, .plain(.address),
      en: "Address of the payment form of a service that is not among them; api-base is its API's",
      fr: "Adresse du formulaire d’un service qui n’y figure pas ; api-base est celle de son API"),
  ]

  /// Source: PayZen's guide "Formulaire API", sections "Setting up notifications", "Test cards".
  static let guide = Text(
    en: """
      Systempay, Sogecommerce, Scellius, Clic&Pay and others are PayZen under another name: say which by \
      `service`, as `provider set payzen service systempay`. Of one that is not named there, give the address of \
      its payment form to `form-address` and that of its REST API to `api-base`: Lyra's guides for it have both.

      In the back office, Settings, Shop: `site-id` is the shop's number; under Keys are `key`, one for test \
      and one for production, and the signature's algorithm; under REST API keys are `rest-password` and \
      `hmac-key`. PayZen is asked with `rest-password` about each payment before it counts; without it payments \
      ask for attention (`payment list --attention`), and `payment reconcile` settles them once it is set.

      Under Settings, Notification rules, give the address `pay-link.base-url` followed by \
      `/callback/payzen` to "Instant Payment Notification URL at the end of the payment", and turn on the \
      rules for abandoned payments, for batch changes and for operations in the back office, which are off \
      at first. Chargebacks are not notified.

      To try it, take the test key and the test password, `provider enable payzen --mode test`, and choose one \
      of the cards that the payment page then offers.
      """,
    fr: """
      Systempay, Sogecommerce, Scellius, Clic&Pay et d’autres sont PayZen sous un autre nom : dites lequel par \
      `service`, comme `provider set payzen service systempay`. Pour un service qui n’y figure pas, donnez \
      l’adresse de son formulaire de paiement à `form-address` et celle de son API REST à `api-base` : les guides \
      de Lyra pour ce service ont les deux.

      Dans le back-office, Paramétrage, Boutique : `site-id` est l’identifiant de la boutique ; sous Clés se \
      trouvent `key`, une pour le test et une pour la production, et l’algorithme de signature ; sous Clés \
      d’API REST, `rest-password` et `hmac-key`. Avec `rest-password`, PayZen est interrogé sur chaque paiement \
      avant qu’il compte ; sans lui, les paiements sont à vérifier (`payment list --attention`), et \
      `payment reconcile` les règle une fois qu’il est défini.

      Sous Paramétrage, Règles de notification, donnez l’adresse `pay-link.base-url` suivie de \
      `/callback/payzen` à « URL de notification à la fin du paiement », et activez les règles pour les \
      paiements abandonnés, les modifications par batch et les opérations du back-office, désactivées au \
      départ. Les impayés ne sont pas notifiés.

      Pour essayer, prenez la clé et le mot de passe de test, `provider enable payzen --mode test`, et \
      choisissez l’une des cartes que la page de paiement propose alors.
      """)
}

extension SettingType<String> {
  /// Exactly that many digits.
  fileprivate static func digits(count: Int) -> SettingType {
    SettingType(en: "\(count) digits", fr: "\(count) chiffres") { text in
      let trimmed = text.trimmingSpaces
      return trimmed.isDigits && trimmed.utf8.count == count ? trimmed : nil
    }
  }
}
