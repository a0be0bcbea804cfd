import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let settingsWebhook = Subcommand(
    "webhook",
    en: """
      Have addresses of your own told of events

      Calls are made by the scheme of Standard Webhooks: a POST of JSON with type, timestamp and
      data, and the headers webhook-id, webhook-timestamp and webhook-signature. webhook-id stays
      the same when a call is repeated. A call that is not answered with 2xx within 20 seconds is
      made again, ever later, for three days; redirects are not followed, and 410 ends all calls to
      the address. Calls about one document come in their order.

      An address on a private network, or on this machine, is refused unless
      notifications.webhook.allow-private is on.
      """,
    fr: """
      Faire informer vos propres adresses des événements

      Les appels suivent le schéma Standard Webhooks : un POST de JSON avec type, timestamp et data,
      et les en-têtes webhook-id, webhook-timestamp et webhook-signature. webhook-id reste le même
      quand un appel est répété. Un appel sans réponse 2xx sous 20 secondes est refait, de plus en
      plus tard, pendant trois jours ; les redirections ne sont pas suivies, et 410 met fin aux
      appels vers l’adresse. Les appels sur un même document arrivent dans leur ordre.

      Une adresse sur un réseau privé, ou sur cette machine, est refusée sauf si
      notifications.webhook.allow-private est actif.
      """,
    subcommands: [
      .webhookAdd, .webhookList, .webhookRemove, .webhookEnable, .webhookRotate, .webhookTest,
      .webhookDeliveries, .webhookRedeliver,
    ])

  private static let webhookAdd = Subcommand(
    "add", en: "Add an address", fr: "Ajouter une adresse",
    examples: .one(
      """
      vosfact settings webhook add https://shop.example.org/hook --event payment.paid \
      --secret-file hook.secret
      """, en: "Its new secret is written to the file",
      fr: "Son nouveau secret est écrit dans le fichier"),
    options: [
      .value(
        "event", Text(en: "EVENT", fr: "ÉVÉNEMENT"),
        en: "An event it is told of; all of them by default",
        fr: "Un événement dont elle est informée ; tous par défaut",
        choices: WebhookEvent.allCases.map(\.rawValue), isRepeatable: true),
      .secret, .secretFile, .byReference, .key, .dryRun,
    ],
    operands: [
      .one("url", en: "Address, https://…", fr: "Adresse, https://…")
    ], exits: [.no, .badData, .cannotCreate, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let names = arguments.values("event")
    let events = WebhookEvent.allCases.filter { names.isEmpty || names.contains($0.rawValue) }
    let kit = try environment.openKit(arguments, .creating)
    let key = try arguments.idempotencyKey()
    try environment.change(kit, arguments) {
      let webhook = try kit.idempotencyKeys.once(
        key, again: { try webhookAgain($0, arguments, environment, kit) },
        names: { ["\($0.id)"] },
        make: {
          let chosen = try ChosenSecret(arguments, environment, kit)
          let webhook = try kit.webhooks.add(
            arguments.operand("url"), events: events, secret: chosen.secret)
          try chosen.write(arguments)
          return webhook
        })
      try environment.list([webhook], as: .webhooks)
    }
    return .done
  }

  /// The webhook that was added under a key, unless another secret is given now.
  private static func webhookAgain(
    _ made: IdempotencyKeys.Made, _ arguments: Arguments, _ environment: Environment, _ kit: Kit
  ) throws -> Webhook {
    let webhook = try kit.webhooks.named(made.names[0])
    guard arguments.value("secret") != nil,
      try !kit.webhooks.signs(webhook, with: ChosenSecret(arguments, environment, kit).secret)
    else { return webhook }
    throw Fault(
      .refused,
      en: """
        the key was given with another secret; nothing was done; give another key, or change the secret with \
        'vosfact settings webhook rotate \(webhook.id)'
        """,
      fr: """
        la clé a servi avec un autre secret ; rien n’a été fait ; donnez une autre clé, ou changez le secret avec \
        « vosfact settings webhook rotate \(webhook.id) »
        """)
  }

  private static let webhookList = Subcommand(
    "list", en: "List the addresses", fr: "Lister les adresses",
    examples: .one(
      "vosfact settings webhook list", en: "With the events of each",
      fr: "Avec les événements de chacune"),
    exits: [.permission]
  ) { arguments, environment in
    try environment.list(environment.openKit(arguments, .reading).webhooks.all(), as: .webhooks)
    return .done
  }

  private static let webhookRemove = Subcommand(
    "remove", en: "Remove an address with its secrets", fr: "Retirer une adresse et ses secrets",
    examples: .one(
      "vosfact settings webhook remove 1", en: "What waits for it is dropped",
      fr: "Ce qui l’attend est abandonné"), options: [.dryRun], operands: [.webhook],
    exits: [.noInput, .temporary, .permission],
    run: { arguments, environment in
      try environment.changeEach("webhook", arguments, as: .webhooks) { kit, number in
        let webhook = try kit.webhooks.named(number)
        try kit.webhooks.remove(webhook)
        return webhook
      }
    })

  private static let webhookEnable = Subcommand(
    "enable", en: "Tell an address again that answered 410",
    fr: "Informer à nouveau une adresse qui a répondu 410",
    examples: .one(
      "vosfact settings webhook enable 1", en: "Of what happens from now on",
      fr: "De ce qui se passe désormais"), options: [.dryRun], operands: [.webhook],
    exits: [.noInput, .temporary, .permission],
    run: { arguments, environment in
      try environment.changeEach("webhook", arguments, as: .webhooks) { kit, number in
        try kit.webhooks.enable(kit.webhooks.named(number))
      }
    })

  private static let webhookRotate = Subcommand(
    "rotate",
    en: """
      Give an address a new secret

      Calls are signed with the new secret and with the one before, so that the receiver can change
      in peace; the next rotation ends that. --retire-old ends it at once.
      """,
    fr: """
      Donner un nouveau secret à une adresse

      Les appels sont signés avec le nouveau secret et le précédent, pour que le destinataire change
      tranquillement ; la rotation suivante y met fin. --retire-old y met fin tout de suite.
      """,
    examples: .one(
      "vosfact settings webhook rotate 1 --secret-file hook.secret",
      en: "Written to a new file", fr: "Écrit dans un nouveau fichier"),
    options: [
      .secret, .secretFile, .byReference,
      .flag(
        "retire-old", en: "Sign with the new secret alone, as the old one is known to others",
        fr: "Signer avec le seul nouveau secret, l’ancien étant connu d’autres"),
      .dryRun,
    ], operands: [.webhook],
    exits: [.badData, .noInput, .cannotCreate, .temporary, .permission, .configuration]
  ) { arguments, environment, kit in
    let chosen = try ChosenSecret(arguments, environment, kit)
    try environment.change(kit, arguments) {
      let webhook = try kit.webhooks.named(arguments.operand("webhook"))
      try kit.webhooks.rotate(
        webhook, to: chosen.secret, retiringOlder: arguments.flag("retire-old"))
      try chosen.write(arguments)
      try environment.list([webhook], as: .webhooks)
    }
  }

  private static let webhookTest = Subcommand(
    "test",
    en: """
      Make one call now, and say what came back

      Its type is vosfact.test, and it is not repeated.
      """,
    fr: """
      Faire un appel maintenant, et dire ce qui est revenu

      Son type est vosfact.test, et il n’est pas répété.
      """,
    examples: .one(
      "vosfact settings webhook test 1", en: "Exit 0 if it answered 2xx",
      fr: "Code 0 si elle a répondu 2xx"), operands: [.webhook],
    exits: [.no, .noInput, .unavailable, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    let test = try kit.webhooks.test(kit.webhooks.named(arguments.operand("webhook")))
    try environment.show(ListForm.calls.json(test, environment.language)) {
      let answer = test.status.map(String.init) ?? "–"
      let reason = test.failure.map { "  \($0[environment.language])" } ?? ""
      return "\(answer)\(reason)\n".escapedForTerminal + "\n"
    }
    return test.failure == nil ? .done : test.status == nil ? .unavailable : .no
  }

  private static let webhookDeliveries = Subcommand(
    "deliveries", en: "List what was sent, when, and what came back",
    fr: "Lister ce qui fut envoyé, quand, et ce qui est revenu",
    examples: .one(
      "vosfact settings webhook deliveries 1 --format jsonl", en: "Every call to an address",
      fr: "Chaque appel vers une adresse"),
    options: [
      .value(
        "limit", Text(en: "N", fr: "N"), en: "At most N calls, the last ones",
        fr: "Au plus N appels, les derniers")
    ], operands: [.webhook], exits: [.noInput, .permission]
  ) { arguments, environment in
    let limit = try arguments.limit()
    let kit = try environment.openKit(arguments, .existing)
    let webhook = try kit.webhooks.named(arguments.operand("webhook"))
    let listing = RowListing(environment, .calls)
    try kit.webhooks.forEachCall(to: webhook, limit: limit, listing.add)
    try listing.finish()
    return .done
  }

  private static let webhookRedeliver = Subcommand(
    "redeliver",
    en: """
      Make a call once more

      It keeps its webhook-id, and goes with the next 'payment reconcile'.
      """,
    fr: """
      Refaire un appel

      Il garde son webhook-id, et part avec le prochain « payment reconcile ».
      """,
    examples: .one(
      "vosfact settings webhook redeliver msg_3k7m…", en: "As 'deliveries' names it",
      fr: "Tel que « deliveries » le nomme"), options: [.dryRun],
    operands: [
      .many("message", en: "Its webhook-id, or its number", fr: "Son webhook-id, ou son numéro")
    ], exits: [.noInput, .temporary, .permission]
  ) { arguments, environment in
    try environment.changeEach("message", arguments, as: .messages) { kit, name in
      try kit.webhooks.redeliver(kit.outbox.named(name))
    }
  }
}

extension Option {
  fileprivate static let secret = Option.value(
    "secret", Text(en: "SOURCE", fr: "SOURCE"),
    en: "Where the secret (whsec_…) is: env:NAME, file:PATH or -",
    fr: "Où est le secret (whsec_…) : env:NOM, file:CHEMIN ou -")

  fileprivate static let secretFile = Option.value(
    "secret-file", .file, en: "Make a secret, and write it to this new file",
    fr: "Fabriquer un secret, et l’écrire dans ce nouveau fichier", completion: .file)

  fileprivate static let byReference = Option.flag(
    "by-reference", en: "Keep where --secret is, not its value",
    fr: "Garder l’endroit de --secret, non sa valeur")
}

extension Operand {
  fileprivate static let webhook = Operand.one(
    "webhook", en: "Number of an address, as 'list' shows it",
    fr: "Numéro d’une adresse, comme « list » le montre")
}

extension ListForm<Webhook> {
  /// Addresses that are told of events.
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

extension ListForm<WebhookCall> {
  /// Calls that were made.
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
