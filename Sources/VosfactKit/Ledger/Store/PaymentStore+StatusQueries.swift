/// When payments are asked about whose providers do not tell by callback what becomes of them once they are paid:
/// refunds and disputes made in the provider's own dashboard.
extension PaymentStore {
  private static let scheduleFirst: StaticString = """
    INSERT INTO status_query (payment, due_at)
    VALUES (?1, ?2)
    ON CONFLICT (payment) DO NOTHING
    """

  /// Notes that the payment is to be asked about, unless it is noted already.
  func scheduleQuery(about payment: PaymentKey, at time: UnixTime) throws(StorageError) {
    try database.run(Self.scheduleFirst, payment, time)
  }

  private static let scheduleNext: StaticString = """
    UPDATE status_query
       SET due_at = ?2
     WHERE payment = ?1
    """

  private static let endSchedule: StaticString = "DELETE FROM status_query WHERE payment = ?1"

  /// Notes when a payment that was asked about is asked about next; never again if `time` is `nil`.
  func rescheduleQuery(about payment: PaymentKey, at time: UnixTime?) throws(StorageError) {
    if let time {
      try database.run(Self.scheduleNext, payment, time)
    } else {
      try database.run(Self.endSchedule, payment)
    }
  }

  static let due: StaticString = """
    SELECT payment, due_at
      FROM status_query INDEXED BY status_query_due
     WHERE (due_at, payment) > (?1, ?2) AND due_at <= ?3
     ORDER BY due_at, payment
     LIMIT ?4
    """

  /// Where a page of payments that are due begins.
  struct DueCursor {
    var dueAt = UnixTime(seconds: .min)
    var payment = PaymentKey.lowest
  }

  /// At most `limit` payments after `cursor` that are due at `time`, those due first first; the cursor is moved
  /// past them.
  func due(
    at time: UnixTime, after cursor: inout DueCursor, limit: Int
  ) throws(StorageError) -> [Payment] {
    var rows = try database.query(Self.due, cursor.dueAt, cursor.payment, time, limit)
    var found: [Payment] = []
    while let row = try rows.next() {
      cursor = DueCursor(
        dueAt: row.time("due_at"), payment: PaymentKey(rawValue: row.int64("payment")))
      if let payment = try payment(cursor.payment) { found.append(payment) }
    }
    return found
  }
}
