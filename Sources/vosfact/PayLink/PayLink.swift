import CommandLineKit
import Localization

extension Subcommand {
  static var payLink: Subcommand {
    Subcommand(
      "pay-link", en: "Make, list, verify and revoke signed pay links",
      fr: "Faire, lister, vérifier et révoquer les liens de paiement signés",
      examples: [
        Example(
          "vosfact pay-link create F-2026-000001", en: "Print the link to an invoice",
          fr: "Écrire le lien d’une facture")
      ],
      subcommands: [
        .payLinkCreate, .payLinkList, .payLinkSign, .payLinkVerify, .payLinkRevoke,
        .payLinkRotateKey, .payLinkPage, .payLinkTestRedirect, .payLinkRedirectKey, .payLinkCGI,
      ])
  }
}
