import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let payLinkSign = Subcommand(
    "sign",
    en: """
      Fill in a customer's details in a link to a product

      The address gets a query of email, order and signature, which stand for this link alone:
      altered, it is refused. The purchase and its document keep the order, by which your own site
      knows it again. The customer may still correct the e-mail. Signing records nothing.
      """,
    fr: """
      Préremplir les données d’un client dans un lien de produit

      L’adresse reçoit une requête email, order et signature, qui ne vaut que pour ce lien :
      altérée, elle est refusée. L’achat et son document gardent la commande, à laquelle votre
      propre site le reconnaît. Le client peut encore corriger l’adresse électronique. Signer
      n’enregistre rien.
      """,
    examples: .one(
      "vosfact pay-link sign https://pay.example.org/p/TOKEN --email jane@example.org --order 1042",
      en: "The link for one customer", fr: "Le lien pour un client"),
    options: [
      .value(
        "email", .address, en: "The customer's e-mail address",
        fr: "Adresse électronique du client"),
      .value(
        "order", .reference, en: "The order of your own shop",
        fr: "La commande de votre propre boutique"),
    ],
    operands: [
      .many("url", en: "A link to a product", fr: "Un lien vers un produit")
    ], exits: [.no, .badData, .noInput, .permission]
  ) { arguments, environment in
    let (email, order) = (arguments.value("email"), arguments.value("order"))
    guard email != nil || order != nil else {
      throw Fault(
        .wrongUsage,
        en: "nothing is to be filled in; the link stays as it is; give --email or --order",
        fr: "rien n’est à préremplir ; le lien reste tel quel ; donnez --email ou --order")
    }
    let prefill = try Prefill(email: email, order: order)
    let kit = try environment.openKit(arguments, .existing)
    let links = try arguments.operands("url").map { try kit.payLinks.sign($0, filling: prefill) }
    try environment.show(links)
    return .done
  }
}
