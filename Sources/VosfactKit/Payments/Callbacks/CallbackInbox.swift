package import Localization

/// Which callbacks a list holds; what is not set holds for all.
package struct CallbackFilter: Sendable {
  package var result: ReceivedCallback.Result?
  package var provider: String?
  /// The list begins just after this callback.
  package var after: Int64?

  package init() {}
}

/// The inbox: every authentic request that providers sent, kept as it came, and the log of refusals.
package struct CallbackInbox {
  let payments: Payments

  private static let byID: StaticString = """
    SELECT id, received_at, provider, result, reason, payment
      FROM callback
     WHERE id = ?1
    """

  /// The callback that a user names by its number.
  ///
  /// It throws `CallbackError.unknown` or `StorageError`.
  package func named(_ number: String) throws -> KeptCallback {
    let database = payments.database
    let found = try Int64(number).flatMap { id in
      try database.first(Self.byID, id) { row throws(StorageError) in
        try KeptCallback(row, in: database)
      }
    }
    guard let found else { throw CallbackError.unknown(number: number) }
    return found
  }

  private static let all: StaticString = """
    SELECT id, received_at, provider, result, reason, payment
      FROM callback
     WHERE id > ?1
     ORDER BY id
    """

  private static let refused: StaticString = """
    SELECT id, received_at, provider, result, reason, payment
      FROM callback INDEXED BY callback_refused
     WHERE result = 'refused' AND id > ?1
     ORDER BY id
    """

  /// The callbacks that `filter` lets through, oldest first, read one after the other: nothing is sorted,
  /// and nothing is kept.
  package func list(_ filter: CallbackFilter) throws(StorageError) -> CallbackList {
    let sql = filter.result == .refused ? Self.refused : Self.all
    return CallbackList(
      rows: try payments.database.query(sql, filter.after ?? 0), filter: filter,
      database: payments.database)
  }

  /// The id of the payment that a callback told of.
  package func payment(of callback: KeptCallback) throws(StorageError) -> Payment? {
    guard let key = callback.payment else { return nil }
    return try payments.store.payment(key)
  }

  private static let requestOf: StaticString = "SELECT request FROM callback WHERE id = ?1"

  /// The request itself; `nil` of one that was refused, as nothing of it is kept.
  ///
  /// It throws `StorageError`, also `.damaged` if what is kept is no request.
  package func request(of callback: KeptCallback) throws(StorageError) -> KeptRequest? {
    guard callback.result != .refused else { return nil }
    let bytes =
      try payments.database.first(Self.requestOf, callback.id) { row in row.bytes(0) } ?? []
    do {
      return KeptRequest(request: try CallbackRequest(parsing: bytes))
    } catch {
      throw .damaged(
        path: payments.database.path, reason: "the request of callback \(callback.id) is unreadable"
      )
    }
  }

  /// Takes in a request of the inbox once more, in the way that it came.
  ///
  /// It is verified as of the moment when it came, so that its age counts as it counted then, with the
  /// secrets and in the mode of today. That is safe: only what was found authentic then is kept with its
  /// body, nobody outside can put anything into the inbox, and what its events say is known by their ids, so
  /// that taking it in again adds only what is missing. One that today's secrets do not verify is answered as
  /// refused; the inbox keeps it as it is.
  ///
  /// It throws `CallbackError.nothingKept` for one that was refused, and what `CallbackIntake.receive` throws.
  package func replay(_ callback: KeptCallback) throws -> ReceivedCallback {
    guard let kept = try request(of: callback) else {
      throw CallbackError.nothingKept(id: callback.id)
    }
    return try payments.receiver(for: callback.provider)
      .receive(kept.request, at: callback.receivedAt, isFromOutside: false)
  }
}

/// The callbacks of a list, oldest first.
package struct CallbackList: ~Copyable {
  private var rows: Rows
  private let filter: CallbackFilter
  private let database: Database

  init(rows: consuming Rows, filter: CallbackFilter, database: Database) {
    self.rows = rows
    self.filter = filter
    self.database = database
  }

  /// The next callback; `nil` after the last.
  package mutating func next() throws(StorageError) -> KeptCallback? {
    while let row = try rows.next() {
      let callback = try KeptCallback(row, in: database)
      if let result = filter.result, callback.result != result { continue }
      if let provider = filter.provider, callback.provider != provider { continue }
      return callback
    }
    return nil
  }
}

/// Why a callback of the inbox cannot be shown or taken in again.
package enum CallbackError: Error, Equatable, Sendable {
  case unknown(number: String)
  case nothingKept(id: Int64)
}

extension CallbackError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .unknown: .notFound
    case .nothingKept: .refused
    }
  }

  package var text: Text {
    switch self {
    case .unknown(let number):
      let shown = number.shown
      return Text(
        en: "no callback '\(shown)'; the inbox has none; see 'vosfact payment callbacks list'",
        fr:
          "aucun rappel « \(shown) » ; il n’est pas dans la boîte ; voyez « vosfact payment callbacks list »"
      )
    case .nothingKept(let id):
      return Text(
        en: "callback \(id) was refused; nothing of its request is kept; only its reason is known",
        fr:
          "le rappel \(id) a été refusé ; rien de sa requête n’est gardé ; seul le motif est connu")
    }
  }
}
