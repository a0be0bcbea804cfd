import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var payLinkRevoke: Subcommand {
    Subcommand(
      "revoke",
      en: """
        Refuse the links made so far to documents and products

        A product is taken off sale with its links, until 'pay-link create' makes it again.
        Purchases under way are still taken in.
        """,
      fr: """
        Refuser les liens faits jusqu’ici vers des documents et des produits

        Un produit est retiré de la vente avec ses liens, jusqu’à ce que « pay-link create » le
        refasse. Les achats en cours sont encore pris en compte.
        """,
      examples: [
        Example(
          "vosfact pay-link revoke F-2026-000001", en: "Links made from now on are good",
          fr: "Les liens faits ensuite sont bons")
      ], options: [.dryRun],
      operands: [
        .many(
          "document", en: "Number or id of a document, or id of a product",
          fr: "Numéro ou identifiant d’un document, ou identifiant d’un produit",
          completion: .query(.documents))
      ], exits: [.no, .noInput, .temporary, .permission]
    ) { arguments, environment in
      let kit = try environment.openKit(arguments, .existing)
      let revocations = try kit.transaction(rehearsing: arguments.flag("dry-run")) {
        try arguments.operands("document").map { reference in
          switch try kit.payLinks.subject(named: reference) {
          case .document(let document): try kit.payLinks.revoke(document)
          case .product(let product): try kit.payLinks.revoke(product)
          }
        }
      }
      let listing = Listing(
        environment,
        columns: [
          .init(Text(en: "Document", fr: "Document")),
          .init(Text(en: "Links revoked before", fr: "Liens révoqués avant")),
        ], fields: ["document", "revoked_before", "product"])
      for revocation in revocations {
        try listing.add(
          revocation.json, [.init(revocation.name), .init(revocation.before.description)])
      }
      try listing.finish()
      return .done
    }
  }
}
