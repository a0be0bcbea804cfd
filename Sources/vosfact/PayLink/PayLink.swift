import CommandLineKit

extension Subcommand {
  /// A link, or what stands in it for what is paid.
  static let payLink = Subcommand(
    "pay-link", en: "Make, list, verify and revoke signed pay links",
    fr: "Faire, lister, vérifier et révoquer les liens de paiement signés",
    examples: .one(
      "vosfact pay-link create F-2026-000001", en: "Print the link to an invoice",
      fr: "Écrire le lien d’une facture"),
    subcommands: [
      .payLinkCreate, .payLinkList, .payLinkSign, .payLinkVerify, .payLinkRevoke,
      .payLinkRotateKey, .payLinkPage, .payLinkTestRedirect, .payLinkRedirectKey, .payLinkCGI,
    ])
}

extension Operand {
  /// What a link can be made for.
  static let payable = Operand.one(
    "document", en: "Number or id of a document, or id of a product",
    fr: "Numéro ou identifiant d’un document, ou identifiant d’un produit",
    completion: .query(.documents))

  /// A link, or what stands in it for what is paid.
  static let payLink = Operand.one(
    "url", en: "A pay link, or its token", fr: "Un lien de paiement, ou son jeton")
}
