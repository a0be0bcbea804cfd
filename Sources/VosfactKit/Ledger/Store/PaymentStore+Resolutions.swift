extension PaymentStore {
  private static let resolutions: StaticString = """
    SELECT id, attention, decision, events, document, reason, at
      FROM resolution
    """

  private static let lastID: StaticString = "SELECT ifnull(max(id), 0) FROM resolution"

  private static let insert: StaticString = """
    INSERT INTO resolution (
      id, payment, attention, decision, events, document, reason, at, journal)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    """

  /// What was decided about the payment, in the order of the decisions.
  func resolutions(of payment: PaymentKey) throws(StorageError) -> [Resolution] {
    try database.all(
      Self.resolutions, then: "WHERE payment = ?1 ORDER BY id", payment, decode: resolution)
  }

  /// The decision with this id.
  func resolution(_ id: Int64) throws(StorageError) -> Resolution? {
    try database.first(Self.resolutions, then: "WHERE id = ?1", id, decode: resolution)
  }

  /// The id of the next decision, in the transaction that stores it.
  func nextResolutionID() throws(StorageError) -> Int64 {
    try database.successor(of: database.first(Self.lastID) { row in row.int64() } ?? 0)
  }

  /// Stores a decision about the payment.
  ///
  /// - Parameter entry: the place of the journal's entry that records it.
  func insert(_ resolution: Resolution, of payment: PaymentKey, entry: Int64) throws(StorageError) {
    try database.run(
      Self.insert, resolution.id, payment, resolution.attention, resolution.decision,
      JSONValue.array(resolution.events.map(JSONValue.string)).text, resolution.document,
      resolution.reason, resolution.at, entry)
  }

  private func resolution(_ row: Row) throws(StorageError) -> Resolution {
    let events = (try? JSONValue(parsing: Array(row.text("events").utf8)))?.array
    guard let attention = Attention(rawValue: row.text("attention")),
      let decision = Resolution.Decision(rawValue: row.text("decision")), let events
    else { throw database.damaged("resolution \(row.int64("id")) is unreadable") }
    return Resolution(
      id: row.int64("id"), attention: attention, decision: decision,
      events: events.compactMap(\.string), document: row.optionalText("document"),
      reason: row.text("reason"),
      at: row.time("at"))
  }

  /// Gives a decision to the payment that its payment turned out to be, with the journal's entry that
  /// records it anew.
  func move(_ resolution: Resolution, to payment: PaymentKey, entry: Int64) throws(StorageError) {
    try database.update(
      "UPDATE resolution SET", resolution.id, "payment = ?2, journal = ?3", payment, entry)
  }

  private static let recordOfResolution: StaticString = """
    SELECT journal.payload
      FROM resolution JOIN journal ON journal.seq = resolution.journal
     WHERE resolution.id = ?1
    """

  /// Whether the journal's entry that the decision points to records this very decision about `payment`.
  func isRecorded(_ resolution: Resolution, of payment: Payment) throws(StorageError) -> Bool {
    let payload = try database.first(Self.recordOfResolution, resolution.id) { row in row.text() }
    guard let payload, let facts = try? JSONValue(parsing: Array(payload.utf8)) else {
      return false
    }
    return facts["resolution"]?.int64 == resolution.id
      && facts["digest"]?.string == resolution.digest.hexadecimal
      && (payment.isUnmatched || facts["payment"]?.string == payment.reference)
  }

  /// Lets a payment that belonged to none belong to a document.
  func assign(_ payment: PaymentKey, to document: DocumentKey) throws(StorageError) {
    try database.update("UPDATE payment SET", payment, "document = ?2", document)
  }
}
