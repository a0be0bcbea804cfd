package import Localization

/// Which callbacks a list holds; what is not set holds for all.
package struct CallbackFilter: Sendable {
  package var result: ReceivedCallback.Result?
  package var provider: String?
  /// The list begins just after this callback.
  package var after: Int64?

  package init() {}
}

/// The inbox: every authentic request that providers sent, kept as it came, and the log of refusals, a line each without
/// the request.
package struct CallbackInbox {
  let payments: Payments

  var database: Database { payments.database }

  private static let kept: StaticString = """
    SELECT id, received_at, provider, result, reason, kind, payment
      FROM callback
    """

  /// The callback that a user names by its number.
  ///
  /// It throws `Fault` or `StorageError`.
  package func named(_ number: String) throws -> KeptCallback {
    let found = try Int64(number).flatMap { id in
      try database.first(Self.kept, then: "WHERE id = ?1", id, decode: callback)
    }
    guard let found else {
      throw Fault(
        .notFound,
        en:
          "no callback '\(number.shown)'; the inbox has none; see 'vosfact payment callbacks list'",
        fr:
          "aucun rappel « \(number.shown) » ; il n’est pas dans la boîte ; voyez « vosfact payment callbacks list »"
      )
    }
    return found
  }

  /// The callbacks that `filter` lets through, oldest first, read one after the other: nothing is sorted,
  /// and nothing is kept.
  package func list(_ filter: CallbackFilter) throws(StorageError) -> Listing<KeptCallback> {
    let rows = try database.query(
      Self.kept,
      then: filter.result == .refused
        ? "INDEXED BY callback_refused WHERE result = 'refused' AND" : "WHERE",
      filter.after ?? 0, endingIn: "id > ?1 ORDER BY id")
    return Listing(rows) { row throws(StorageError) in
      let callback = try callback(row)
      if let result = filter.result, callback.result != result { return nil }
      if let provider = filter.provider, callback.provider != provider { return nil }
      return callback
    }
  }

  /// The requests that told of a payment, in the order in which they came.
  func callbacks(of payment: PaymentKey) throws(StorageError) -> [KeptCallback] {
    try database.all(Self.kept, then: "WHERE payment = ?1 ORDER BY id", payment, decode: callback)
  }

  private func callback(_ row: Row) throws(StorageError) -> KeptCallback {
    guard let result = ReceivedCallback.Result(rawValue: row.text("result")) else {
      throw database.damaged("callback \(row.int64("id")) is unreadable")
    }
    return KeptCallback(
      id: row.int64("id"), receivedAt: row.time("received_at"), provider: row.text("provider"),
      result: result,
      reason: row.optionalText("reason"), kind: row.optionalText("kind"),
      payment: row.optionalInt64("payment").map(PaymentKey.init(rawValue:)))
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
    let bytes = try database.first(Self.requestOf, callback.id) { row in row.bytes() } ?? []
    guard let request = try? CallbackRequest(parsing: bytes) else {
      throw database.damaged("the request of callback \(callback.id) is unreadable")
    }
    return KeptRequest(request: request)
  }

  /// Takes in a request of the inbox once more, in the way that it came.
  ///
  /// It is verified as of the moment when it came, so that its age counts as it counted then, with the
  /// secrets and in the mode of today. That is safe: only what was found authentic then is kept with its
  /// body, nobody outside can put anything into the inbox, and what its events say is known by their ids, so
  /// that taking it in again adds only what is missing. One that today's secrets do not verify is answered as
  /// refused; the inbox keeps it as it is.
  ///
  /// It throws `Fault` for one that was refused, and what `CallbackIntake.receive` throws.
  package func replay(_ callback: KeptCallback) throws -> ReceivedCallback {
    guard let kept = try request(of: callback) else { throw Fault.nothingKept(of: callback) }
    return try payments.receiver(for: callback.provider)
      .receive(kept.request, at: callback.receivedAt, isFromOutside: false)
  }

  // MARK: - Keeping

  private static let insert: StaticString = """
    INSERT INTO callback (received_at, provider, result, payment, request, digest, reason, kind)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (provider, digest) WHERE digest IS NOT NULL
      DO UPDATE SET result = excluded.result, payment = excluded.payment,
                    reason = excluded.reason, kind = excluded.kind
    """

  private static let idOfMessage: StaticString =
    "SELECT id FROM callback WHERE provider = ?1 AND digest = ?2"

  /// Keeps a request with what became of it, and gives its id; the same message again is not kept twice.
  ///
  /// - Parameter notUnderstood: what the provider calls it, if nobody here could read it.
  func insert(
    _ request: [UInt8], digest: [UInt8], provider: String,
    result: ReceivedCallback.Result, payment: PaymentKey?, notUnderstood kind: String? = nil,
    at time: UnixTime
  ) throws(StorageError) -> Int64 {
    let reason = kind.map { _ in Attention.notUnderstood.rawValue }
    // To have SQLite return the id would have it make a table for that, a third of what the statement takes.
    let inserted = try database.insert(
      Self.insert, time, provider, result, payment, request, digest, reason, kind)
    if let inserted { return inserted }
    let id = try database.first(Self.idOfMessage, provider, digest) { row in row.int64() }
    guard let id else { throw database.damaged("a callback was not stored") }
    return id
  }

  private static let digestOfTransmission: StaticString = """
    SELECT digest
      FROM transmission
     WHERE provider = ?1 AND id = ?2
    """

  /// The digest of the message that came under this id of a sending; `nil` if none did.
  func digest(ofTransmission id: String, provider: String) throws(StorageError) -> [UInt8]? {
    try database.first(Self.digestOfTransmission, provider, id) { row in row.bytes() }
  }

  private static let insertTransmission: StaticString = """
    INSERT INTO transmission (provider, id, digest)
    VALUES (?1, ?2, ?3)
    ON CONFLICT (provider, id) DO NOTHING
    """

  /// Remembers which message came under this id of a sending.
  func insert(transmission id: String, provider: String, digest: [UInt8]) throws(StorageError) {
    try database.run(Self.insertTransmission, provider, id, digest)
  }
}

extension Fault {
  /// A callback that was refused, of which there is no request to be shown or taken in.
  package static func nothingKept(of callback: KeptCallback) -> Fault {
    Fault(
      .refused,
      en:
        "callback \(callback.id) was refused; nothing of its request is kept; only its reason is known",
      fr:
        "le rappel \(callback.id) a été refusé ; rien de sa requête n’est gardé ; seul le motif est connu"
    )
  }
}

extension CallbackRequest {
  /// The SHA-256 of the message: of the body, or of the address where there is none.
  ///
  /// Headers are left out, as a repeat carries a new signature.
  var digest: [UInt8] {
    SHA256.digest(body.isEmpty ? Array(target.utf8) : body)
  }
}
