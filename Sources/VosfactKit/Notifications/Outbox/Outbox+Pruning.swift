extension Outbox {
  /// How many messages one transaction forgets: others wait for it only so long.
  private static let pruningSize = 256

  /// The newest message stays, so that no later one gets its number.
  static let old: StaticString = """
    SELECT id
      FROM outbox INDEXED BY outbox_delivered
     WHERE state = 'delivered' AND ended_at < ?1 AND id < (SELECT max(id) FROM outbox)
     ORDER BY ended_at
     LIMIT ?2
    """

  private static let mark: StaticString = """
    INSERT INTO outbox_mark (key)
    SELECT key FROM outbox WHERE id = ?1
    ON CONFLICT DO NOTHING
    """
  private static let forgetCalls: StaticString = "DELETE FROM webhook_call WHERE message = ?1"
  private static let forget: StaticString = "DELETE FROM outbox WHERE id = ?1"

  /// Forgets what was delivered longer ago than the setting `outbox.keep` says, with what came back from calls. A
  /// mark of each stays, so that none of them is ever queued again.
  ///
  /// It throws `Fault` or `StorageError`.
  func prune() throws {
    let end = clock.now - (try Settings(database: database).value(.outboxKeep))
    // Nothing is to be forgotten most of the time, and nobody is to wait for that.
    while try !oldMessages(before: end).isEmpty {
      try database.transaction {
        for id in try oldMessages(before: end) {
          try database.run(Self.mark, id)
          try database.run(Self.forgetCalls, id)
          try database.run(Self.forget, id)
        }
      }
    }
  }

  private func oldMessages(before end: UnixTime) throws(StorageError) -> [Int64] {
    var rows = try database.query(Self.old, end, Self.pruningSize)
    var ids: [Int64] = []
    while let row = try rows.next() { ids.append(row.int64()) }
    return ids
  }
}
