/// What is to be delivered once the transaction that caused it is committed: mails and calls to the user's
/// own address.
///
/// A message is queued by the same transaction as its cause and has a key of its own, so that a repeat
/// adds nothing.
struct Outbox {
  let database: Database

  /// What kind of message waits.
  enum Topic: String, Bindable {
    /// The thank-you mail to the customer.
    case mailPaid = "mail.paid"
    /// A call to the user's own address.
    case webhook
  }

  private static let insert: StaticString = """
    INSERT INTO outbox (topic, key, payload, queued_at, next_at)
    VALUES (?1, ?2, ?3, ?4, ?4)
    ON CONFLICT (key) DO NOTHING
    """

  /// Queues a message, in the transaction that causes it; one with the same key changes nothing.
  func queue(
    _ topic: Topic, key: String, _ payload: JSONValue, at time: UnixTime
  ) throws(StorageError) {
    try database.run(Self.insert, topic, "\(topic.rawValue):\(key)", payload.text, time)
  }
}
