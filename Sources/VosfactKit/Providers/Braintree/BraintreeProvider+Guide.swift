import Localization

extension BraintreeProvider {
  /// Source: Braintree's control panel, "Settings, API" and "Settings, Business".
  /// The key that says which cards must be verified.
  static let threeDSecure = "three-d-secure"

  static let keys = [
    ProviderKey(
      "merchant-id", .plain(.text(maximumLength: 64)),
      en: "Id of the merchant", fr: "Identifiant du marchand"),
    ProviderKey(
      "public-key", .plain(.text(maximumLength: 200)),
      en: "Public key of the API; several, separated by commas, while one replaces another",
      fr: "Clé publique de l’API ; plusieurs, séparées par des virgules, lors d’un renouvellement"),
    ProviderKey(
      "private-key", .secret(isRepeatable: true),
      en: "Private key of the API; one for each public key, in their order",
      fr: "Clé privée de l’API ; une par clé publique, dans leur ordre"),
    ProviderKey(
      "merchant-account-id", .plain(.text(maximumLength: 64)),
      en: "Merchant account that is paid to, which fixes the currency",
      fr: "Compte marchand qui reçoit, et qui fixe la devise"),
    ProviderKey(
      threeDSecure, .plain(.threeDSecure),
      en: "Which cards must be verified with their bank (3-D Secure); all of them by default",
      fr:
        "Quelles cartes doivent être vérifiées auprès de leur banque (3-D Secure) ; toutes par défaut"
    ),
  ]

  /// Source: Braintree's articles "Important Gateway Credentials", "Webhooks", "Testing".
  static let guide = Text(
    en: """
      In the control panel, `merchant-id`, `public-key` and `private-key` are under Settings, API; \
      `merchant-account-id` is under Settings, Business, Merchant Accounts. A merchant account has one \
      currency: set `currencies` to it.

      Cards are verified with the customer's bank, which is then liable for fraud: ask Braintree's support to turn \
      3D Secure on, without which the card form does not work. `provider set braintree three-d-secure` takes \
      `above 30` for small amounts that need no verification, or `off`.

      Under Settings, API, Webhooks, create one for the address `pay-link.base-url` followed by \
      `/callback/braintree`, with all kinds of Transaction, Refund, Dispute and Local Payment. Card payments \
      send none: the answer to the charge tells whether they are paid, and `payment reconcile` asks for \
      refunds made in the control panel.

      To try it, take the keys of a sandbox account, `provider enable braintree --mode test`, and pay with the \
      card 4111 1111 1111 1111 and any date to come.
      """,
    fr: """
      Dans le panneau de contrôle, `merchant-id`, `public-key` et `private-key` sont sous Settings, API ; \
      `merchant-account-id` sous Settings, Business, Merchant Accounts. Un compte marchand a une seule \
      devise : donnez-la à `currencies`.

      Les cartes sont vérifiées auprès de la banque du client, qui répond alors des fraudes : demandez à \
      l’assistance de Braintree d’activer 3D Secure, sans quoi le formulaire de carte ne fonctionne pas. \
      `provider set braintree three-d-secure` accepte `above 30` pour de petits montants sans vérification, ou `off`.

      Sous Settings, API, Webhooks, créez-en un à l’adresse `pay-link.base-url` suivie de \
      `/callback/braintree`, avec tous les genres Transaction, Refund, Dispute et Local Payment. Les \
      paiements par carte n’en envoient pas : la réponse au débit dit s’ils sont payés, et `payment \
      reconcile` demande les remboursements faits dans le panneau.

      Pour essayer, prenez les clés d’un compte sandbox, `provider enable braintree --mode test`, et payez \
      avec la carte 4111 1111 1111 1111 et toute date à venir.
      """)
}
