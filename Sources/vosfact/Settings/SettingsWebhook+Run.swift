import CommandLineKit
import Localization
import VosfactKit

extension ListForm<Webhook> {
  static let webhooks = ListForm(
    columns: [
      .text(en: "Webhook", fr: "Webhook", isNumeric: true) { String($0.id) },
      .text(en: "Address", fr: "Adresse") { $0.url },
      .styled(en: "State", fr: "État") {
        $0.disabledAt == nil
          ? .init(Text(en: "told", fr: "informé")[$1])
          : .init(Text(en: "gone", fr: "disparu")[$1], .bad)
      },
      .text(en: "Events", fr: "Événements") {
        $0.events.map(\.rawValue).joined(separator: ", ")
      },
    ],
    members: [
      .number("id") { $0.id }, .text("url") { $0.url },
      .words("events") { $0.events.map(\.rawValue) },
      .text("created_at") { $0.createdAt.description },
      .text("disabled_at") { $0.disabledAt?.description },
    ])
}

/// The secret that the options name: one that is there already, or a new one and the file that it is written to.
struct ChosenSecret {
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

extension ListForm<WebhookCall> {
  static let calls = ListForm(
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
    members: [
      .number("message") { $0.message }, .text("name") { $0.name }, .text("type") { $0.type },
      .text("document") { $0.document }, .text("at") { $0.at.description },
      .number("status") { $0.status }, .text("answer") { $0.answer },
      .said("failure") { $0.failure },
    ])
}
