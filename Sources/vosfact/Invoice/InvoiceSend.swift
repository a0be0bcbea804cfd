import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceSend = Subcommand(
    "send",
    en: """
      Send documents to their buyers by e-mail

      The mail has a text and an HTML part with the pay link, the document as PDF (mail.attach-pdf),
      and is in the document's language. It waits in the outbox, and goes with the next 'payment
      reconcile', or at once where outbox.immediate is on. The document's state becomes sent.
      """,
    fr: """
      Envoyer des documents à leurs acheteurs par courriel

      Le courriel a une partie texte et une partie HTML avec le lien de paiement, le document en PDF
      (mail.attach-pdf), et il est dans la langue du document. Il attend dans la boîte d’envoi et
      part avec le prochain « payment reconcile », ou tout de suite si outbox.immediate est actif.
      Le document devient « envoyé ».
      """,
    examples: [
      Example("vosfact invoice send F-2026-000001", en: "One document", fr: "Un seul document"),
      Example(
        "vosfact invoice send F-2026-000001 --preview > invoice.eml",
        en: "Look at its mail; send nothing", fr: "Voir son courriel, sans rien envoyer"),
      Example(
        "vosfact invoice send F-2026-000001 --to celine@example.org",
        en: "To another address, from now on", fr: "À une autre adresse, désormais"),
      Example(
        "vosfact invoice send --all-unsent", en: "All that were never sent and have an address",
        fr: "Tous ceux jamais envoyés qui ont une adresse"),
    ],
    options: [
      .flag(
        "all-unsent", en: "Send all documents that are issued and have an address",
        fr: "Envoyer tous les documents émis qui ont une adresse"),
      .flag(
        "preview", en: "Write the mail as a file (.eml), and send nothing",
        fr: "Écrire le courriel comme fichier (.eml), sans rien envoyer"),
      .value(
        "to", .address,
        en:
          "Send to this address, or several separated by commas, and all later mail about them too",
        fr:
          "Envoyer à cette adresse, ou plusieurs séparées par des virgules, comme tout courriel à venir"
      ),
      .key, .dryRun,
    ],
    operands: [.document.taking(.zeroOrMore)],
    exits: [.no, .badData, .noInput, .cannotCreate, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let names = arguments.operands("document")
    guard !names.isEmpty || arguments.flag("all-unsent") else {
      throw Fault(
        .wrongUsage, en: "no document is named; nothing was sent; give numbers or --all-unsent",
        fr:
          "aucun document n’est nommé ; rien n’a été envoyé ; donnez des numéros ou --all-unsent")
    }
    let address = try arguments.emailAddresses("to")
    // Customers apart would all be written to at one address.
    if arguments.flag("all-unsent") {
      try arguments.refuse(
        ["to"], en: "is for documents that are named; nothing was sent; leave out --all-unsent",
        fr: "vaut pour des documents nommés ; rien n’a été envoyé ; omettez --all-unsent")
    }
    let key = try arguments.idempotencyKey()
    let kit = try environment.openKit(arguments, .existing)
    var documents = try names.map { try kit.documents.named($0) }
    if arguments.flag("all-unsent") { documents += try unsent(in: kit) }
    if arguments.flag("preview") {
      for document in documents {
        try environment.output.write(kit.sending.preview(document, to: address))
      }
      return .done
    }
    try environment.change(kit, arguments) {
      var isRepeated = false
      let sent = try kit.idempotencyKeys.once(
        key,
        again: {
          isRepeated = true
          return try $0.names.map { try kit.sending.sent(kit.documents.named($0)) }
        },
        names: { $0.map(\.document.number) },
        make: { try documents.map { try kit.sending.send($0, to: address) } })
      try environment.list(sent, as: .sent)
      if isRepeated {
        try environment.remark(
          Text(
            en: "sent already; the key is known; nothing was sent now",
            fr: "déjà envoyé ; la clé est connue ; rien n’est envoyé cette fois"), arguments)
      }
    }
    return .done
  }
}

private func unsent(in kit: Kit) throws -> [Document] {
  var filter = DocumentFilter()
  filter.state = .issued
  var list = try kit.documents.list(filter)
  var documents: [Document] = []
  while let document = try list.next() {
    if document.mailAddress != nil { documents.append(document) }
  }
  return documents
}

extension ListForm<Sending.Sent> {
  /// What was queued.
  static let sent = ListForm(
    columns: [
      .text(en: "Document", fr: "Document") { $0.document.number },
      .text(en: "To", fr: "À") { $0.to },
      .said(en: "To pay", fr: "À payer", isNumeric: true) { $0.document.claim.text[$1] },
      .text(en: "Due", fr: "Échéance") { $0.document.content.dueOn?.description ?? "–" },
      .text(en: "Days", fr: "Jours", isNumeric: true) {
        $0.days.map { $0 > 0 ? "+\($0)" : String($0) } ?? "–"
      },
    ],
    members: [
      .text("document") { $0.document.number }, .text("to") { $0.to },
      .text("state") { $0.document.state.rawValue }, .number("days") { $0.days },
    ])
}
