/// What is to be delivered once the transaction that caused it is committed: mails, and calls to the user's own
/// addresses.
///
/// A message is queued by the same transaction as its cause and has a key of its own, so that a repeat adds
/// nothing. It is delivered at least once, in the order of its stream, under a name that stays the same.
package struct Outbox {
  let database: Database
  let clock: WallClock
  let random: RandomSource

  static let table = "outbox"

  private static let insert: StaticString = """
    INSERT INTO outbox (uid, topic, key, webhook, stream, document, payload, state, queued_at, next_at)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', ?8, ?8
     WHERE NOT EXISTS (SELECT 1 FROM outbox_mark WHERE key = ?3)
    ON CONFLICT (key) DO NOTHING
    """

  /// Queues a message, in the transaction that causes it; one with the same key changes nothing, even if it was
  /// delivered so long ago that it is forgotten.
  ///
  /// Messages of one stream are delivered one after the other: those about a document, each receiver apart.
  ///
  /// - Parameters:
  ///   - key: what makes the message this one and no other.
  ///   - webhook: whose call it is; `nil` for a mail.
  ///   - document: the number of the document that it is about.
  /// - Returns: whether it was new.
  @discardableResult
  func queue(
    _ topic: OutboxTopic, key: String, webhook: Int64? = nil, document: String?, payload: JSONValue
  ) throws(StorageError) -> Bool {
    let receiver = webhook.map { ":\($0)" } ?? ""
    let stream = "\(webhook == nil ? "mail" : "webhook")\(receiver):\(document ?? key)"
    let isNew =
      try database.run(
        Self.insert, random.name(ofLength: 26).lowercased(), topic,
        "\(topic.rawValue)\(receiver):\(key)", webhook, stream, document, payload.text, clock.now)
      > 0
    if isNew { database.added.add(database.lastKey, to: Self.table) }
    return isNew
  }

  private static let isQueued: StaticString = """
    SELECT EXISTS (SELECT 1 FROM outbox WHERE key = ?1) OR EXISTS (SELECT 1 FROM outbox_mark WHERE key = ?1)
    """

  /// Whether a mail of this kind and key was queued, however long ago.
  func hasQueued(_ topic: OutboxTopic, key: String) throws(StorageError) -> Bool {
    try database.first(Self.isQueued, "\(topic.rawValue):\(key)") { row in row.int64() } == 1
  }

  // MARK: - What is due

  static let due: StaticString = """
    SELECT id
      FROM outbox AS message INDEXED BY outbox_due
     WHERE state = 'waiting' AND webhook IS ?1 AND next_at <= ?2
       AND NOT EXISTS (
         SELECT 1
           FROM outbox AS earlier INDEXED BY outbox_waiting
          WHERE earlier.state = 'waiting' AND earlier.stream = message.stream
            AND earlier.id < message.id)
     ORDER BY next_at, id
     LIMIT ?3
    """

  /// The messages to `webhook`, or the mails if it is `nil`, that are due at `time` and that no earlier one of
  /// their stream keeps back, each of another stream.
  func due(
    at time: UnixTime, to webhook: Int64?, limit: Int
  ) throws(StorageError) -> [OutboxMessage] {
    var keys: [Int64] = []
    var rows = try database.query(Self.due, webhook, time, limit)
    while let row = try rows.next() { keys.append(row.int64()) }
    var messages: [OutboxMessage] = []
    for key in keys {
      if let message = try message(key) { messages.append(message) }
    }
    return messages
  }

  private static let dueCount: StaticString = """
    SELECT count(*)
      FROM outbox AS message INDEXED BY outbox_due
     WHERE state = 'waiting' AND next_at <= ?1
       AND (webhook IS NULL
            OR webhook IN (SELECT id FROM webhook WHERE disabled_at IS NULL AND removed_at IS NULL))
       AND NOT EXISTS (
         SELECT 1
           FROM outbox AS earlier INDEXED BY outbox_waiting
          WHERE earlier.state = 'waiting' AND earlier.stream = message.stream
            AND earlier.id < message.id AND earlier.next_at > ?1)
    """

  /// How many messages are due at `time`, one after the other. Those to a webhook that is told nothing wait until it
  /// is again, and those behind one of their stream that is to be tried later wait for that.
  func dueCount(at time: UnixTime) throws(StorageError) -> Int64 {
    try database.first(Self.dueCount, time) { row in row.int64() } ?? 0
  }

  private static let byID: StaticString = """
    SELECT id, uid, topic, webhook, document, payload, state, queued_at, first_at, next_at, attempts,
           ended_at, failure
      FROM outbox
     WHERE id = ?1
    """

  /// The message with this number.
  func message(_ id: Int64) throws(StorageError) -> OutboxMessage? {
    let database = database
    return try database.first(Self.byID, id) { row throws(StorageError) in
      guard let message = OutboxMessage(row) else {
        throw .damaged(path: database.path, reason: "message \(row.int64()) is unreadable")
      }
      return message
    }
  }

  private static let lastID: StaticString = "SELECT max(id) FROM outbox"

  /// The message that was queued last.
  func last() throws(StorageError) -> OutboxMessage? {
    let id = try database.first(Self.lastID) { row in row.optionalInt64() } ?? nil
    return try id.flatMap { (id) throws(StorageError) in try message(id) }
  }

  // MARK: - What became of it

  private static let end: StaticString = """
    UPDATE outbox
       SET state = ?2, ended_at = ?3, attempts = ?4, first_at = ?5, failure = ?6
     WHERE id = ?1
    """

  /// Records that nothing more is to be done about a message.
  func end(
    _ message: OutboxMessage, as state: OutboxState, isTried: Bool = true, because failure: String?
  ) throws(StorageError) {
    try database.run(
      Self.end, message.id, state, clock.now, message.attempts + (isTried ? 1 : 0),
      message.firstAt ?? (isTried ? clock.now : nil), failure)
  }

  private static let postpone: StaticString = """
    UPDATE outbox
       SET next_at = ?2, attempts = attempts + ?3, first_at = coalesce(first_at, ?4), failure = ?5
     WHERE id = ?1
    """

  /// Records that a message is to be tried at `next`, and why not before.
  ///
  /// - Parameter isTried: whether it was tried, which counts against it.
  func postpone(
    _ message: OutboxMessage, to next: UnixTime, isTried: Bool, because failure: String
  ) throws(StorageError) {
    try database.run(
      Self.postpone, message.id, next, isTried ? 1 : 0, isTried ? clock.now : nil, failure)
  }
}
