import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var paymentCallbacks: Subcommand {
    Subcommand(
      "callbacks",
      summary: Text(
        en: "Look into the inbox of raw requests", fr: "Consulter la boîte des requêtes brutes"),
      subcommands: [.paymentCallbacksList, .paymentCallbacksShow, .paymentCallbacksReplay])
  }

  private static var paymentCallbacksList: Subcommand {
    Subcommand(
      "list",
      summary: Text(
        en: "List callbacks, oldest first", fr: "Lister les rappels, du plus ancien au plus récent"),
      examples: [
        Example(
          "vosfact payment callbacks list --result refused",
          Text(en: "What was not authentic", fr: "Ce qui n’était pas authentique"))
      ],
      options: [
        .value(
          "result", Text(en: "RESULT", fr: "RÉSULTAT"),
          help: Text(
            en: "Only callbacks of which this became",
            fr: "Seulement les rappels qui ont donné ce résultat"),
          choices: [.applied, .ignored, .attention, .refused].map { (result: Result) in
            result.rawValue
          }),
        .provider(isRequired: false),
        .value(
          "limit", Text(en: "N", fr: "N"),
          help: Text(en: "At most N callbacks", fr: "Au plus N rappels")),
        .value(
          "after", Text(en: "CALLBACK", fr: "RAPPEL"),
          help: Text(en: "Begin after this callback", fr: "Commencer après ce rappel")),
      ],
      exits: [.done, .usage, .noInput, .permission],
      run: runPaymentCallbacksList)
  }

  private static var paymentCallbacksShow: Subcommand {
    Subcommand(
      "show",
      summary: Text(
        en: "Write the raw request of a callback", fr: "Écrire la requête brute d’un rappel"),
      discussion: [
        Text(
          en: """
            The request is written byte for byte; on a terminal, what would control it is escaped. Of a \
            refused callback nothing but the reason is kept.
            """,
          fr: """
            La requête est écrite octet par octet ; sur un terminal, ce qui le commanderait est \
            neutralisé. D’un rappel refusé, seul le motif est gardé.
            """)
      ],
      examples: [
        Example(
          "vosfact payment callbacks show 12 > callback.http",
          Text(en: "As 'payment receive' reads it", fr: "Telle que « payment receive » la lit"))
      ],
      operands: [.callback],
      exits: [.done, .no, .usage, .noInput, .permission],
      run: runPaymentCallbacksShow)
  }

  private static var paymentCallbacksReplay: Subcommand {
    Subcommand(
      "replay",
      summary: Text(en: "Take in a kept callback again", fr: "Reprendre en compte un rappel gardé"),
      discussion: [
        Text(
          en: """
            It is verified with today's secrets as of the moment when it came. What is known already \
            stays as it is.
            """,
          fr: """
            Il est vérifié avec les secrets d’aujourd’hui, comme au moment de son arrivée. Ce qui est \
            déjà connu reste tel quel.
            """)
      ],
      examples: [
        Example(
          "vosfact payment callbacks replay 12 --dry-run",
          Text(en: "What it would change", fr: "Ce que cela changerait"))
      ],
      options: [.dryRun],
      operands: [.callback],
      exits: [.done, .no, .usage, .noInput, .temporary, .permission, .configuration],
      run: runPaymentCallbacksReplay)
  }
}

private typealias Result = ReceivedCallback.Result

extension Operand {
  fileprivate static var callback: Operand {
    .one(
      "callback", Text(en: "CALLBACK", fr: "RAPPEL"),
      help: Text(en: "Number of a callback", fr: "Numéro d’un rappel"))
  }
}

private func runPaymentCallbacksList(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  var filter = CallbackFilter()
  filter.result = arguments.value("result").flatMap(Result.init(rawValue:))
  filter.provider = arguments.value("provider")
  var limit = try arguments.limit()

  let kit = try environment.openKit(arguments, .existing)
  filter.after = try arguments.value("after").map { try kit.callbacks.named($0).id }
  let language = environment.language
  let listing = Listing(
    environment,
    columns: [
      .init(Text(en: "Callback", fr: "Rappel"), isNumeric: true),
      .init(Text(en: "Received", fr: "Reçu")), .init(Text(en: "Provider", fr: "Prestataire")),
      .init(Text(en: "Result", fr: "Résultat")), .init(Text(en: "Payment", fr: "Paiement")),
      .init(Text(en: "Reason", fr: "Raison")),
    ], fields: ["id", "received_at", "provider", "result", "reason", "payment"])
  var callbacks = try kit.callbacks.list(filter)
  while limit > 0, let callback = try callbacks.next() {
    limit -= 1
    let payment = try kit.callbacks.payment(of: callback)?.reference
    try listing.add(
      callback.json(payment: payment),
      [
        .init(String(callback.id)), .init(callback.receivedAt.description),
        .init(callback.provider),
        .init(callback.result.name[language], callback.result == .refused ? .bad : .plain),
        .init(payment ?? "–"), .init(callback.reason ?? ""),
      ])
  }
  try listing.finish()
  return .done
}

private func runPaymentCallbacksShow(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let callback = try kit.callbacks.named(arguments.operand("callback"))
  let request = try kit.callbacks.request(of: callback)
  guard environment.format == .table else {
    let json = callback.json(payment: try kit.callbacks.payment(of: callback)?.reference)
    let inFull = (json.members ?? []) + [JSONMember("request", request?.json ?? .null)]
    try environment.show(.object(inFull)) { "" }
    return .done
  }
  guard let request else { throw CallbackError.nothingKept(id: callback.id) }
  if environment.terminal.isTerminal {
    let lines = String(decoding: request.bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for line in lines { try environment.output.line(String(line).escapedForTerminal) }
  } else {
    try environment.output.write(request.bytes)
  }
  return .done
}

private func runPaymentCallbacksReplay(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let callback = try kit.callbacks.named(arguments.operand("callback"))
  let replay = { try kit.callbacks.replay(callback) }
  let received =
    arguments.flag("dry-run") ? try kit.transaction(rehearsing: true, replay) : try replay()
  let name = String(callback.id)
  let facts = received.json(file: name).members ?? []
  let json: JSONValue = .object(
    [JSONMember("callback", .integer(callback.id))] + facts.filter { $0.name != "file" })
  try environment.show(json) {
    let language = environment.language
    let parts = [
      name, received.result.name[language], received.document, received.payment?.reference,
      received.explanation?[language],
    ]
    return parts.compactMap(\.self).joined(separator: "  ").escapedForTerminal + "\n"
  }
  return received.result == .refused ? .no : .done
}
