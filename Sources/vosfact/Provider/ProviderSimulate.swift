import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let providerSimulate = Subcommand(
    "simulate",
    en: """
      Write a genuine signed callback, as the provider would send it

      What is written is a raw HTTP request, which 'payment receive' reads.

      In test mode PayZen and BitPay are asked about a callback before it counts, and know nothing
      of one that was made here; in simulated mode it counts by itself.
      """,
    fr: """
      Écrire un rappel authentique et signé, tel que le prestataire l’enverrait

      Ce qui est écrit est une requête HTTP brute, que « payment receive » lit.

      En mode test, PayZen et BitPay sont interrogés sur un rappel avant qu’il compte, et ne savent
      rien d’un rappel fait ici ; en mode simulated, il compte par lui-même.
      """,
    examples: .one(
      "vosfact provider simulate stripe --payment K7M3Q9XT2V8B4NC5 --outcome paid --output paid.http",
      en: "The callback of a payment", fr: "Le rappel d’un paiement"),
    options: [
      .value(
        "payment", Text(en: "ID", fr: "ID"), en: "Id of a payment",
        fr: "Identifiant d’un paiement", isRequired: true, completion: .query(.payments)),
      .value(
        "outcome", Text(en: "OUTCOME", fr: "ISSUE"), en: "What the callback tells",
        fr: "Ce que dit le rappel", choices: SimulatedOutcome.allCases.map(\.rawValue),
        isRequired: true),
      .value(
        "amount", .amount, en: "Amount it tells; the payment's by default",
        fr: "Montant qu’il annonce ; celui du paiement par défaut"),
      .value(
        "output", .file, en: "Write to FILE, not to standard output",
        fr: "Écrire dans FICHIER, non sur la sortie standard", completion: .file),
    ], operands: [.provider],
    exits: [.no, .badData, .noInput, .cannotCreate, .permission, .configuration]
  ) { arguments, environment, kit in
    let payment = try kit.payments.named(arguments.value("payment") ?? "")
    let name = arguments.operand("provider")
    guard payment.provider == name else { throw Fault.anothersPayment(payment, than: name) }
    let request = try kit.payments.simulate(
      arguments.choice("outcome"), of: payment,
      amount: arguments.amount(in: payment.amount.currency))
    if let path = arguments.value("output"), path != "-" {
      try FileWriter.write(request, to: path)
    } else {
      try environment.output.write(request)
    }
  }
}

extension Fault {
  /// A payment that is at another provider than was named.
  fileprivate static func anothersPayment(_ payment: Payment, than name: String) -> Fault {
    let (reference, own) = (payment.reference, payment.provider)
    guard own != Payment.byHand else {
      return Fault(
        .notFound,
        en:
          "\(reference) was recorded by hand, not paid by \(name); nothing was simulated; give a payment of \(name)",
        fr:
          "\(reference) a été noté à la main, non payé par \(name) ; rien n’a été simulé ; donnez un paiement de \(name)"
      )
    }
    return Fault(
      .notFound,
      en: "\(reference) is a payment by \(own), not by \(name); nothing was simulated; name \(own)",
      fr:
        "\(reference) est un paiement par \(own), non par \(name) ; rien n’a été simulé ; nommez \(own)"
    )
  }
}
