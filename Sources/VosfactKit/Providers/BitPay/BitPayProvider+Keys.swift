import Localization

extension BitPayProvider {
  /// Source: BitPay's dashboard, "Payment Tools, API Tokens"; API reference, "Authentication".
  static let keys = [
    ProviderKey(
      // Its tokens are longer; with one of four its guide shows how a webhook is signed.
      "token", .secret(isRepeatable: true, leastLength: 4),
      en: "API token, point-of-sale; two while it is replaced, the newest last",
      fr: "Jeton d’API, point de vente ; deux lors d’un remplacement, le plus récent en dernier"),
    ProviderKey(
      "merchant-token", .secret(isRepeatable: false),
      en: "API token of the merchant facade, for refunds",
      fr: "Jeton d’API de la façade marchand, pour les remboursements"),
    ProviderKey(
      // The lines around it, and the 32 bytes of the number in base 64.
      "merchant-private-key", .secret(isRepeatable: false, leastLength: 96),
      en: "Private key that the merchant token was paired with, in PEM",
      fr: "Clé privée avec laquelle le jeton marchand a été appairé, en PEM"),
  ]

  /// Source: BitPay's guides "Creating an API token", "Webhooks", "Testing".
  static let guide = Text(
    en: """
      In the dashboard, Payment Tools, Manage API Tokens, add a token without "Require Authentication": it is \
      `token`. Refunds need a second one of the merchant facade, `merchant-token`, which is paired with a \
      private key of yours, `merchant-private-key`; `openssl ecparam -genkey -noout -name secp256k1` makes one.

      No callback address is entered there: each payment names it, `pay-link.base-url` followed by \
      `/callback/bitpay`, which must be https and public. BitPay is asked about each payment before it counts. \
      A payment has to be made within 15 minutes of its start.

      To try it, open an account at test.bitpay.com, which has tokens of its own, \
      `provider enable bitpay --mode test`, and pay with a wallet of a test network.
      """,
    fr: """
      Dans le tableau de bord, Payment Tools, Manage API Tokens, ajoutez un jeton sans « Require \
      Authentication » : c’est `token`. Les remboursements demandent un second jeton, de la façade marchand, \
      `merchant-token`, appairé avec une clé privée à vous, `merchant-private-key` ; \
      `openssl ecparam -genkey -noout -name secp256k1` en crée une.

      Aucune adresse de rappel n’y est à saisir : chaque paiement l’indique, `pay-link.base-url` suivie de \
      `/callback/bitpay`, qui doit être en https et publique. BitPay est interrogé sur chaque paiement avant \
      qu’il compte. Un paiement doit être fait dans les 15 minutes après son début.

      Pour essayer, ouvrez un compte sur test.bitpay.com, qui a ses propres jetons, \
      `provider enable bitpay --mode test`, et payez avec un portefeuille d’un réseau de test.
      """)
}
