import CommandLineKit
import Localization
import VosfactKit

extension Environment {
  /// Writes webhooks as a list.
  func list(_ webhooks: [Webhook]) throws {
    let listing = Listing(
      self,
      columns: [
        .init(Text(en: "Webhook", fr: "Webhook"), isNumeric: true),
        .init(Text(en: "Address", fr: "Adresse")), .init(Text(en: "State", fr: "État")),
        .init(Text(en: "Events", fr: "Événements")),
      ], fields: ["id", "url", "created_at", "disabled_at"])
    for webhook in webhooks {
      let state =
        webhook.disabledAt == nil
        ? Text(en: "told", fr: "informé") : Text(en: "gone", fr: "disparu")
      try listing.add(
        webhook.json,
        [
          .init(String(webhook.id)), .init(webhook.url),
          .init(state[language], webhook.disabledAt == nil ? .plain : .bad),
          .init(webhook.events.map(\.rawValue).joined(separator: ", ")),
        ])
    }
    try listing.finish()
  }
}

/// The secret that the options name: one that is there already, or a new one and the file that it is written to.
private struct ChosenSecret {
  let secret: Webhooks.NewSecret
  private let file: (path: String, secret: Secret)?

  init(_ arguments: Arguments, _ environment: Environment, _ kit: Kit) throws {
    switch (arguments.value("secret"), arguments.value("secret-file")) {
    case (let source?, nil):
      secret = try Webhooks.NewSecret(
        SecretSource(source), byReference: arguments.flag("by-reference"),
        environment: environment.variables)
      file = nil
    case (nil, let path?):
      let new = kit.webhooks.newSecret()
      secret = .value(new)
      file = (path, new)
    case (nil, nil), (_?, _?):
      throw Fault(
        .wrongUsage,
        en: "calls must be signed; nothing was changed; give --secret SOURCE or --secret-file FILE",
        fr:
          "les appels doivent être signés ; rien n’a changé ; donnez --secret SOURCE ou --secret-file FICHIER"
      )
    }
  }

  /// Writes a new secret to its file, which its owner alone may read; nothing of the rest is stored if that
  /// fails.
  func write(_ arguments: Arguments) throws {
    guard let file, !arguments.flag("dry-run") else { return }
    try SecretFile.write(file.secret, to: file.path)
  }
}

func runWebhookAdd(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  let names = arguments.values("event")
  let events = WebhookEvent.allCases.filter { names.isEmpty || names.contains($0.rawValue) }
  let kit = try environment.openKit(arguments, .creating)
  let key = try arguments.idempotencyKey()
  try environment.change(kit, arguments) {
    let webhook = try kit.idempotencyKeys.once(
      key, again: { try kit.webhooks.named($0.names[0]) }, names: { ["\($0.id)"] },
      make: {
        let chosen = try ChosenSecret(arguments, environment, kit)
        let webhook = try kit.webhooks.add(
          arguments.operand("url"), events: events, secret: chosen.secret)
        try chosen.write(arguments)
        return webhook
      })
    try environment.list([webhook])
  }
  return .done
}

func runWebhookList(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  try environment.list(environment.openKit(arguments, .reading).webhooks.all())
  return .done
}

func runWebhookRotate(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let chosen = try ChosenSecret(arguments, environment, kit)
  try environment.change(kit, arguments) {
    let webhook = try kit.webhooks.named(arguments.operand("webhook"))
    try kit.webhooks.rotate(
      webhook, to: chosen.secret, retiringOlder: arguments.flag("retire-old"))
    try chosen.write(arguments)
    try environment.list([webhook])
  }
  return .done
}

func runWebhookTest(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let test = try kit.webhooks.test(kit.webhooks.named(arguments.operand("webhook")))
  try environment.show(test.json(language: environment.language)) {
    let answer = test.status.map(String.init) ?? "–"
    let reason = test.failure.map { "  \($0[environment.language])" } ?? ""
    return "\(answer)\(reason)\n".escapedForTerminal + "\n"
  }
  return test.failure == nil ? .done : test.status == nil ? .unavailable : .no
}

func runWebhookDeliveries(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  let limit = try arguments.limit()
  let kit = try environment.openKit(arguments, .existing)
  let webhook = try kit.webhooks.named(arguments.operand("webhook"))
  let listing = RowListing(environment, .calls)
  try kit.webhooks.forEachCall(to: webhook, limit: limit, listing.add)
  try listing.finish()
  return .done
}

extension ListForm<WebhookCall> {
  fileprivate static var calls: ListForm {
    ListForm(
      columns: [
        .text(en: "At", fr: "Quand") { $0.at.description },
        .text(en: "Call", fr: "Appel") { $0.name },
        .text(en: "Event", fr: "Événement") { $0.type },
        .text(en: "Document", fr: "Document") { $0.document ?? "–" },
        .styled(en: "Status", fr: "Statut", isNumeric: true) { call, _ in
          .init(call.status.map(String.init) ?? "–", call.failure == nil ? .good : .bad)
        },
        .said(en: "Answer", fr: "Réponse") { $0.failure?[$1] ?? $0.answer ?? "" },
      ],
      fields: ["message", "name", "type", "document", "at", "status", "answer", "failure"],
      json: { $0.json(language: $1) })
  }
}

func runWebhookRedeliver(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  try environment.change(kit, arguments) {
    let listing = RowListing(environment, .messages)
    for name in arguments.operands("message") {
      try listing.add(kit.webhooks.redeliver(kit.outbox.named(name)))
    }
    try listing.finish()
  }
  return .done
}
