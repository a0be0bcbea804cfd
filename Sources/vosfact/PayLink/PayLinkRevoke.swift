import CommandLineKit
import VosfactKit

extension Subcommand {
  static let payLinkRevoke = Subcommand(
    "revoke",
    en: """
      Refuse the links made so far to documents and products

      A product is taken off sale with its links, until 'pay-link create' makes it again. Purchases
      under way are still taken in.
      """,
    fr: """
      Refuser les liens faits jusqu’ici vers des documents et des produits

      Un produit est retiré de la vente avec ses liens, jusqu’à ce que « pay-link create » le
      refasse. Les achats en cours sont encore pris en compte.
      """,
    examples: .one(
      "vosfact pay-link revoke F-2026-000001", en: "Links made from now on are good",
      fr: "Les liens faits ensuite sont bons"), options: [.dryRun],
    operands: [.payable.taking(.oneOrMore)], exits: [.no, .noInput, .temporary, .permission]
  ) { arguments, environment in
    try environment.changeEach("document", arguments, as: .revocations) { kit, reference in
      switch try kit.payLinks.subject(named: reference) {
      case .document(let document): try kit.payLinks.revoke(document)
      case .product(let product): try kit.payLinks.revoke(product)
      }
    }
  }
}

extension ListForm<PayLinks.Revocation> {
  static let revocations = ListForm(
    columns: [
      .text(en: "Document", fr: "Document") { $0.name },
      .text(en: "Links revoked before", fr: "Liens révoqués avant") { $0.before.description },
    ],
    members: [
      .text("document") { $0.document }, .text("revoked_before") { $0.before.description },
      .text("product") { $0.product?.publicID.description },
    ])
}
