import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceCredit = Subcommand(
    "credit",
    en: """
      Issue a credit note that corrects an invoice

      An issued invoice never changes. A credit note takes back all of it, a line or an amount, with
      its VAT by rate, names it, and stands on its account: the invoice asks for so much less. What was
      paid too much then is given back with 'payment refund', or as the customer's credit used by
      'payment allocate'; 'payment record' of the credit note says that it was paid out otherwise.
      """,
    fr: """
      Émettre un avoir qui corrige une facture

      Une facture émise ne change jamais. Un avoir en reprend le tout, une ligne ou un montant, avec sa
      TVA par taux, la nomme et figure sur son compte : la facture demande d’autant moins. Ce qui est
      alors payé en trop se rend avec « payment refund », ou s’emploie comme crédit du client par
      « payment allocate » ; « payment record » sur l’avoir dit qu’il fut remboursé autrement.
      """,
    examples: [
      Example(
        "vosfact invoice credit F-2026-000001 --all --reason 'ordered twice'",
        en: "The invoice was one too many", fr: "La facture était de trop"),
      Example(
        "vosfact invoice credit F-2026-000001 --amount 30,00 --reason 'damaged'",
        en: "A discount after delivery", fr: "Une remise après livraison"),
    ],
    options: [
      .flag(
        "all", en: "All that no credit note took back yet",
        fr: "Tout ce qu’aucun avoir n’a encore repris"),
      .value(
        "amount", .amount, en: "An amount with its VAT, divided among the rates",
        fr: "Un montant TTC, réparti entre les taux"),
      .value(
        "line", Text(en: "NUMBER", fr: "NUMÉRO"), en: "One of its lines, the first of which is 1",
        fr: "Une de ses lignes, dont la première est 1"),
      .value(
        "reason", .words, en: "Why, which the credit note says",
        fr: "Pourquoi, ce que dit l’avoir", isRequired: true),
      .key, .dryRun,
    ],
    operands: [.document],
    exits: [.no, .badData, .noInput, .cannotCreate, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let part = try arguments.creditedPart()
    let key = try arguments.idempotencyKey()
    let kit = try environment.openKit(arguments, .existing)
    try environment.change(kit, arguments) {
      let note = try kit.idempotencyKeys.once(
        key, again: { try kit.documents.named($0.names[0]) }, names: { [$0.number] },
        make: {
          try kit.payments.credit(
            kit.documents.named(arguments.operand("document")), part,
            reason: arguments.value("reason") ?? "")
        })
      try environment.show(note, of: kit)
    }
    return .done
  }
}

extension Arguments {
  /// What `--all`, `--amount` or `--line` says, of which one is wanted.
  fileprivate func creditedPart() throws -> CreditedPart {
    let given = ["all", "amount", "line"].filter(isGiven)
    guard given.count == 1 else {
      throw Fault(
        .wrongUsage,
        en:
          "it is not clear how much to credit; nothing was issued; give --all, --amount or --line",
        fr: "on ne sait combien créditer ; rien n’est émis ; donnez --all, --amount ou --line")
    }
    if let amount = value("amount") { return .amount(amount) }
    guard let text = value("line") else { return .all }
    guard let line = Int(text), line > 0 else {
      throw Fault(
        .badValue, en: "--line '\(text.shown)' is no number of a line; nothing was issued; give 1",
        fr: "--line « \(text.shown) » n’est pas un numéro de ligne ; rien n’est émis ; donnez 1")
    }
    return .line(line)
  }
}
