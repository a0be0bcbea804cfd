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
      Take in a kept callback again

      It is verified with today's secrets as of the moment when it came. What is known already stays
      as it is.
      """,
    fr: """
      Reprendre en compte un rappel gardé

      Il est vérifié avec les secrets d’aujourd’hui, comme au moment de son arrivée. Ce qui est déjà
      connu reste tel quel.
      """,
    examples: .one(
      "vosfact payment callbacks replay 12 --dry-run", en: "What it would change",
      fr: "Ce que cela changerait"), options: [.dryRun], operands: [.callback],
    exits: [.no, .noInput, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    let callback = try kit.callbacks.named(arguments.operand("callback"))
    let replay = { try kit.callbacks.replay(callback) }
    let received =
      arguments.flag("dry-run") ? try kit.transaction(rehearsing: true, replay) : try replay()
    try environment.show((callback, received), as: .replayed) {
      let language = environment.language
      let parts = [
        String(callback.id), received.result.name[language], received.document,
        received.payment?.reference,
        received.explanation?[language],
      ]
      return parts.compactMap(\.self).joined(separator: "  ").escapedForTerminal + "\n"
    }
    return received.result == .refused ? .no : .done
  }
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
      .text("reason") { $0.callback.reason }, .text("payment") { $0.payment },
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
