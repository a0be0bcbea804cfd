import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  /// The options by which `pay-link create` makes a link to a product.
  static let productOptions: [Option] = [
    .value(
      "product", .name, en: "Sell NAME without a document first, at --amount",
      fr: "Vendre NOM sans document préalable, au prix de --amount"),
    .value(
      "amount", .amount, en: "Price of the product, VAT included",
      fr: "Prix du produit, TVA comprise"),
    .value(
      "currency", Text(en: "CURRENCY", fr: "DEVISE"),
      en: "Currency of the price; by the setting documents.currency by default",
      fr: "Devise du prix ; selon le réglage documents.currency par défaut"),
    .value(
      "tax-rate", Text(en: "RATE", fr: "TAUX"),
      en: "VAT rate that the price includes, as 20, 5.5 or np; none by default",
      fr: "Taux de TVA que le prix comprend, comme 20, 5,5 ou np ; aucun par défaut"),
    .value(
      "order", .reference, en: "Sell it once, for the order REF of your own shop",
      fr: "Le vendre une fois, pour la commande RÉF de votre boutique"),
    .value(
      "return", Text(en: "URL", fr: "URL"), en: "Send the customer to URL after paying",
      fr: "Envoyer le client à URL après le paiement"),
    .value(
      "email", .address, en: "Fill in the customer's e-mail, signed, in this link",
      fr: "Préremplir dans ce lien, signée, l’adresse du client"),
    .key,
  ]
}

extension Arguments {
  /// Whether a product's link is asked for.
  ///
  /// - Throws: `Fault` if the options are those of products and of documents at once.
  func wantsProduct() throws(Fault) -> Bool {
    guard value("product") != nil else {
      try refuse(
        Subcommand.productOptions.map(\.name),
        en: "is for products only; none is named; give --product NAME too",
        fr: "ne vaut que pour les produits ; aucun n’est nommé ; donnez aussi --product NOM")
      return false
    }
    try refuse(
      Subcommand.partOptions.map(\.name),
      en: "is not for products; they have their price; leave it out",
      fr: "ne vaut pas pour les produits ; ils ont leur prix ; retirez-le")
    try refuse(
      ["together", "customer"], en: "is not for products; it is for documents; leave it out",
      fr: "ne vaut pas pour les produits ; c’est pour des documents ; retirez-le")
    guard operands("document").isEmpty, value("from") == nil, !flag("unpaid") else {
      throw Fault(
        .wrongUsage,
        en:
          "a product and documents are named; they are not paid by one link; name one or the other",
        fr:
          "un produit et des documents sont nommés ; un lien ne paie pas les deux ; nommez l’un ou les autres"
      )
    }
    return true
  }

  /// The product that the options describe.
  fileprivate func productTerms(currency: Currency) throws -> ProductTerms {
    guard let amount = value("amount") else {
      throw Fault(
        .wrongUsage, en: "the product has no price; nothing was made; give --amount, VAT included",
        fr: "le produit n’a pas de prix ; rien n’a été fait ; donnez --amount, TVA comprise")
    }
    let rate = try parsed(
      "tax-rate", Text(en: "a rate as 20, 5.5 or np", fr: "un taux comme 20, 5,5 ou np")
    ) { TaxRate($0) }
    return try ProductTerms(
      name: value("product") ?? "", amount: Amount(amount, currency: currency),
      taxRate: rate ?? .disabled, orderReference: value("order"), returnAddress: value("return"))
  }
}

/// Makes a product, or finds it, and prints its link.
func createProductLink(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  let lifetime = try arguments.duration("expires")
  let given = try arguments.parsed("currency", SettingType.currency.allowed) { Currency(code: $0) }
  let kit = try environment.openKit(arguments, .existing)
  let terms = try arguments.productTerms(currency: given ?? kit.settings.value(.defaultCurrency))
  let prefill = try arguments.value("email").map { try Prefill(email: $0, order: nil) }
  let key = try arguments.idempotencyKey()
  let link = try kit.transaction(rehearsing: arguments.flag("dry-run")) {
    let (product, time) = try kit.idempotencyKeys.once(
      key, again: { (try kit.products.named($0.names[0]), $0.at) },
      names: { [$0.0.publicID.description] },
      make: { (try kit.products.create(terms), kit.now) })
    return try kit.payLinks.maker(lifetime: lifetime, at: time).link(to: product, filling: prefill)
  }
  try environment.show([link])
  return .done
}

extension Environment {
  /// Writes links to products: the address alone, or lists as data.
  func show(_ links: [PayLinks.ProductLink]) throws {
    guard format != .table else {
      for link in links { try output.line(link.url) }
      return
    }
    try list(links, as: .productLinks)
  }
}

extension ListForm<PayLinks.ProductLink> {
  /// Links to products, as those to documents, with the product besides.
  static let productLinks = ListForm(
    members: [
      .text("document", as: nil) { _ in nil }, .text("url", as: "https://…") { $0.url },
      .time("expires_at") { $0.expiresAt },
    ] + RecordForm.product.members(of: \.product))
}

extension RecordForm<Product> {
  /// What a product is, and costs.
  static let product = RecordForm([
    .text("product", as: "9e078e425e36e9ac") { $0.publicID.description },
    .text("name", as: "Premium") { $0.terms.name },
    .amount("amount", as: "10.00") { $0.terms.amount },
    .text("currency", as: "EUR") { $0.terms.amount.currency.code },
    .text("tax_rate", as: "20") { $0.terms.taxRate.description },
    .text("order_reference", as: nil) { $0.terms.orderReference },
    .text("return_url", as: nil) { $0.terms.returnAddress },
  ])
}
