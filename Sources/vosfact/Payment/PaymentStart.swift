import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentStart = Subcommand(
    "start",
    en: """
      Start a payment with a provider

      Prints where the customer goes to pay. While an attempt for the same amount is open there, it
      is given again, so that nobody is charged twice. With --dry-run a real provider is not asked.

      Several documents of one customer, in one currency, are paid by one payment, which fills them
      by due date, then number.

      A product is bought by the customer of --name and --email; no document is made before it is
      paid.
      """,
    fr: """
      Démarrer un paiement chez un prestataire

      Écrit où le client va payer. Tant qu’une tentative du même montant y est ouverte, elle est
      redonnée, afin que personne ne soit débité deux fois. Avec --dry-run, un prestataire réel
      n’est pas interrogé.

      Plusieurs documents d’un même client, dans une même devise, sont réglés par un seul paiement,
      qui les remplit par échéance, puis par numéro.

      Un produit est acheté par le client de --name et --email ; aucun document n’est créé avant son
      paiement.
      """,
    examples: .one(
      "vosfact payment start F-2026-000001 --provider stripe", en: "What is left to pay",
      fr: "Ce qui reste à payer"),
    options: [
      .provider(isRequired: true),
      .value(
        "amount", .amount, en: "A part of what is left to pay",
        fr: "Une partie de ce qui reste à payer"),
    ] + purchaseOptions + [.key, .dryRun],
    operands: [.payable.taking(.oneOrMore)],
    exits: [.no, .badData, .noInput, .unavailable, .temporary, .permission, .configuration]
  ) { arguments, environment, kit in
    let references = arguments.operands("document")
    let (payment, next) =
      if references.count > 1 {
        try start(references, kit, arguments)
      } else {
        switch try kit.payLinks.subject(named: references[0]) {
        case .document(let document): try start(document, kit, arguments)
        case .product(let product): try start(product, kit, arguments)
        }
      }
    try environment.show((ListedPayment(payment, kit), next), as: .started) {
      environment.line(of: payment) + "\n" + (next.map { environment.text(of: $0) } ?? "")
    }
  }

  /// The options that say who buys a product, and for what.
  fileprivate static let purchaseOptions: [Option] = [
    .value("name", .name, en: "Name of who buys a product", fr: "Nom de qui achète un produit"),
    .value(
      "email", .address, en: "E-mail address of who buys a product",
      fr: "Adresse électronique de qui achète un produit"),
    .value(
      "country", Text(en: "COUNTRY", fr: "PAYS"), en: "Country of who buys a product, as FR",
      fr: "Pays de qui achète un produit, comme FR"),
    .value(
      "order", .reference, en: "Order of your own shop that a product is bought for",
      fr: "Commande de votre boutique pour laquelle un produit est acheté"),
  ]
}

private func start(
  _ document: Document, _ kit: Kit, _ arguments: Arguments
) throws -> (payment: Payment, next: NextStep?) {
  try arguments.refuse(
    Subcommand.purchaseOptions.map(\.name),
    en: "is for purchases only; a document has its own; leave it out",
    fr: "ne vaut que pour les achats ; un document a le sien ; retirez-le")
  return try kit.payments.start(
    document, with: arguments.value("provider") ?? "",
    amount: arguments.amount(in: document.content.currency), under: arguments.idempotencyKey(),
    rehearsing: arguments.flag("dry-run"))
}

/// Starts one payment for several documents.
private func start(
  _ references: [String], _ kit: Kit, _ arguments: Arguments
) throws -> (payment: Payment, next: NextStep?) {
  try arguments.refuse(
    Subcommand.purchaseOptions.map(\.name) + ["amount"],
    en: "is not for several documents at once; all of them are paid; leave it out",
    fr: "ne vaut pas pour plusieurs documents à la fois ; tous sont réglés ; retirez-le")
  let isRehearsal = arguments.flag("dry-run")
  let key = try arguments.idempotencyKey()
  guard !isRehearsal else {
    return try kit.transaction(rehearsing: true) {
      try kit.payments.start(
        kit.payLinks.statement(of: references.map(kit.documents.named)),
        with: arguments.value("provider") ?? "", under: key, rehearsing: true)
    }
  }
  let statement = try kit.transaction {
    try kit.payLinks.statement(of: references.map(kit.documents.named))
  }
  return try kit.payments.start(
    statement, with: arguments.value("provider") ?? "", under: key, rehearsing: false)
}

private func start(
  _ product: Product, _ kit: Kit, _ arguments: Arguments
) throws -> (payment: Payment, next: NextStep?) {
  try arguments.refuse(
    ["amount"], en: "is not for purchases; a product has its price; leave it out",
    fr: "ne vaut pas pour les achats ; un produit a son prix ; retirez-le")
  let name = try arguments.ofCustomer("name")
  let email = try arguments.ofCustomer("email")
  // What is given counts here, also where the page does not ask for it.
  let field = try kit.settings.value(.countryField)
  let customer = try Customer(
    name: name, email: email, country: arguments.value("country"),
    asking: field == .off ? .optional : field)
  let order = try Prefill(email: nil, order: arguments.value("order")).order
  return try kit.payments.start(
    product, for: customer, orderReference: order, with: arguments.value("provider") ?? "",
    under: arguments.idempotencyKey(), rehearsing: arguments.flag("dry-run"))
}

extension Arguments {
  /// What an option says of who buys.
  fileprivate func ofCustomer(_ option: String) throws(Fault) -> String {
    guard let value = value(option) else {
      throw Fault(
        .wrongUsage, en: "the customer's --\(option) is missing; a purchase needs it; give it",
        fr: "il manque --\(option) pour le client ; un achat en a besoin ; donnez-le")
    }
    return value
  }
}

extension RecordForm<(payment: ListedPayment, next: NextStep?)> {
  /// A payment that was started, and where the customer goes.
  static let started = RecordForm([
    .object("payment", ListedPayment.form) { $0.payment },
    .value("next", as: .null) { $0.next?.json ?? .null },
  ])
}

extension Environment {
  fileprivate func text(of next: NextStep) -> String {
    switch next {
    case .redirect(let url): "→ \(url)\n"
    case .page(let url): "→ \(url)\n"
    case .form(let url, let fields):
      fields.reduce("→ \(url)\n") { $0 + "  \($1.name)=\($1.value.escapedForTerminal)\n" }
    }
  }
}
