import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var paymentOutbox: Subcommand {
    Subcommand(
      "outbox",
      summary: Text(
        en: "Look after mails and calls that are to be delivered",
        fr: "Suivre les courriels et appels à remettre"),
      subcommands: [
        .paymentOutboxList, .paymentOutboxRetry, .paymentOutboxDrop, .paymentOutboxDeliver,
      ])
  }

  private static var paymentOutboxList: Subcommand {
    Subcommand(
      "list",
      summary: Text(
        en: "List messages, oldest first", fr: "Lister les messages, du plus ancien au plus récent"),
      examples: [
        Example(
          "vosfact payment outbox list --state failed",
          Text(en: "What somebody must look at", fr: "Ce que quelqu’un doit examiner"))
      ],
      options: [
        .value(
          "state", Text(en: "STATE", fr: "ÉTAT"),
          help: Text(en: "Only messages in this state", fr: "Seulement les messages dans cet état"),
          choices: OutboxState.allCases.map(\.rawValue)),
        .value(
          "limit", Text(en: "N", fr: "N"),
          help: Text(en: "At most N messages", fr: "Au plus N messages")),
        .value(
          "after", Text(en: "MESSAGE", fr: "MESSAGE"),
          help: Text(en: "Begin after this message", fr: "Commencer après ce message")),
      ],
      exits: [.done, .usage, .noInput, .permission],
      run: runPaymentOutboxList)
  }

  private static var paymentOutboxRetry: Subcommand {
    Subcommand(
      "retry",
      summary: Text(en: "Let a message be tried again", fr: "Faire retenter un message"),
      discussion: [
        Text(
          en: """
            It is tried by the next 'payment reconcile', and for three days if it fails. One that was \
            delivered is delivered again, under the same name, by which its receiver can tell.
            """,
          fr: """
            Il est tenté par le prochain « payment reconcile », et pendant trois jours en cas d’échec. Un \
            message déjà remis l’est de nouveau, sous le même nom, auquel son destinataire le reconnaît.
            """)
      ],
      examples: [
        Example(
          "vosfact payment outbox retry 12",
          Text(en: "Once its address is right", fr: "Une fois son adresse corrigée"))
      ],
      options: [.dryRun],
      operands: [.messages],
      exits: [.done, .usage, .noInput, .temporary, .permission],
      run: { try changeMessages($0, $1) { try $0.outbox.retry($1) } })
  }

  private static var paymentOutboxDrop: Subcommand {
    Subcommand(
      "drop",
      summary: Text(
        en: "Decide that a message is not to be sent",
        fr: "Décider qu’un message ne sera pas envoyé"),
      examples: [
        Example(
          "vosfact payment outbox drop 12",
          Text(en: "It stays in the list", fr: "Il reste dans la liste"))
      ],
      options: [.dryRun],
      operands: [.messages],
      exits: [.done, .no, .usage, .noInput, .temporary, .permission],
      run: { try changeMessages($0, $1) { try $0.outbox.drop($1) } })
  }

  /// What the program starts itself, to deliver at once what a command has queued.
  private static var paymentOutboxDeliver: Subcommand {
    Subcommand(
      "deliver",
      summary: Text(en: "Deliver what is due", fr: "Remettre ce qui est dû"),
      exits: [.done, .usage, .noInput, .unavailable, .temporary, .permission, .configuration],
      isHidden: true, run: runPaymentOutboxDeliver)
  }
}

extension Operand {
  fileprivate static var messages: Operand {
    .many(
      "message", Text(en: "MESSAGE", fr: "MESSAGE"),
      help: Text(en: "Number or name of a message", fr: "Numéro ou nom d’un message"))
  }
}

/// Messages as a list shows them.
struct MessageListing {
  private let environment: Environment
  private let listing: Listing

  init(_ environment: Environment) {
    self.environment = environment
    listing = Listing(
      environment,
      columns: [
        .init(Text(en: "Message", fr: "Message"), isNumeric: true),
        .init(Text(en: "Kind", fr: "Type")), .init(Text(en: "Document", fr: "Document")),
        .init(Text(en: "About", fr: "Objet")), .init(Text(en: "State", fr: "État")),
        .init(Text(en: "Queued", fr: "Mis en attente")),
        .init(Text(en: "Tries", fr: "Essais"), isNumeric: true),
        .init(Text(en: "Next", fr: "Prochain")), .init(Text(en: "Reason", fr: "Raison")),
      ],
      fields: [
        "id", "name", "topic", "subject", "document", "webhook", "state", "queued_at", "next_at",
        "attempts", "ended_at", "failure",
      ])
  }

  func add(_ message: OutboxMessage) throws {
    let language = environment.language
    let style: Terminal.Style =
      switch message.state {
      case .delivered: .good
      case .failed: .bad
      case .waiting, .dropped: .plain
      }
    try listing.add(
      message.json(language: language),
      [
        .init(String(message.id)), .init(message.topic.name[language]),
        .init(message.document ?? "–"), .init(message.subject ?? "–"),
        .init(message.state.name[language], style), .init(message.queuedAt.description),
        .init(String(message.attempts)),
        .init(message.state == .waiting ? message.nextAt.description : "–"),
        .init(message.failure?[language] ?? ""),
      ])
  }

  func finish() throws { try listing.finish() }
}

private func runPaymentOutboxList(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  var filter = OutboxFilter()
  filter.state = arguments.value("state").flatMap(OutboxState.init(rawValue:))
  var limit = try arguments.limit()
  let kit = try environment.openKit(arguments, .existing)
  filter.after = try arguments.value("after").map { try kit.outbox.named($0).id }
  let listing = MessageListing(environment)
  var messages = try kit.outbox.list(filter)
  while limit > 0, let message = try messages.next() {
    limit -= 1
    try listing.add(message)
  }
  try listing.finish()
  return .done
}

/// Changes each of the messages that are named, all or none, and shows how they stand then.
private func changeMessages(
  _ arguments: Arguments, _ environment: Environment,
  _ change: @escaping (Kit, OutboxMessage) throws -> OutboxMessage
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  try environment.change(kit, arguments) {
    let listing = MessageListing(environment)
    for name in arguments.operands("message") {
      try listing.add(try change(kit, kit.outbox.named(name)))
    }
    try listing.finish()
  }
  // No entry of the journal tells of it.
  if !arguments.flag("dry-run") {
    for name in arguments.operands("message") { environment.noteMade("message \(name)") }
  }
  return .done
}

private func runPaymentOutboxDeliver(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  do {
    for problem in try kit.outbox.delivery().run().problems {
      try environment.complain(Diagnostic(problem))
    }
  } catch OutboxError.running {
    // The other process looks once more before it ends.
  }
  return .done
}
