import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentOutbox = Subcommand(
    "outbox", en: "Look after mails and calls that are to be delivered",
    fr: "Suivre les courriels et appels à remettre",
    subcommands: [
      .paymentOutboxList, .paymentOutboxRetry, .paymentOutboxDrop, .paymentOutboxDeliver,
    ])

  private static let paymentOutboxList = Subcommand.list(
    en: "List messages, oldest first", fr: "Lister les messages, du plus ancien au plus récent",
    examples: .one(
      "vosfact payment outbox list --state failed", en: "What somebody must look at",
      fr: "Ce que quelqu’un doit examiner"),
    options: [
      .value(
        "state", .state, en: "Only messages in this state",
        fr: "Seulement les messages dans cet état", choices: OutboxState.allCases.map(\.rawValue))
    ] + .pages(of: Text(verbatim: "message")), as: .messages
  ) { arguments, open in
    var filter = OutboxFilter()
    filter.state = arguments.optionalChoice("state")
    let kit = try open()
    filter.after = try arguments.value("after").map { try kit.outbox.named($0).id }
    var messages = try kit.outbox.list(filter)
    return { try messages.next() }
  }

  private static let paymentOutboxRetry = Subcommand(
    "retry",
    en: """
      Let a message be tried again

      It is tried by the next 'payment reconcile', and for three days if it fails. One that was
      delivered is delivered again, under the same name, by which its receiver can tell.
      """,
    fr: """
      Faire retenter un message

      Il est tenté par le prochain « payment reconcile », et pendant trois jours en cas d’échec. Un
      message déjà remis l’est de nouveau, sous le même nom, auquel son destinataire le reconnaît.
      """,
    examples: .one(
      "vosfact payment outbox retry 12", en: "Once its address is right",
      fr: "Une fois son adresse corrigée"), options: [.dryRun], operands: [.messages],
    exits: [.noInput, .temporary, .permission],
    run: { try changeMessages($0, $1) { try $0.outbox.retry($1) } })

  private static let paymentOutboxDrop = Subcommand(
    "drop", en: "Decide that a message is not to be sent",
    fr: "Décider qu’un message ne sera pas envoyé",
    examples: .one(
      "vosfact payment outbox drop 12", en: "It stays in the list", fr: "Il reste dans la liste"),
    options: [.dryRun], operands: [.messages],
    exits: [.no, .noInput, .temporary, .permission],
    run: { try changeMessages($0, $1) { try $0.outbox.drop($1) } })

  /// What the program starts itself, to deliver at once what a command has queued.
  private static let paymentOutboxDeliver = Subcommand(
    "deliver", en: "Deliver what is due", fr: "Remettre ce qui est dû",
    exits: [.noInput, .unavailable, .temporary, .permission, .configuration], isHidden: true
  ) { arguments, environment, kit in
    do {
      for problem in try kit.delivery().run().problems {
        try environment.complain(Diagnostic(problem))
      }
    } catch OutboxError.running {
      // The other process looks once more before it ends.
      return
    }
  }
}

extension Operand {
  fileprivate static let messages = Operand.many(
    "message", en: "Number or name of a message", fr: "Numéro ou nom d’un message")
}

extension ListForm<OutboxMessage> {
  static let messages = ListForm(
    columns: [
      .text(en: "Message", fr: "Message", isNumeric: true) { String($0.id) },
      .said(en: "Kind", fr: "Type") { $0.topic.name[$1] },
      .text(en: "Document", fr: "Document") { $0.document ?? "–" },
      .text(en: "About", fr: "Objet") { $0.subject ?? "–" },
      .styled(en: "State", fr: "État") { .init($0.state.name[$1], $0.state.style) },
      .text(en: "Queued", fr: "Mis en attente") { $0.queuedAt.description },
      .text(en: "Tries", fr: "Essais", isNumeric: true) { String($0.attempts) },
      .text(en: "Next", fr: "Prochain") { $0.state == .waiting ? $0.nextAt.description : "–" },
      .said(en: "Reason", fr: "Raison") { $0.failure?[$1] ?? "" },
    ],
    members: [
      .number("id") { $0.id }, .text("name") { $0.name }, .text("topic") { $0.topic.rawValue },
      .text("subject") { $0.subject }, .text("document") { $0.document },
      .number("webhook") { $0.webhook }, .text("state") { $0.state.rawValue },
      .text("queued_at") { $0.queuedAt.description },
      .text("next_at") { $0.state == .waiting ? $0.nextAt.description : nil },
      .number("attempts") { $0.attempts }, .text("ended_at") { $0.endedAt?.description },
      .said("failure") { $0.failure },
    ])
}

extension OutboxState {
  fileprivate var style: Terminal.Style {
    switch self {
    case .delivered: .good
    case .failed: .bad
    case .waiting, .dropped: .plain
    }
  }
}

/// Changes each of the messages that are named, all or none, and shows how they stand then.
private func changeMessages(
  _ arguments: Arguments, _ environment: Environment,
  _ change: (Kit, OutboxMessage) throws -> OutboxMessage
) throws -> ExitCode {
  let code = try environment.changeEach("message", arguments, as: .messages) { kit, name in
    try change(kit, kit.outbox.named(name))
  }
  // No entry of the journal tells of it.
  if !arguments.flag("dry-run") {
    for name in arguments.operands("message") { environment.noteMade("message \(name)") }
  }
  return code
}
