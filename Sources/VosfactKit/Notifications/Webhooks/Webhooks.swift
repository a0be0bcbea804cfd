import Localization

/// The user's own addresses that are told of events.
package struct Webhooks {
  let database: Database
  /// Where secrets kept by reference and the host's proxy are looked up.
  let environment: [String: String]
  let clock: WallClock
  let random: RandomSource

  private var journal: Journal { Journal(database: database) }
  private var secrets: SecretStore { SecretStore(database: database, environment: environment) }

  // MARK: - Which there are

  private static let all: StaticString = """
    SELECT id, url, events, created_at, disabled_at
      FROM webhook
     WHERE removed_at IS NULL
     ORDER BY id
    """

  /// Every webhook, oldest first.
  package func all() throws(StorageError) -> [Webhook] {
    try database.remembered(Self.memory, read)
  }

  private static let memory = "webhook"

  private func read() throws(StorageError) -> [Webhook] {
    var rows = try database.query(Self.all)
    var webhooks: [Webhook] = []
    while let row = try rows.next() {
      webhooks.append(
        Webhook(
          id: row.int64("id"), url: row.text("url"),
          events: WebhookEvent.list(row.text("events")) ?? [],
          createdAt: row.time("created_at"), disabledAt: row.optionalTime("disabled_at")))
    }
    return webhooks
  }

  /// Those that are told of `event`.
  func listening(to event: WebhookEvent) throws(StorageError) -> [Webhook] {
    try all().filter { $0.disabledAt == nil && $0.events.contains(event) }
  }

  /// The webhook that a user names by its number.
  ///
  /// It throws `Fault` or `StorageError`.
  package func named(_ name: String) throws -> Webhook {
    guard let webhook = try all().first(where: { String($0.id) == name }) else {
      throw Fault.noWebhook(name)
    }
    return webhook
  }

  // MARK: - Changing them

  private static let insert: StaticString = """
    INSERT INTO webhook (url, events, created_at)
    VALUES (?1, ?2, ?3)
    """

  /// Adds a webhook that is told of `events`, its calls signed with `secret`.
  ///
  /// It throws `Fault`, `SecretError` or `StorageError`.
  package func add(_ url: String, events: [WebhookEvent], secret: NewSecret) throws -> Webhook {
    guard let url = WebAddress.callable(url), (try? HTTPRequest(.post, url)) != nil else {
      throw Fault.notCallable
    }
    let eventNames = WebhookEvent.allCases.map(\.rawValue).joined(separator: ", ")
    guard !events.isEmpty else {
      throw Fault(
        .badValue, en: "no such event; nothing was changed; give some of \(eventNames)",
        fr: "aucun événement de ce nom ; rien n’a changé ; donnez parmi \(eventNames)")
    }
    return try database.transaction {
      if let known = try all().first(where: { $0.url == url }) {
        throw Fault(
          .refused,
          en:
            "the address has a webhook already; nothing was changed; remove webhook \(known.id) first",
          fr:
            "l’adresse a déjà un webhook ; rien n’a changé ; retirez d’abord le webhook \(known.id)"
        )
      }
      let names = WebhookEvent.allCases.filter(events.contains).map(\.rawValue)
      database.forget(Self.memory)
      try database.run(Self.insert, url, names.joined(separator: ","), clock.now)
      guard let webhook = try all().last else { throw Fault.noWebhook(url) }
      try keep(secret, for: webhook)
      try record(
        .webhookAdded, webhook, ["url": .string(url), "events": .array(names.map { .string($0) })])
      return webhook
    }
  }

  /// A secret that is to be used from now on.
  package enum NewSecret: Sendable {
    /// The value itself.
    case value(Secret)
    /// Where it is read from whenever it is needed.
    case reference(SecretSource)

    /// What `source` holds, or the place itself.
    ///
    /// It throws `SecretError`.
    package init(_ source: SecretSource, byReference: Bool, environment: [String: String]) throws {
      // Read first: a reference that leads nowhere is refused when it is given.
      let value = try source.read(environment: environment, isOnce: !byReference)
      _ = try WebhookSecret(value)
      self = byReference ? .reference(source) : .value(value)
    }
  }

  /// Whether calls to `webhook` are signed with `secret`, by itself or beside another.
  ///
  /// It throws `SecretError` or `StorageError`.
  package func signs(_ webhook: Webhook, with secret: NewSecret) throws -> Bool {
    let given =
      switch secret {
      case .value(let value): value
      case .reference(let source): try source.read(environment: environment, isOnce: false)
      }
    return try secrets.values(of: webhook.secret).contains(given)
  }

  /// A new secret, as it is written.
  package func newSecret() -> Secret { WebhookSecret.new(random) }

  private func keep(_ secret: NewSecret, for webhook: Webhook) throws {
    switch secret {
    case .value(let value):
      _ = try WebhookSecret(value)
      try secrets.add(value, to: webhook.secret)
    case .reference(let source):
      try secrets.add(source, to: webhook.secret)
    }
  }

  /// Signs calls with `secret` from now on, and with the one before beside it, so that the receiver can change
  /// in peace; older ones are forgotten.
  ///
  /// It throws `Fault`, `SecretError` or `StorageError`.
  ///
  /// - Parameter isRetiring: whether the one before is forgotten too, as it is known to others.
  package func rotate(_ webhook: Webhook, to secret: NewSecret, retiringOlder isRetiring: Bool)
    throws
  {
    try database.transaction {
      try keep(secret, for: webhook)
      try secrets.forgetOlder(than: isRetiring ? 1 : 2, of: webhook.secret)
      try record(.webhookRotated, webhook, [:])
    }
  }

  private static let setDisabled: StaticString = """
    UPDATE webhook
       SET disabled_at = ?2
     WHERE id = ?1
    """

  /// Tells a webhook of events again that answered that it is gone.
  package func enable(_ webhook: Webhook) throws -> Webhook {
    try database.transaction {
      if webhook.disabledAt != nil {
        database.forget(Self.memory)
        try database.run(Self.setDisabled, webhook.id, UnixTime?.none)
        try record(.webhookEnabled, webhook, [:])
      }
      return try named(String(webhook.id))
    }
  }

  private static let failWaiting: StaticString = """
    UPDATE outbox
       SET state = ?2, ended_at = ?3, failure = ?4
     WHERE state = 'waiting' AND webhook = ?1
    """

  /// Tells a webhook nothing more, as it answered that it is gone; what waits for it has failed. In the caller's
  /// transaction.
  func disable(_ webhook: Webhook) throws(StorageError) {
    database.forget(Self.memory)
    try database.run(Self.setDisabled, webhook.id, clock.now)
    let reason = Fault.webhookGone(webhook).text.stored
    try database.run(Self.failWaiting, webhook.id, OutboxState.failed, clock.now, reason)
    try record(.webhookDisabled, webhook, ["url": .string(webhook.url)])
  }

  private static let remove: StaticString = """
    UPDATE webhook
       SET removed_at = ?2
     WHERE id = ?1
    """

  /// Removes a webhook with its secrets; what waits for it is dropped.
  package func remove(_ webhook: Webhook) throws {
    try database.transaction {
      database.forget(Self.memory)
      try database.run(Self.remove, webhook.id, clock.now)
      try secrets.remove(webhook.secret)
      try database.run(Self.failWaiting, webhook.id, OutboxState.dropped, clock.now, String?.none)
      try record(.webhookRemoved, webhook, ["url": .string(webhook.url)])
    }
  }

  private func record(
    _ kind: JournalKind, _ webhook: Webhook, _ facts: JSONValue
  ) throws(StorageError) {
    let number = JSONMember("webhook", .integer(webhook.id))
    try journal.append(
      kind, about: .webhook(webhook.id), .object([number] + (facts.members ?? [])), at: clock.now)
  }

  // MARK: - Signing

  /// The value of `webhook-signature` for a call: signatures by the newest secret and by the one before.
  ///
  /// It throws `Fault`, `SecretError` or `StorageError`.
  func signatures(
    of webhook: Webhook
  ) throws -> (_ name: String, _ time: UnixTime, _ body: [UInt8]) throws(Fault) -> String {
    let keys = try secrets.values(of: webhook.secret).reversed().map { secret in
      do throws(Fault) {
        return try WebhookSecret(secret)
      } catch {
        throw Fault(
          .misconfigured,
          en: """
            webhook \(webhook.id) was not called; its secret is not whsec_ and the base 64 of 24 to 64 bytes; run: \
            vosfact settings webhook rotate \(webhook.id) --secret-file FILE
            """,
          fr: """
            le webhook \(webhook.id) n’a pas été appelé ; son secret n’est pas whsec_ suivi de la base 64 de 24 à 64 octets ; \
            lancez : vosfact settings webhook rotate \(webhook.id) --secret-file FICHIER
            """)
      }
    }
    guard !keys.isEmpty else {
      throw Fault(
        .misconfigured,
        en:
          "webhook \(webhook.id) was not called; it has no secret; run: vosfact settings webhook rotate \(webhook.id) --secret-file FILE",
        fr:
          "le webhook \(webhook.id) n’a pas été appelé ; il n’a pas de secret ; lancez : vosfact settings webhook rotate \(webhook.id) --secret-file FICHIER"
      )
    }
    return { (name, time, body) throws(Fault) in
      try keys.map { key throws(Fault) in try key.signature(of: name, at: time, body) }
        .joined(separator: " ")
    }
  }
}

extension Fault {
  fileprivate static func noWebhook(_ name: String) -> Fault {
    Fault(
      .notFound,
      en: "no webhook '\(name.shown)'; none has this number; see 'vosfact settings webhook list'",
      fr:
        "aucun webhook « \(name.shown) » ; aucun n’a ce numéro ; voyez « vosfact settings webhook list »"
    )
  }

  /// An address that no call can go to.
  static let notCallable = Fault(
    .badValue,
    en: "the address cannot be called; nothing was changed; give one that begins with https://",
    fr: "l’adresse ne peut être appelée ; rien n’a changé ; donnez-en une qui commence par https://"
  )

  /// A webhook that answered that it is gone, and is told no more.
  static func webhookGone(_ webhook: Webhook) -> Fault {
    Fault(
      .unreachable,
      en:
        "webhook \(webhook.id) is told no more; \(webhook.url.shown) answered 410, that it is gone; mend it and run: vosfact settings webhook enable \(webhook.id)",
      fr:
        "le webhook \(webhook.id) n’est plus informé ; \(webhook.url.shown) a répondu 410, qu’il n’existe plus ; réparez-le et lancez : vosfact settings webhook enable \(webhook.id)"
    )
  }
}
