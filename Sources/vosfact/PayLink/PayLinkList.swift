import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let payLinkList = Subcommand(
    "list",
    en: """
      List links to products, and what was bought

      Documents have links as well, which are made anew by 'pay-link create' and not listed. What
      was bought are purchases that count; refunds are taken off what they brought.
      """,
    fr: """
      Lister les liens de produits, et ce qui fut acheté

      Les documents ont aussi des liens, que « pay-link create » refait et qui ne sont pas listés.
      Ce qui fut acheté, ce sont les achats qui comptent ; les remboursements sont déduits de ce
      qu’ils ont rapporté.
      """,
    examples: .one(
      "vosfact pay-link list --format csv", en: "Every product, for a spreadsheet",
      fr: "Chaque produit, pour un tableur"),
    options: [
      .flag("all", en: "Retired products, too", fr: "Aussi les produits retirés")
    ], exits: [.noInput, .permission]
  ) { arguments, environment, kit in
    // A list is no reason to ask for settings that are missing: it has no addresses then.
    let maker = try? kit.payLinks.maker()
    let listing = RowListing(environment, .products)
    try kit.products.forEach { product in
      guard product.retiredAt == nil || arguments.flag("all") else { return }
      try listing.add((product, try? maker?.link(to: product)))
    }
    try listing.finish()
  }
}

/// A product, and the link by which it is bought, if it can be.
typealias ListedProduct = (product: Product, link: PayLinks.ProductLink?)

extension ListForm<ListedProduct> {
  static let products = ListForm(
    columns: [
      .text(en: "Id", fr: "Identifiant") { $0.product.publicID.description },
      .text(en: "Product", fr: "Produit") { $0.product.terms.name },
      .said(en: "Price", fr: "Prix", isNumeric: true) { $0.product.terms.amount.text[$1] },
      .text(en: "Order", fr: "Commande") { $0.product.terms.orderReference ?? "" },
      .said(en: "State", fr: "État") {
        $0.product.retiredAt == nil
          ? Text(en: "on sale", fr: "en vente")[$1] : Text(en: "retired", fr: "retiré")[$1]
      },
      .text(en: "Bought", fr: "Achats", isNumeric: true) { String($0.product.bought) },
      .said(en: "Brought", fr: "Recette", isNumeric: true) { $0.product.taken.text[$1] },
      .text(en: "Link", fr: "Lien") { $0.link?.url ?? "" },
    ],
    members: RecordForm.product.members(of: \.product) + RecordForm.sales.members)
}

extension RecordForm<ListedProduct> {
  /// How a product is sold.
  static let sales = RecordForm([
    .text("state", as: "on-sale") { $0.product.retiredAt == nil ? "on-sale" : "retired" }.meaning(
      en: "`on-sale`, `retired`.", fr: "`on-sale`, `retired`."),
    .time("created_at") { $0.product.createdAt },
    .number("bought") { $0.product.bought }.meaning(
      en: "How many purchases count.", fr: "Le nombre des achats qui comptent."),
    .amount("taken") { $0.product.taken }.meaning(
      en: "What they brought less refunds.",
      fr: "Ce qu’ils ont rapporté, remboursements déduits."),
    .text("url") { $0.link?.url }.meaning(
      en: "`null`, as `expires_at`, where it cannot be bought.",
      fr: "`null`, comme `expires_at`, s’il ne peut être acheté."),
    .time("expires_at") { $0.link?.expiresAt },
  ])
}
