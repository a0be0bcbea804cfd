package import Localization

/// A call that was made, and what came back.
package struct WebhookCall: Sendable {
  /// The number of the message in the outbox; `nil` for a test.
  package let message: Int64?
  /// The call's `webhook-id`.
  package let name: String
  /// What it told of.
  package let type: String
  package let document: String?
  package let at: UnixTime
  /// The status of the answer; `nil` if there was none.
  package let status: Int?
  /// How the answer began.
  package let answer: String?
  /// Why it counts as not delivered.
  package let failure: Text?
}

extension Webhooks {
  private static let calls: StaticString = """
    SELECT message.id, message.uid, message.payload ->> '$.type' AS type, message.document, call.at, call.status,
           call.answer, call.failure
      FROM webhook_call AS call INDEXED BY webhook_call_by_webhook
      JOIN outbox AS message ON message.id = call.message
     WHERE call.webhook = ?1
       AND call.id >= (
         SELECT min(id)
           FROM (SELECT id
                   FROM webhook_call INDEXED BY webhook_call_by_webhook
                  WHERE webhook = ?1
                  ORDER BY id DESC
                  LIMIT ?2))
     ORDER BY call.id
    """

  /// Gives `body` the last calls to a webhook, at most `limit`, oldest first, one after the other.
  ///
  /// It throws `StorageError`, and what `body` throws.
  package func forEachCall(
    to webhook: Webhook, limit: Int, _ body: (WebhookCall) throws -> Void
  ) throws {
    var rows = try database.query(Self.calls, webhook.id, limit)
    while let row = try rows.next() {
      try body(
        WebhookCall(
          message: row.int64("id"), name: "msg_\(row.text("uid"))", type: row.text("type"),
          document: row.optionalText("document"), at: row.time("at"),
          status: row.optionalInt64("status").map { Int($0) }, answer: row.optionalText("answer"),
          failure: row.optionalText("failure").map { Text(stored: $0) }))
    }
  }

  /// Makes a call that has been made already once more, under the same name.
  ///
  /// It throws `Fault` or `StorageError`.
  package func redeliver(_ message: OutboxMessage) throws -> OutboxMessage {
    guard message.topic == .webhook else {
      throw Fault(
        .notFound,
        en:
          "message \(message.id) is no call; nothing was done; see 'vosfact settings webhook deliveries'",
        fr:
          "le message \(message.id) n’est pas un appel ; rien n’a été fait ; voyez « vosfact settings webhook deliveries »"
      )
    }
    return try Outbox(database: database, clock: clock, random: random).retry(message)
  }

  /// Makes one call at once that tells of nothing, and is neither kept nor repeated.
  ///
  /// It throws what keeps it from being made: `Fault`, `SecretError` or `StorageError`.
  package func test(_ webhook: Webhook) throws -> WebhookCall {
    let type = "vosfact.test"
    let body: JSONValue = [
      "type": .string(type), "timestamp": .string(clock.now.description), "data": [:],
    ]
    let message = OutboxMessage(
      id: 0, uid: random.name(ofLength: 26).lowercased(), topic: .webhook, webhook: webhook.id,
      document: nil, payload: body.text, state: .waiting, queuedAt: clock.now, firstAt: nil,
      nextAt: clock.now, attempts: 0, endedAt: nil, failure: nil)
    let outcome = try WebhookCaller(webhooks: self, webhook: webhook).call([message]).first
    let (answer, failure): (WebhookAnswer?, Text?) =
      switch outcome {
      case .delivered(let answer): (answer, nil)
      case .postponed(let reason, _, let answer), .failed(let reason, let answer):
        (answer, reason)
      case .held(let error): (nil, error.text)
      case .dropped, nil: (nil, nil)
      }
    return WebhookCall(
      message: nil, name: message.name, type: type, document: nil, at: clock.now,
      status: answer?.status, answer: answer?.text, failure: failure)
  }
}
