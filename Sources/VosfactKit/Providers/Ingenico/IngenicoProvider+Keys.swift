import Localization

extension IngenicoProvider {
  /// The least that the back office takes (the guide "e-Commerce", section "Security", asks for 16 characters).
  private static let passphraseLength = 16

  /// Source: Ingenico's back office, "Configuration, Technical information" and "Users".
  static let keys = [
    ProviderKey(
      "pspid", .plain(.text(maximumLength: 30)),
      en: "Name of the account", fr: "Nom du compte"),
    ProviderKey(
      "sha-in", .secret(isRepeatable: false, leastLength: passphraseLength),
      en: "SHA-IN passphrase of the account in use: test or production",
      fr: "Phrase SHA-IN du compte utilisé : test ou production"),
    ProviderKey(
      "sha-out", .secret(isRepeatable: false, leastLength: passphraseLength),
      en: "SHA-OUT passphrase of the account in use: test or production",
      fr: "Phrase SHA-OUT du compte utilisé : test ou production"),
    ProviderKey(
      "hash-algorithm", .plain(.choice(HashAlgorithm.allCases)),
      en: "How the account's forms are signed; sha-512 by default",
      fr: "Comment les formulaires du compte sont signés ; sha-512 par défaut"),
    ProviderKey(
      "charset", .plain(.choice(IngenicoCharset.allCases)),
      en: "Charset of the account; utf-8 by default",
      fr: "Jeu de caractères du compte ; utf-8 par défaut"),
    ProviderKey(
      "api-user", .plain(.text(maximumLength: 50)),
      en: "Name of the API user, who asks about payments and refunds them",
      fr: "Nom de l’utilisateur API, qui interroge et rembourse les paiements"),
    ProviderKey(
      "api-password", .secret(isRepeatable: false),
      en: "Password of the API user", fr: "Mot de passe de l’utilisateur API"),
  ]

  /// Source: Ingenico's guide "e-Commerce", sections "Security" and "Transaction feedback".
  static let guide = Text(
    en: """
      Worldline announced that these integrations were available until 31 December 2025; what follows is \
      Worldline Direct, `worldline`: `provider migrate ingenico worldline` takes the account's name, the label, \
      the position and the limits along. Callbacks of payments that were begun before still count.

      In the back office, Configuration, Technical information: "Global security parameters" has the hash \
      algorithm and the character encoding; "Data and origin verification" the SHA-IN passphrase `sha-in`; \
      "Transaction feedback" the SHA-OUT passphrase `sha-out`. `pspid` is the name that you log in with. Under \
      Configuration, Users, make a user with the profile "Special user for API" for `api-user` and \
      `api-password`.

      Under "Transaction feedback", give the address `pay-link.base-url` followed by `/callback/ingenico` to \
      both post-payment URLs, and to the URL of offline status changes, without which later captures and \
      refunds are found by `payment reconcile` only. Choose at least the dynamic parameters ORDERID, STATUS, \
      PAYID, PAYIDSUB, AMOUNT, CURRENCY, PM, NCERROR and TRXDATE: without an amount Ingenico is asked about \
      each payment before it counts. Chargebacks are not notified.

      To try it, open a test account, which has passphrases and users of its own, \
      `provider enable ingenico --mode test`, and pay with the test card 4111 1111 1111 1111.
      """,
    fr: """
      Worldline a annoncé que ces intégrations étaient disponibles jusqu’au 31 décembre 2025 ; Worldline Direct \
      les suit, `worldline` : `provider migrate ingenico worldline` emporte le nom du compte, le libellé, la place \
      et les limites. Les rappels des paiements commencés avant comptent encore.

      Dans le back-office, Configuration, Information technique : « Paramètres de sécurité globaux » contient \
      l’algorithme de hachage et le jeu de caractères ; « Contrôle de données et d’origine », la phrase SHA-IN \
      `sha-in` ; « Retour d’information sur la transaction », la phrase SHA-OUT `sha-out`. `pspid` est le nom \
      avec lequel vous vous connectez. Sous Configuration, Utilisateurs, créez un utilisateur de type \
      « utilisateur spécial pour l’API » pour `api-user` et `api-password`.

      Sous « Retour d’information sur la transaction », donnez l’adresse `pay-link.base-url` suivie de \
      `/callback/ingenico` aux deux URL d’après-paiement, et à l’URL des changements de statut hors ligne, \
      sans laquelle les saisies et remboursements ultérieurs ne sont trouvés que par `payment reconcile`. \
      Choisissez au moins les paramètres dynamiques ORDERID, STATUS, PAYID, PAYIDSUB, AMOUNT, CURRENCY, PM, \
      NCERROR et TRXDATE : sans montant, Ingenico est interrogé sur chaque paiement avant qu’il compte. Les \
      impayés ne sont pas notifiés.

      Pour essayer, ouvrez un compte de test, qui a ses propres phrases et utilisateurs, \
      `provider enable ingenico --mode test`, et payez avec la carte de test 4111 1111 1111 1111.
      """)
}
