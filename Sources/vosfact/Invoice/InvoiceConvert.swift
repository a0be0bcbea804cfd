import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceConvert = Subcommand(
    "convert",
    en: """
      Make an invoice of a quote, or a deposit invoice

      The invoice has the lines of the quote, order, proforma or delivery note, its buyer and its order
      reference, and deducts the deposit invoices that were made of it: it is a final invoice then. What
      was paid on the quote counts for it, also what comes later. A deposit invoice asks for a part in
      advance, with its VAT by rate; without --percent or --amount for what was paid already.
      """,
    fr: """
      Faire d’un devis une facture, ou une facture d’acompte

      La facture a les lignes du devis, du bon ou de la proforma, son acheteur et sa référence de
      commande, et déduit les factures d’acompte qui en sont issues : c’est alors une facture de solde.
      Ce qui fut payé sur le devis compte pour elle, même venu plus tard. Une facture d’acompte demande
      une part d’avance, avec sa TVA par taux ; sans --percent ni --amount, ce qui a déjà été payé.
      """,
    examples: [
      Example(
        "vosfact invoice convert D-2026-000001 --to deposit-invoice --percent 30",
        en: "The customer accepted, and pays 30 % in advance",
        fr: "Le client a accepté et verse 30 % d’acompte"),
      Example(
        "vosfact invoice convert D-2026-000001 --to invoice", en: "The work is done",
        fr: "Le travail est fait"),
    ],
    options: [
      .value(
        "to", .kind, en: "What to make of it", fr: "Ce qu’il faut en faire",
        choices: [DocumentKind.invoice.rawValue, DocumentKind.depositInvoice.rawValue],
        isRequired: true),
      .value(
        "percent", Text(en: "N", fr: "N"), en: "Of a deposit, how much of the whole, in percent",
        fr: "D’un acompte, sa part du tout, en pour cent"),
      .value(
        "amount", .amount, en: "Of a deposit, how much, with its VAT",
        fr: "D’un acompte, son montant TTC"),
      .value(
        "due-on", .date, en: "Due date; by the payment term by default",
        fr: "Échéance ; selon le délai de paiement par défaut"),
      .key, .dryRun,
    ],
    operands: [.document],
    exits: [.no, .badData, .noInput, .cannotCreate, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let conversion = try arguments.conversion()
    let dueOn = try arguments.date("due-on")
    let key = try arguments.idempotencyKey()
    let kit = try environment.openKit(arguments, .existing)
    try environment.change(kit, arguments) {
      let made = try kit.idempotencyKeys.once(
        key, again: { try kit.documents.named($0.names[0]) }, names: { [$0.number] },
        make: {
          try kit.payments.convert(
            kit.documents.named(arguments.operand("document")), to: conversion, dueOn: dueOn)
        })
      try environment.show(made, of: kit)
    }
    return .done
  }
}

extension Arguments {
  /// What `--to`, `--percent` and `--amount` say.
  fileprivate func conversion() throws -> Conversion {
    let kind: DocumentKind = choice("to")
    let given = ["percent", "amount"].filter(isGiven)
    guard given.count < 2, kind == .depositInvoice || given.isEmpty else {
      throw Fault(
        .wrongUsage,
        en: "--percent or --amount tells how much a deposit is; nothing was issued; give one",
        fr: "--percent ou --amount dit le montant d’un acompte ; rien n’est émis ; donnez-en un")
    }
    guard kind == .depositInvoice else { return .invoice }
    if let amount = value("amount") { return .depositAmount(amount) }
    let allowed = Text(en: "a number of percent, as 30", fr: "un pourcentage, comme 30")
    let percent = try parsed("percent", allowed) { ExactDecimal($0) }
    return percent.map { .depositPercent($0) } ?? .depositReceived
  }
}
