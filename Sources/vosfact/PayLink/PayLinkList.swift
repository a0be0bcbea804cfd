import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var payLinkList: Subcommand {
    Subcommand(
      "list",
      summary: Text(
        en: "List links to products, and what was bought",
        fr: "Lister les liens de produits, et ce qui fut acheté"),
      discussion: [
        Text(
          en: """
            Documents have links as well, which are made anew by 'pay-link create' and not listed. What \
            was bought are purchases that count; refunds are taken off what they brought.
            """,
          fr: """
            Les documents ont aussi des liens, que « pay-link create » refait et qui ne sont pas listés. \
            Ce qui fut acheté, ce sont les achats qui comptent ; les remboursements sont déduits de ce \
            qu’ils ont rapporté.
            """)
      ],
      examples: [
        Example(
          "vosfact pay-link list --format csv",
          Text(en: "Every product, for a spreadsheet", fr: "Chaque produit, pour un tableur"))
      ],
      options: [
        .flag(
          "all",
          help: Text(en: "Retired products, too", fr: "Aussi les produits retirés"))
      ],
      exits: [.done, .usage, .noInput, .permission],
      run: runPayLinkList)
  }
}

private func runPayLinkList(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  // A list is no reason to ask for settings that are missing: it has no addresses then.
  let maker = try? kit.payLinks.maker()
  let listing = Listing(environment, columns: columns, fields: fields)
  try kit.products.forEach { product in
    guard product.retiredAt == nil || arguments.flag("all") else { return }
    let link = try? maker?.link(to: product)
    try listing.add(product.listed(with: link), cells(of: product, link, environment.language))
  }
  try listing.finish()
  return .done
}

private let columns: [Table.Column] = [
  .init(Text(en: "Id", fr: "Identifiant")), .init(Text(en: "Product", fr: "Produit")),
  .init(Text(en: "Price", fr: "Prix"), isNumeric: true),
  .init(Text(en: "Order", fr: "Commande")), .init(Text(en: "State", fr: "État")),
  .init(Text(en: "Bought", fr: "Achats"), isNumeric: true),
  .init(Text(en: "Brought", fr: "Recette"), isNumeric: true),
  .init(Text(en: "Link", fr: "Lien")),
]

private let fields = [
  "product", "name", "amount", "currency", "tax_rate", "order_reference", "return_url", "state",
  "created_at", "bought", "taken", "url", "expires_at",
]

private func cells(
  of product: Product, _ link: PayLinks.ProductLink?, _ language: Language
) -> [Table.Cell] {
  let state =
    product.retiredAt == nil
    ? Text(en: "on sale", fr: "en vente") : Text(en: "retired", fr: "retiré")
  return [
    .init(product.publicID.description), .init(product.terms.name),
    .init(product.terms.amount.text[language]), .init(product.terms.orderReference ?? ""),
    .init(state[language]), .init(String(product.bought)), .init(product.taken.text[language]),
    .init(link?.url ?? ""),
  ]
}
