import Localization

/// Which messages a list shows.
package struct OutboxFilter: Sendable {
  package var state: OutboxState?
  /// Those to this webhook only.
  package var webhook: Int64?
  /// Those after this one.
  package var after: Int64?

  package init() {}
}

extension Outbox {
  /// The messages that `filter` lets through, oldest first, read one after the other.
  package func list(_ filter: OutboxFilter) throws(StorageError) -> Listing<OutboxMessage> {
    Listing(try candidates(filter)) { row throws(StorageError) in
      let message = try message(row.int64())
      return filter.state == nil || message?.state == filter.state ? message : nil
    }
  }

  private func candidates(_ filter: OutboxFilter) throws(StorageError) -> Rows {
    func keys<each Value: Bindable>(
      _ condition: StaticString, _ values: repeat each Value
    ) throws(StorageError) -> Rows {
      try database.query(
        "SELECT id FROM outbox", then: condition, filter.after ?? 0, repeat each values,
        endingIn: "id > ?1 ORDER BY id")
    }
    if let webhook = filter.webhook {
      return try keys("INDEXED BY outbox_by_webhook WHERE webhook = ?2 AND", webhook)
    } else if let state = filter.state {
      return try keys("INDEXED BY outbox_by_state WHERE state = ?2 AND", state)
    } else {
      return try keys("WHERE")
    }
  }

  /// The message that a user names, by its number or its name.
  ///
  /// It throws `Fault` or `StorageError`.
  package func named(_ name: String) throws -> OutboxMessage {
    if let id = Int64(name), let message = try message(id) { return message }
    let uid = name.hasPrefix("msg_") ? String(name.dropFirst(4)) : name
    guard let id = try database.first(Self.byUID, uid, decode: { $0.int64() }),
      let message = try message(id)
    else {
      throw Fault(
        .notFound,
        en:
          "no message '\(name.shown)'; it is not in the outbox; see 'vosfact payment outbox list'",
        fr:
          "aucun message « \(name.shown) » ; il n’est pas dans la boîte d’envoi ; voyez « vosfact payment outbox list »"
      )
    }
    return message
  }

  private static let byUID: StaticString = "SELECT id FROM outbox WHERE uid = ?1"

  // MARK: - By hand

  private static let retry: StaticString = """
    UPDATE outbox
       SET state = 'waiting', next_at = ?2, first_at = NULL, attempts = 0, ended_at = NULL, failure = NULL
     WHERE id = ?1
    """

  private static let isReceiver: StaticString = """
    SELECT EXISTS (SELECT 1 FROM webhook WHERE id = ?1 AND removed_at IS NULL)
    """

  /// Lets a message be tried at the next delivery, and for three days from then on; one that was delivered is
  /// delivered again, under the same name.
  ///
  /// It throws `Fault` if its webhook was removed, or `StorageError`.
  package func retry(_ message: OutboxMessage) throws -> OutboxMessage {
    try database.transaction {
      if let webhook = message.webhook,
        try database.first(Self.isReceiver, webhook, decode: { $0.bool() }) != true
      {
        throw Fault(
          .refused,
          en:
            "message \(message.id) is not sent again; webhook \(webhook) was removed; add it anew for what comes",
          fr:
            "le message \(message.id) n’est pas renvoyé ; le webhook \(webhook) a été retiré ; ajoutez-le de nouveau pour la suite"
        )
      }
      try database.run(Self.retry, message.id, clock.now)
      database.added.add(message.id, to: Self.table)
      return try self.message(message.id) ?? message
    }
  }

  /// Decides that a message is not to be sent.
  ///
  /// It throws `Fault` if it was, or `StorageError`.
  package func drop(_ message: OutboxMessage) throws -> OutboxMessage {
    try database.transaction {
      let current = try self.message(message.id) ?? message
      guard current.state != .delivered else {
        throw Fault(
          .refused,
          en:
            "message \(message.id) was not dropped; it is delivered already; nothing is to be done",
          fr:
            "le message \(message.id) n’a pas été abandonné ; il est déjà remis ; il n’y a rien à faire"
        )
      }
      try end(current, as: .dropped, isTried: false, because: current.failure?.stored)
      return try self.message(message.id) ?? current
    }
  }
}
