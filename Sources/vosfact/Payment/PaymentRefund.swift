import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentRefund = Subcommand(
    "refund",
    en: """
      Give money back through its provider

      The refund is written down before the provider is asked, and counts from then on: in all,
      never more than was paid goes out. When the provider does not answer, run the same again: the
      refund is looked for there first, and asked for only if it was never made. What waits for a
      decision, as a double payment does, can be given back before one: nothing is left to decide
      then. Of a payment for several documents the last one's part goes back first, unless
      --document says whose.
      """,
    fr: """
      Rembourser par le prestataire

      Le remboursement est noté avant que le prestataire soit interrogé, et compte dès lors : en
      tout, il ne sort jamais plus que ce qui fut payé. Quand le prestataire ne répond pas, relancez
      la même commande : le remboursement y est d’abord cherché, et n’est demandé que s’il n’a
      jamais été fait. Ce qui attend une décision, comme un double paiement, peut être rendu avant :
      il ne reste alors rien à décider. D’un paiement pour plusieurs documents, la part du dernier
      est rendue d’abord, sauf si --document dit lequel.
      """,
    examples: [
      Example(
        "vosfact payment refund K7M3Q9XT2V8B4NC5", en: "All that is left of it",
        fr: "Tout ce qu’il en reste"),
      Example(
        "vosfact payment refund K7M3Q9XT2V8B4NC5 --amount 20.00", en: "A part of it",
        fr: "Une partie"),
    ],
    options: [
      .value(
        "amount", .amount, en: "A part, in the payment's currency; all that is left by default",
        fr: "Une partie, dans la devise du paiement ; tout le reste par défaut"),
      .value(
        "document", Text(en: "DOCUMENT", fr: "DOCUMENT"),
        en: "Give back what a payment for several documents brought to DOCUMENT",
        fr: "Rendre ce qu’un paiement pour plusieurs documents a apporté à DOCUMENT",
        completion: .query(.documents)),
      .key, .dryRun,
    ],
    operands: [.payment],
    exits: [.no, .badData, .noInput, .unavailable, .temporary, .permission, .configuration]
  ) { arguments, environment, kit in
    let payment = try kit.payments.named(arguments.operand("payment"))
    let (refund, refunded) = try kit.payments.refund(
      payment, amount: arguments.amount(in: payment.amount.currency),
      from: arguments.value("document").map(kit.documents.named),
      under: arguments.idempotencyKey(), rehearsing: arguments.flag("dry-run"))
    try environment.show((refund, ListedPayment(refunded, kit)), as: .refunded) {
      environment.line(of: refund) + environment.line(of: refunded) + "\n"
    }
  }
}

extension RecordForm<(refund: Refund, payment: ListedPayment)> {
  /// A refund and the payment that it is of.
  static let refunded = RecordForm([
    .object("refund", Refund.form) { $0.refund },
    .object("payment", ListedPayment.form) { $0.payment },
  ])
}

extension Environment {
  /// A refund in a line of its own.
  func line(of refund: Refund) -> String {
    let parts = [
      refund.requestedAt.description, Text(en: "refund", fr: "remboursement")[language],
      refund.amount.text[language], refund.state.name[language],
      refund.providerReference ?? refund.reference,
    ]
    return parts.joined(separator: "  ").escapedForTerminal + "\n"
  }
}

extension Refund.State {
  fileprivate var name: Text {
    switch self {
    case .requested: Text(en: "not answered yet", fr: "pas encore répondu")
    case .accepted: Text(en: "under way", fr: "en cours")
    case .done: Text(en: "done", fr: "fait")
    case .refused: Text(en: "declined", fr: "refusé")
    }
  }
}
