import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceAddress = Subcommand(
    "address",
    en: """
      Change where mail about a document goes

      The document stays as it was issued. What is sent, reminded and thanked for from now on goes to
      the address; what waits in the outbox still goes where it was sent.
      """,
    fr: """
      Changer où vont les courriels sur un document

      Le document reste tel qu’il a été émis. Envois, relances et remerciements vont désormais à
      l’adresse ; ce qui attend dans la boîte d’envoi part encore là où il fut envoyé.
      """,
    examples: [
      Example(
        "vosfact invoice address F-2026-000001 --email celine@example.org",
        en: "The customer has another address", fr: "Le client a une autre adresse"),
      Example(
        "vosfact invoice address F-2026-000001 --issued", en: "Back to the one in the document",
        fr: "Revenir à celle du document"),
    ],
    options: [
      .value(
        "email", .address, en: "Where mail goes: an address, or several separated by commas",
        fr: "Où vont les courriels : une adresse, ou plusieurs séparées par des virgules"),
      .flag(
        "issued", en: "Go back to the address that the document was issued with",
        fr: "Revenir à l’adresse avec laquelle le document a été émis"),
      .dryRun,
    ], operands: [.document], exits: [.noInput, .temporary, .permission]
  ) { arguments, environment, kit in
    let address = try arguments.emailAddresses("email")
    guard (address == nil) == arguments.flag("issued") else {
      throw Fault(
        .wrongUsage, en: "it must be one address; nothing was changed; give --email or --issued",
        fr: "il faut une seule adresse ; rien n’a changé ; donnez --email ou --issued")
    }
    try environment.change(kit, arguments) {
      let document = try kit.documents.named(arguments.operand("document"))
      try environment.show(try kit.sending.address(document, to: address), of: kit)
    }
  }
}
