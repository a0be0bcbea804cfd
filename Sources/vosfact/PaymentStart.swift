import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var paymentStart: Subcommand {
    Subcommand(
      "start",
      summary: Text(
        en: "Start a payment with a provider", fr: "Démarrer un paiement chez un prestataire"),
      discussion: [
        Text(
          en: """
            Prints where the customer goes to pay. While an attempt for the same amount is open there, \
            it is given again, so that nobody is charged twice. With --dry-run a real provider is not \
            asked.
            """,
          fr: """
            Écrit où le client va payer. Tant qu’une tentative du même montant y est ouverte, elle \
            est redonnée, afin que personne ne soit débité deux fois. Avec --dry-run, un prestataire \
            réel n’est pas interrogé.
            """)
      ],
      examples: [
        Example(
          "vosfact payment start F-2026-000001 --provider stripe",
          Text(en: "What is left to pay", fr: "Ce qui reste à payer"))
      ],
      options: [
        .provider(isRequired: true),
        .value(
          "amount", Text(en: "AMOUNT", fr: "MONTANT"),
          help: Text(
            en: "A part of what is left to pay", fr: "Une partie de ce qui reste à payer")),
        .dryRun,
      ],
      operands: [.document],
      exits: [
        .done, .no, .usage, .badData, .noInput, .unavailable, .temporary, .permission,
        .configuration,
      ],
      run: runPaymentStart)
  }
}

private func runPaymentStart(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let document = try kit.documents.named(arguments.operand("document"))
  let amount = try arguments.value("amount").map {
    try Amount($0, currency: document.content.currency)
  }
  let (payment, next) = try kit.payments.start(
    document, with: arguments.value("provider") ?? "", amount: amount,
    rehearsing: arguments.flag("dry-run"))
  let json: JSONValue = [
    "payment": payment.json(document: document.number, language: environment.language),
    "next": next?.json ?? .null,
  ]
  try environment.show(json) {
    environment.line(of: payment) + "\n" + (next.map { environment.text(of: $0) } ?? "")
  }
  return .done
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
