import Localization

extension PayPalProvider {
  /// Source: PayPal's documentation, "Get started with PayPal REST APIs", "Integrate webhooks", "PayPal sandbox testing
  /// guide".
  static let guide = Text(
    en: """
      On developer.paypal.com, Apps and Credentials, live or sandbox: `client-id` and `client-secret` are those of \
      the app. Add a webhook to it with the address `pay-link.base-url` followed by `/callback/paypal` and all \
      events of Checkout, Payments captures and refunds, and Customer disputes; its id is `webhook-id`.

      Callbacks are signed with certificates that PayPal publishes. Nothing is downloaded while one is verified: \
      `provider certificate` fetches one into `certificate-directory`, and `ca-file` holds the authorities that \
      may have issued it, root and intermediate.

      To try it, take the credentials and a webhook of the sandbox, `provider enable paypal --mode test`, and pay \
      with a personal account that the sandbox makes.
      """,
    fr: """
      Sur developer.paypal.com, Apps and Credentials, live ou sandbox : `client-id` et `client-secret` sont ceux \
      de l’application. Ajoutez-lui un webhook à l’adresse `pay-link.base-url` suivie de `/callback/paypal`, avec \
      tous les événements de Checkout, des captures et remboursements de Payments et des Customer disputes ; son \
      identifiant est `webhook-id`.

      Les rappels sont signés avec des certificats que PayPal publie. Rien n’est téléchargé pendant une \
      vérification : `provider certificate` en récupère un dans `certificate-directory`, et `ca-file` contient \
      les autorités qui peuvent l’avoir émis, racine et intermédiaire.

      Pour essayer, prenez les identifiants et un webhook de la sandbox, `provider enable paypal --mode test`, et \
      payez avec un compte personnel créé par la sandbox.
      """)
}
