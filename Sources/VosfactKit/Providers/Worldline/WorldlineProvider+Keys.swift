import Localization

extension WorldlineProvider {
  /// Source: Worldline's guides "Authentication" and "Webhooks".
  static let keys = [
    ProviderKey(
      "merchant-id", .plain(.text(maximumLength: 50)),
      en: "Name of the account (PSPID)", fr: "Nom du compte (PSPID)"),
    ProviderKey(
      "key-id", .plain(.text(maximumLength: 100)),
      en: "Id of the API key of the account in use: test or production",
      fr: "Identifiant de la clé d’API du compte utilisé : test ou production"),
    ProviderKey(
      // Those that are made there are 44 characters long.
      "secret", .secret(isRepeatable: false, leastLength: 16),
      en: "Secret of the API key", fr: "Secret de la clé d’API"),
    ProviderKey(
      "webhook-key-id", .plain(.text(maximumLength: 100)),
      en: "Id of the webhooks key", fr: "Identifiant de la clé des webhooks"),
    ProviderKey(
      "webhook-secret", .secret(isRepeatable: false, leastLength: 16),
      en: "Secret of the webhooks key", fr: "Secret de la clé des webhooks"),
  ]

  /// Source: Worldline's guides "Authentication", "Webhooks", "Test cases", and "Migrate to Direct".
  static let guide = Text(
    en: """
      `merchant-id` is the PSPID that you log in with; who comes from Ingenico ePayments keeps it, and \
      activates the option "DIR" under Configuration, Account, Your options. In the Merchant Portal, Developer, \
      Payment API, generate an API key: its id is `key-id`, its secret `secret`. Under Developer, Webhooks, \
      generate webhooks keys: `webhook-key-id` and `webhook-secret`. Secrets are shown once, for a minute; \
      whoever generates others revokes these at once.

      No callback address needs to be entered there: each payment names it, `pay-link.base-url` followed by \
      `/callback/worldline`. Payments that were not begun here are told of only where it is also entered under \
      Developer, Webhooks, Add webhook endpoint. Chargebacks are not notified. For a bank that offers Worldline's \
      pages under its own address, set that as `api-base`.

      To try it, take the keys of a test account (preprod), `provider enable worldline --mode test`, and pay with \
      the test card 4330 2649 3634 4675, any date to come and any code.
      """,
    fr: """
      `merchant-id` est le PSPID avec lequel vous vous connectez ; qui vient d’Ingenico ePayments le garde, et \
      active l’option « DIR » sous Configuration, Compte, Vos options. Dans le Merchant Portal, Developer, \
      Payment API, générez une clé d’API : son identifiant est `key-id`, son secret `secret`. Sous Developer, \
      Webhooks, générez les clés des webhooks : `webhook-key-id` et `webhook-secret`. Les secrets ne s’affichent \
      qu’une fois, une minute ; en générer d’autres révoque aussitôt ceux-ci.

      Aucune adresse de rappel n’est à y saisir : chaque paiement l’indique, `pay-link.base-url` suivie de \
      `/callback/worldline`. Les paiements qui n’ont pas commencé ici ne sont annoncés que si elle est aussi \
      saisie sous Developer, Webhooks, Add webhook endpoint. Les impayés ne sont pas notifiés. Pour une banque \
      qui propose les pages de Worldline à sa propre adresse, définissez celle-ci comme `api-base`.

      Pour essayer, prenez les clés d’un compte de test (preprod), `provider enable worldline --mode test`, et \
      payez avec la carte de test 4330 2649 3634 4675, toute date à venir et tout code.
      """)
}
