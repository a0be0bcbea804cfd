import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentCallbacks = Subcommand(
    "callbacks", en: "Look into the inbox of raw requests",
    fr: "Consulter la boîte des requêtes brutes",
    subcommands: [.paymentCallbacksList, .paymentCallbacksShow, .paymentCallbacksReplay])

  private static let paymentCallbacksList = Subcommand.list(
    en: "List callbacks, oldest first", fr: "Lister les rappels, du plus ancien au plus récent",
    examples: .one(
      "vosfact payment callbacks list --result refused", en: "What was not authentic",
      fr: "Ce qui n’était pas authentique"),
    options: [
      .value(
        "result", Text(en: "RESULT", fr: "RÉSULTAT"), en: "Only callbacks of which this became",
        fr: "Seulement les rappels qui ont donné ce résultat",
        choices: [.applied, .ignored, .attention, .refused].map { (result: Result) in
          result.rawValue
        }),
      .provider(isRequired: false),
    ] + .pages(of: Text(en: "callback", fr: "rappel")), as: .callbacks
  ) { arguments, open in
    var filter = CallbackFilter()
    filter.result = arguments.optionalChoice("result")
    filter.provider = arguments.value("provider")
    let kit = try open()
    filter.after = try arguments.value("after").map { try kit.callbacks.named($0).id }
    var callbacks = try kit.callbacks.list(filter)
    return {
      try callbacks.next().map { ($0, try kit.callbacks.payment(of: $0)?.reference) }
    }
  }

  private static let paymentCallbacksShow = Subcommand(
    "show",
    en: """
      Write the raw request of a callback

      The request is written byte for byte; on a terminal, what would control it is escaped. Of a
      refused callback nothing but the reason is kept.
      """,
    fr: """
      Écrire la requête brute d’un rappel

      La requête est écrite octet par octet ; sur un terminal, ce qui le commanderait est
      neutralisé. D’un rappel refusé, seul le motif est gardé.
      """,
    examples: .one(
      "vosfact payment callbacks show 12 > callback.http", en: "As 'payment receive' reads it",
      fr: "Telle que « payment receive » la lit"),
    operands: [.callback], exits: [.no, .noInput, .permission]
  ) { arguments, environment, kit in
    let callback = try kit.callbacks.named(arguments.operand("callback"))
    let request = try kit.callbacks.request(of: callback)
    guard environment.format == .table else {
      let payment = try kit.callbacks.payment(of: callback)?.reference
      try environment.show(((callback, payment), request), as: .shownCallback) { "" }
      return
    }
    guard let request else { throw Fault.nothingKept(of: callback) }
    if environment.terminal.isTerminal {
      let lines = String(decoding: request.bytes, as: UTF8.self).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for line in lines { try environment.output.line(String(line).escapedForTerminal) }
    } else {
      try environment.output.write(request.bytes)
    }
  }

  private static let paymentCallbacksReplay = Subcommand(
    "replay",
    en: """
      Take in kept callbacks again

      They are verified with today's secrets as of the moment when they came. What is known already
      stays as it is.
      """,
    fr: """
      Reprendre en compte des rappels gardés

      Ils sont vérifiés avec les secrets d’aujourd’hui, comme au moment de leur arrivée. Ce qui est
      déjà connu reste tel quel.
      """,
    examples: .one(
      "vosfact payment callbacks replay 12 --dry-run", en: "What it would change",
      fr: "Ce que cela changerait")
      + .one(
        "vosfact payment callbacks replay --not-understood",
        en: "After an update, what the version before could not read",
        fr: "Après une mise à jour, ce que la version d’avant ne savait pas lire"),
    options: [
      .flag(
        "not-understood", en: "All that no version could read so far",
        fr: "Tous ceux qu’aucune version n’a su lire jusqu’ici"), .dryRun,
    ], operands: [.callback.taking(.zeroOrOne)],
    exits: [.no, .noInput, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let name = arguments.operands("callback").first
    guard (name == nil) == arguments.flag("not-understood") else {
      throw Fault(
        .wrongUsage,
        en: "nothing was replayed; it is not clear what; give a callback or --not-understood",
        fr: "rien n’a été rejoué ; quoi n’est pas clair ; donnez un rappel ou --not-understood")
    }
    let kit = try environment.openKit(arguments, .existing)
    func replay(_ callback: KeptCallback) throws -> ReceivedCallback {
      guard arguments.flag("dry-run") else { return try kit.callbacks.replay(callback) }
      return try kit.transaction(rehearsing: true) { try kit.callbacks.replay(callback) }
    }
    if let name {
      let callback = try kit.callbacks.named(name)
      let received = try replay(callback)
      try environment.show((callback, received), as: .replayed) {
        replayedLine(callback, received, environment.language)
      }
      return received.result == .refused ? .no : .done
    }
    var code = ExitCode.done
    let listing = RowListing(environment, .replayed)
    for callback in try kit.callbacks.notUnderstood() {
      let received = try replay(callback)
      if received.result == .refused { code = .no }
      try listing.add((callback, received))
    }
    try listing.finish()
    return code
  }
}

/// What became of a callback that was replayed, as a line.
private func replayedLine(
  _ callback: KeptCallback, _ received: ReceivedCallback, _ language: Language
) -> String {
  let parts = [
    String(callback.id), received.result.name[language], received.document,
    received.payment?.reference, received.explanation?[language],
  ]
  return parts.compactMap(\.self).joined(separator: "  ").escapedForTerminal + "\n"
}

private typealias Result = ReceivedCallback.Result

extension Operand {
  fileprivate static let callback = Operand.one(
    "callback", Text(en: "CALLBACK", fr: "RAPPEL"), en: "Number of a callback",
    fr: "Numéro d’un rappel")
}

/// A callback, and the id of the payment that it is about, if that is known.
typealias ListedCallback = (callback: KeptCallback, payment: String?)

extension ListForm<ListedCallback> {
  static let callbacks = ListForm(
    columns: [
      .text(en: "Callback", fr: "Rappel", isNumeric: true) { String($0.callback.id) },
      .text(en: "Received", fr: "Reçu") { $0.callback.receivedAt.description },
      .text(en: "Provider", fr: "Prestataire") { $0.callback.provider },
      .styled(en: "Result", fr: "Résultat") {
        let result = $0.callback.result
        return .init(result.name[$1], result == .refused ? .bad : .plain)
      },
      .text(en: "Payment", fr: "Paiement") { $0.payment ?? "–" },
      .text(en: "Reason", fr: "Raison") { $0.callback.reason ?? "" },
    ],
    members: [
      .number("id") { $0.callback.id },
      .text("received_at") { $0.callback.receivedAt.description },
      .text("provider") { $0.callback.provider }, .text("result") { $0.callback.result.rawValue },
      .text("reason") { $0.callback.reason }, .text("kind") { $0.callback.kind },
      .text("payment") { $0.payment },
    ])
}

extension RecordForm<(listed: ListedCallback, request: KeptRequest?)> {
  fileprivate static let shownCallback = RecordForm(
    ListForm.callbacks.record.members(of: \.listed) + [
      .object("request", KeptRequest.form) { $0.request }
    ])
}

extension RecordForm<(callback: KeptCallback, received: ReceivedCallback)> {
  fileprivate static let replayed = RecordForm(
    [.number("callback") { $0.callback.id }]
      + RecordForm<ReceivedCallback>.received.members(of: \.received))
}

extension ListForm<(callback: KeptCallback, received: ReceivedCallback)> {
  fileprivate static let replayed = ListForm(
    columns: [
      .text(en: "Callback", fr: "Rappel", isNumeric: true) { String($0.callback.id) },
      .text(en: "Provider", fr: "Prestataire") { $0.callback.provider },
      .said(en: "Result", fr: "Résultat") { $0.received.result.name[$1] },
      .text(en: "Document", fr: "Document") { $0.received.document ?? "–" },
      .text(en: "Payment", fr: "Paiement") { $0.received.payment?.reference ?? "–" },
      .said(en: "Reason", fr: "Raison") { $0.received.explanation?[$1] ?? "" },
    ], members: RecordForm.replayed.members)
}
