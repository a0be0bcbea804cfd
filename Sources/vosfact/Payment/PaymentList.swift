import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentList = Subcommand.list(
    en: "List payments, oldest first", fr: "Lister les paiements, du plus ancien au plus récent",
    examples: .one(
      "vosfact payment list --document F-2026-000001", en: "The payments for an invoice",
      fr: "Les paiements d’une facture"),
    options: [
      .value(
        "state", .state, en: "Only payments in this state",
        fr: "Seulement les paiements dans cet état",
        choices: PaymentState.allCases.map(\.rawValue)),
      .value(
        "provider", .provider, en: "Only payments with this provider",
        fr: "Seulement les paiements chez ce prestataire",
        choices: Providers.descriptions.map(\.name) + [Payment.byHand]),
      .value(
        "document", en: "Only payments for this document",
        fr: "Seulement les paiements de ce document", completion: .query(.documents)),
      .value(
        "product", Text(en: "PRODUCT", fr: "PRODUIT"), en: "Only purchases of this product",
        fr: "Seulement les achats de ce produit", completion: .query(.products)),
      .flag(
        "attention", en: "Only payments that somebody must look at",
        fr: "Seulement les paiements que quelqu’un doit examiner"),
      .value(
        "since", .date, en: "Started on DATE (UTC) or later",
        fr: "Démarrés le DATE (UTC) ou après"),
    ]
      + .pages(
        of: Text(en: "payment", fr: "paiement"), named: Text(verbatim: "ID"),
        completion: .query(.payments)), as: .payments
  ) { arguments, open in
    var filter = PaymentFilter()
    filter.state = arguments.optionalChoice("state")
    filter.provider = arguments.value("provider")
    filter.needsAttention = arguments.flag("attention")
    filter.since = try arguments.date("since")
    let kit = try open()
    filter.document = try arguments.value("document").map { try kit.documents.named($0).key }
    if let product = arguments.value("product") {
      filter.hold(purchasesOf: try kit.products.named(product))
    }
    filter.after = try arguments.value("after").map { try kit.payments.named($0).key }
    var payments = try kit.payments.list(filter)
    return { try payments.next().map { try ListedPayment($0, kit, in: arguments) } }
  }
}
