/// The inbox of raw requests, as they came; of those that were refused, a line without body.
struct CallbackStore {
  let database: Database

  private static let insert: StaticString = """
    INSERT INTO callback (received_at, provider, result, payment, request, digest)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (provider, digest) WHERE digest IS NOT NULL
      DO UPDATE SET result = excluded.result, payment = excluded.payment
    RETURNING id
    """

  /// Keeps a request with what became of it, and gives its id; the same message again is not kept twice.
  func insert(
    _ request: CallbackRequest, digest: [UInt8], provider: String,
    result: ReceivedCallback.Result, payment: PaymentKey?, at time: UnixTime
  ) throws(StorageError) -> Int64 {
    let id = try database.first(
      Self.insert, time, provider, result, payment, request.serialized(), digest
    ) { row in row.int64(0) }
    guard let id else {
      throw .damaged(path: database.path, reason: "a callback was not stored")
    }
    return id
  }

  private static let ofPayment: StaticString = """
    SELECT id, received_at, provider, result, reason, payment
      FROM callback
     WHERE payment = ?1
     ORDER BY id
    """

  /// The requests that told of a payment, in the order in which they came.
  func callbacks(of payment: PaymentKey) throws(StorageError) -> [KeptCallback] {
    var rows = try database.query(Self.ofPayment, payment)
    var callbacks: [KeptCallback] = []
    while let row = try rows.next() { callbacks.append(try KeptCallback(row, in: database)) }
    return callbacks
  }

  private static let digestOfTransmission: StaticString = """
    SELECT digest
      FROM transmission
     WHERE provider = ?1 AND id = ?2
    """

  /// The digest of the message that came under this id of a sending; `nil` if none did.
  func digest(ofTransmission id: String, provider: String) throws(StorageError) -> [UInt8]? {
    try database.first(Self.digestOfTransmission, provider, id) { row in row.bytes(0) }
  }

  private static let insertTransmission: StaticString = """
    INSERT INTO transmission (provider, id, digest)
    VALUES (?1, ?2, ?3)
    ON CONFLICT (provider, id) DO NOTHING
    """

  /// Remembers which message came under this id of a sending.
  func insert(
    transmission id: String, provider: String, digest: [UInt8]
  ) throws(StorageError) {
    try database.run(Self.insertTransmission, provider, id, digest)
  }

  private static let insertRefusal: StaticString = """
    INSERT INTO callback (received_at, provider, result, reason)
    VALUES (?1, ?2, 'refused', ?3)
    """

  private static let forgetRefusals: StaticString = """
    DELETE FROM callback
     WHERE result = 'refused'
       AND id <= (SELECT id
                    FROM callback
                   WHERE result = 'refused'
                   ORDER BY id DESC
                   LIMIT 1 OFFSET ?1)
    """

  static let refusedOnce: StaticString = """
    SELECT received_at
      FROM callback INDEXED BY callback_refused_of_provider
     WHERE provider = ?1 AND result = 'refused'
     ORDER BY id DESC
     LIMIT 1 OFFSET ?2
    """

  /// How many refusals of one provider's callbacks are told of within an hour. What is wrong shows by the first ones;
  /// whoever sends forged ones without end has nothing written by the others, and keeps nobody from writing.
  private static let refusalsAnHour = 100

  /// How many refusals are kept, so that whoever sends forged callbacks cannot fill the disk.
  private static let keptRefusals = 10_000

  /// Adds a line to the log of refusals, unless there were many within the last hour, and forgets the oldest ones.
  func logRefusal(_ reason: String, provider: String, at time: UnixTime) throws {
    let earlier = try database.first(Self.refusedOnce, provider, Self.refusalsAnHour - 1) { row in
      row.time(0)
    }
    // A time that is yet to come is one of a clock that was set back since.
    if let earlier, earlier <= time, earlier > time - Seconds(3_600) { return }
    try database.transaction {
      try database.run(Self.insertRefusal, time, provider, reason)
      try database.run(Self.forgetRefusals, Self.keptRefusals)
    }
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
