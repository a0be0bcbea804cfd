import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentShow = Subcommand(
    "show", en: "Show a payment, its events and callbacks",
    fr: "Montrer un paiement, ses événements et ses rappels",
    examples: [
      Example(
        "vosfact payment show K7M3Q9XT2V8B4NC5", en: "What its provider told of it",
        fr: "Ce que son prestataire en a dit")
    ],
    operands: [.payment], exits: [.noInput, .permission]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    let payment = try kit.payments.named(arguments.operand("payment"))
    let number = try kit.payments.document(of: payment)?.number
    let events = try kit.payments.events(of: payment)
    let callbacks = try kit.payments.callbacks(of: payment)
    let refunds = try kit.payments.refunds(of: payment)
    let resolutions = try kit.payments.resolutions(of: payment)
    let json = payment.json(document: number, language: environment.language)
    let inFull: JSONValue = .object(
      (json.members ?? []) + [
        JSONMember("events", .array(events.map(\.json))),
        JSONMember("callbacks", .array(callbacks.map(\.json))),
        JSONMember("refunds", .array(refunds.map(\.json))),
        JSONMember("resolutions", .array(resolutions.map(\.json))),
      ])
    try environment.show(inFull) {
      environment.text(of: payment, document: number, events: events, callbacks: callbacks)
        + refunds.map { environment.line(of: $0) }.joined()
        + environment.text(of: resolutions)
    }
    return .done
  }
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

  fileprivate func text(
    of payment: Payment, document: String?, events: [PaymentEvent], callbacks: [KeptCallback]
  ) -> String {
    let status = payment.status
    let refunded = Amount(minorUnits: status.refunded, currency: payment.amount.currency)
    let facts: [(Text, String?)] = [
      (Text(en: "Document", fr: "Document"), document),
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
    ]
    var text = line(of: payment) + "\n\n"
    text += aligned(
      facts.compactMap { fact in fact.1.map { (fact.0[language], $0.escapedForTerminal) } })
    text += "\n"
    for event in events {
      let parts = [
        event.at.description, event.kind.name[language], event.amount?.text[language], event.reason,
        event.id,
      ]
      text += parts.compactMap(\.self).joined(separator: "  ").escapedForTerminal + "\n"
    }
    for callback in callbacks {
      let heading = Text(en: "callback", fr: "rappel")[language]
      text +=
        "\(callback.receivedAt)  \(heading) \(callback.id)  \(callback.result.name[language])\n"
    }
    return text
  }
}
