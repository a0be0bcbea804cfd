import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentShow = Subcommand(
    "show", en: "Show a payment, its events and callbacks",
    fr: "Montrer un paiement, ses événements et ses rappels",
    examples: .one(
      "vosfact payment show K7M3Q9XT2V8B4NC5", en: "What its provider told of it",
      fr: "Ce que son prestataire en a dit"),
    operands: [.payment], exits: [.noInput, .permission]
  ) { arguments, environment, kit in
    let payment = try kit.payments.named(arguments.operand("payment"))
    let shown = try ShownPayment(
      listed: ListedPayment(payment, kit), transactions: kit.payments.transactions(of: payment),
      events: kit.payments.events(of: payment),
      callbacks: kit.payments.callbacks(of: payment), refunds: kit.payments.refunds(of: payment),
      resolutions: kit.payments.resolutions(of: payment))
    try environment.show(shown) {
      environment.text(of: shown) + shown.refunds.map { environment.line(of: $0) }.joined()
        + environment.text(of: shown.resolutions)
    }
  }
}

/// A payment with all that is known of it.
struct ShownPayment: DataRecord {
  fileprivate let listed: ListedPayment
  fileprivate let transactions: [ListedTransaction]
  fileprivate let events: [PaymentEvent]
  fileprivate let callbacks: [KeptCallback]
  fileprivate let refunds: [Refund]
  fileprivate let resolutions: [Resolution]

  static let form = RecordForm<ShownPayment>(
    ListedPayment.form.members(of: \.listed) + facts.members)

  /// What is shown beside what lists show.
  static let facts = RecordForm<ShownPayment>([
    .objects("transactions", ListedTransaction.form) { $0.transactions }.meaning(
      en: "The movements of money at the provider.",
      fr: "Les mouvements d’argent chez le prestataire."),
    .objects("events", PaymentEvent.form) { $0.events }.meaning(
      en: "In the order in which they count.", fr: "Dans l’ordre où ils comptent."),
    .objects("callbacks", KeptCallback.form) { $0.callbacks }.meaning(
      en: "In the order in which they came.", fr: "Dans l’ordre de leur arrivée."),
    .objects("refunds", Refund.form) { $0.refunds }.meaning(
      en: "Those asked for here.", fr: "Ceux demandés d’ici."),
    .objects("resolutions", Resolution.form) { $0.resolutions }.meaning(
      en: "What was decided by hand.", fr: "Ce qui fut décidé à la main."),
    .objects("movements", TaxedMovement.form) { $0.listed.movements }.meaning(
      en: """
        Each receipt of a document, and each return, when it was recorded, with its share by rate of VAT; more than was \
        asked bears none. They sum to `taxes`, and what is recorded never changes.
        """,
      fr: """
        Chaque encaissement d’un document et chaque retour, à la date où il fut noté, avec sa part par taux de TVA ; ce qui \
        dépasse le dû n’en porte pas. Leur somme est `taxes`, et ce qui est noté ne change plus.
        """),
  ])
}

extension Environment {
  fileprivate func text(of resolutions: [Resolution]) -> String {
    resolutions.map { resolution in
      let decision = resolution.decision.name[language]
      let parts = [
        resolution.at.description, decision, resolution.attention.explanation[language],
        resolution.document, resolution.reason,
      ]
      return parts.compactMap(\.self).joined(separator: "  ").escapedForTerminal + "\n"
    }.joined()
  }

  /// What the payment's money counts for, where that is not all for its own document.
  private func allocations(_ listed: ListedPayment) -> String? {
    listed.allocations.contains { $0.document != listed.document }
      ? listed.allocationText[language] : nil
  }

  /// What came of asking the customer's bank, of the last transaction that tells so.
  private func verification(_ transactions: [ListedTransaction]) -> String? {
    guard let verification = transactions.compactMap(\.verification).last else { return nil }
    let liability = verification.isLiabilityShifted.map { isShifted in
      isShifted
        ? Text(en: "the bank is liable for fraud", fr: "la banque répond d’une fraude")
        : Text(en: "the seller is liable for fraud", fr: "le vendeur répond d’une fraude")
    }
    return ([verification.status] + [liability?[language]].compactMap(\.self))
      .joined(separator: ", ")
  }

  fileprivate func text(of shown: ShownPayment) -> String {
    let payment = shown.listed.payment
    let status = payment.status
    let refunded = Amount(minorUnits: status.refunded, currency: payment.amount.currency)
    let facts: [(Text, String?)] = [
      (
        Text(en: "Document", fr: "Document"),
        shown.listed.documents.isEmpty ? nil : shown.listed.documents.joined(separator: ", ")
      ),
      (Text(en: "Product", fr: "Produit"), payment.purchase?.productName),
      (Text(en: "Order", fr: "Commande"), payment.purchase?.orderReference),
      (Text(en: "Buyer", fr: "Acheteur"), payment.purchase?.customer.name),
      (Text(en: "E-mail", fr: "Courriel"), payment.purchase?.customer.email),
      (Text(en: "Country", fr: "Pays"), payment.purchase?.customer.country),
      (Text(en: "Mode", fr: "Mode"), payment.mode?.rawValue),
      (Text(en: "Method", fr: "Moyen"), status.method),
      (Text(en: "Country", fr: "Pays"), payment.payerCountry),
      (Text(en: "Started", fr: "Début"), payment.startedAt.description),
      (Text(en: "Paid at", fr: "Payé le"), status.paidAt?.description),
      (
        Text(en: "Refunded", fr: "Remboursé"),
        status.refunded > 0 ? refunded.text[language] : nil
      ),
      (Text(en: "Reference there", fr: "Référence là-bas"), payment.providerReference),
      (Text(en: "Counts for", fr: "Compte pour"), allocations(shown.listed)),
      (
        Text(en: "Fee", fr: "Frais"),
        status.fee.map { Amount(minorUnits: $0, currency: payment.amount.currency).text[language] }
      ),
      (Text(verbatim: "3-D Secure"), verification(shown.transactions)),
    ]
    var text = line(of: payment) + "\n\n"
    text += aligned(
      facts.compactMap { fact in fact.1.map { (fact.0[language], $0.escapedForTerminal) } })
    text += "\n"
    for event in shown.events {
      let isUndone = event.kind == .reversed && payment.provider == Payment.byHand
      let name = isUndone ? Text(en: "undone", fr: "annulé") : event.kind.name
      let parts = [
        event.at.description, name[language], event.amount?.text[language], event.reason,
        event.id,
      ]
      text += parts.compactMap(\.self).joined(separator: "  ").escapedForTerminal + "\n"
    }
    for callback in shown.callbacks {
      let heading = Text(en: "callback", fr: "rappel")[language]
      text +=
        "\(callback.receivedAt)  \(heading) \(callback.id)  \(callback.result.name[language])\n"
    }
    return text
  }
}
