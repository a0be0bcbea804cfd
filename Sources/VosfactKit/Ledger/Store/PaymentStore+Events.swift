extension PaymentStore {
  private static let insertEvent: StaticString = """
    INSERT INTO payment_event (
      provider, event_id, payment, kind, at, amount, currency, subject, is_running_total, method,
      reason, digest, callback, journal, transaction_id, fee, three_d_secure, is_liability_shifted)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
    """

  /// Adds an event to the payment.
  ///
  /// - Parameters:
  ///   - digest: of what was told, by which a repeat is told from a contradiction.
  ///   - callback: the raw request it came in, if it came in one.
  ///   - entry: the place of the journal's entry that records it.
  func insert(
    _ event: PaymentEvent, of payment: PaymentKey, provider: String, digest: [UInt8],
    callback: Int64?, entry: Int64
  ) throws(StorageError) {
    try database.run(
      Self.insertEvent, provider, event.id, payment, event.kind, event.at,
      event.amount?.minorUnits, event.amount?.currency.code, event.subject, event.isRunningTotal,
      event.method, event.reason, digest, callback, entry,
      // Empty for what is about the attempt alone, and none where the transaction has no name.
      event.transaction.map(\.name) ?? "",
      event.fee?.minorUnits, event.verification?.status, event.verification?.isLiabilityShifted)
  }

  private static let eventByID: StaticString = """
    SELECT event.payment, event.digest, callback.digest AS message
      FROM payment_event AS event LEFT JOIN callback ON callback.id = event.callback
     WHERE event.provider = ?1 AND event.event_id = ?2
    """

  /// What is known of the event with this id of the provider's.
  func known(_ eventID: String, provider: String) throws(StorageError) -> KnownEvent? {
    try database.first(Self.eventByID, provider, eventID) { row in
      KnownEvent(
        payment: PaymentKey(rawValue: row.int64("payment")), digest: row.bytes("digest"),
        message: row.optionalBytes("message"))
    }
  }

  private static let events: StaticString = """
    SELECT event_id, event.kind, at, event.amount, event.currency, subject, is_running_total,
           event.method, reason, transaction_id, event.fee, event.payment, three_d_secure,
           is_liability_shifted
      FROM payment_event AS event
    """

  /// The events of a payment, in the order in which they count.
  func events(of payment: PaymentKey) throws(StorageError) -> [PaymentEvent] {
    try database.all(Self.events, then: "WHERE payment = ?1", payment, decode: event).sorted()
  }

  private static let ofDocument: StaticString = """
    JOIN payment ON payment.id = event.payment
     WHERE payment.document = ?1
    """

  /// The events of all payments for a document, in no order.
  func events(
    ofPaymentsFor document: DocumentKey
  ) throws(StorageError) -> [PaymentKey: [PaymentEvent]] {
    let events = try database.all(Self.events, then: Self.ofDocument, document) {
      row throws(StorageError) in (PaymentKey(rawValue: row.int64("payment")), try event(row))
    }
    return Dictionary(grouping: events, by: \.0).mapValues { $0.map(\.1) }
  }

  /// The event with this id of the provider's.
  func event(_ id: String, provider: String) throws(StorageError) -> PaymentEvent? {
    try database.first(
      Self.events, then: "WHERE provider = ?1 AND event_id = ?2", provider, id, decode: event)
  }

  private func event(_ row: Row) throws(StorageError) -> PaymentEvent {
    guard let kind = PaymentEvent.Kind(rawValue: row.text("kind")),
      let units = row.minorUnits("amount"), let fee = row.minorUnits("fee")
    else {
      throw database.damaged("event \(row.text("event_id")) is unreadable")
    }
    let currency = row.optionalText("currency").flatMap(Currency.init(code:))
    let amount =
      row.optionalInt64("amount") == nil
      ? nil : currency.map { Amount(minorUnits: units, currency: $0) }
    let transaction = row.optionalText("transaction_id")
    let event = PaymentEvent(
      id: row.text("event_id"), kind: kind, of: TransactionReference(transaction),
      at: row.time("at"), amount: amount,
      fee: row.optionalInt64("fee") == nil
        ? nil : currency.map { Amount(minorUnits: fee, currency: $0) },
      subject: row.optionalText("subject"),
      isRunningTotal: row.bool("is_running_total"),
      method: row.optionalText("method"),
      verification: row.optionalText("three_d_secure").map { status in
        CardVerification(
          status: status,
          isLiabilityShifted: row.optionalInt64("is_liability_shifted").map { $0 != 0 })
      }, reason: row.optionalText("reason"))
    return transaction == "" ? event.ofAttempt : event
  }

  private static let recordOf: StaticString = """
    SELECT journal.payload, payment_event.digest
      FROM payment_event JOIN journal ON journal.seq = payment_event.journal
     WHERE payment_event.provider = ?1 AND payment_event.event_id = ?2
    """

  /// Whether the journal's entry that the event points to records this very event of `payment`, in the
  /// message that it came in.
  func isRecorded(_ event: PaymentEvent, of payment: Payment) throws(StorageError) -> Bool {
    let record = try database.first(Self.recordOf, payment.provider, event.id) { row in
      (payload: row.text("payload"), message: row.bytes("digest"))
    }
    guard let record, let facts = try? JSONValue(parsing: Array(record.payload.utf8)) else {
      return false
    }
    return facts["event"]?.string == event.id
      && facts["digest"]?.string == event.digest.hexadecimal
      && facts["message"]?.string == record.message.hexadecimal
      && facts["mode"]?.string == payment.mode?.rawValue
      // What stands for a payment that is not ours changes with what is heard of it.
      && (payment.isUnmatched || facts["payment"]?.string == payment.reference)
  }

  private static let insertIdentifiers: StaticString = """
    INSERT INTO provider_identifier (provider, identifier, payment)
    SELECT ?1, column1, ?2
      FROM (VALUES (?3), (?4), (?5), (?6))
     WHERE column1 IS NOT NULL
    ON CONFLICT (provider, identifier) DO NOTHING
    """

  /// Notes the names by which the provider knows the payment; a name that is taken stays with its payment.
  func insert(
    identifiers: [String], of payment: PaymentKey, provider: String
  ) throws(StorageError) {
    var rest = identifiers[...]
    while !rest.isEmpty {
      let names = Array(rest.prefix(4).map(Optional.some)) + [nil, nil, nil]
      rest = rest.dropFirst(4)
      try database.run(
        Self.insertIdentifiers, provider, payment, names[0], names[1], names[2], names[3])
    }
  }

  private static let identifiersOfPayment: StaticString = """
    SELECT identifier
      FROM provider_identifier
     WHERE payment = ?1
     ORDER BY identifier
    """

  /// The names by which the provider knows the payment, in alphabetical order.
  func identifiers(of payment: PaymentKey) throws(StorageError) -> [String] {
    try database.all(Self.identifiersOfPayment, payment) { row in row.text() }
  }
}
