package import Localization

/// What kind of message waits.
package enum OutboxTopic: String, CaseIterable, Sendable, Bindable {
  /// A document with its pay link.
  case document = "mail.document"
  /// A reminder of a document that is not paid.
  case reminder = "mail.reminder"
  /// To the customer who has entered details on the pay page.
  case detailsEntered = "mail.details-entered"
  /// The thank-you mail to the customer.
  case paid = "mail.paid"
  /// The receipt of a refund.
  case refunded = "mail.refunded"
  case failed = "mail.failed"
  /// To the seller: something needs a look.
  case attention = "mail.attention"
  /// A call to the user's own address.
  case webhook

  /// What a person calls it.
  package var name: Text {
    switch self {
    case .document: Text(en: "document", fr: "document")
    case .reminder: Text(en: "reminder", fr: "relance")
    case .detailsEntered: Text(en: "details entered", fr: "coordonnées saisies")
    case .paid: Text(en: "payment received", fr: "paiement reçu")
    case .refunded: Text(en: "refund", fr: "remboursement")
    case .failed: Text(en: "payment that did not come", fr: "paiement non abouti")
    case .attention: Text(en: "attention", fr: "à examiner")
    case .webhook: Text(en: "call", fr: "appel")
    }
  }
}

/// How far a message has come.
package enum OutboxState: String, CaseIterable, Sendable, Bindable {
  /// It is to be delivered, perhaps after tries that failed.
  case waiting
  case delivered
  /// It was given up, or refused for good; somebody has to look at it.
  case failed
  /// Somebody decided that it is not to be sent.
  case dropped

  /// What a person calls it.
  package var name: Text {
    switch self {
    case .waiting: Text(en: "waiting", fr: "en attente")
    case .delivered: Text(en: "delivered", fr: "remis")
    case .failed: Text(en: "failed", fr: "échoué")
    case .dropped: Text(en: "dropped", fr: "abandonné")
    }
  }
}

/// A message in the outbox.
package struct OutboxMessage: Equatable, Sendable {
  package let id: Int64
  /// The name that it keeps whenever it is sent: of a mail, what the Message-ID begins with.
  let uid: String
  package let topic: OutboxTopic
  /// The webhook that it goes to; `nil` for a mail.
  package let webhook: Int64?
  /// The number of the document that it is about.
  package let document: String?
  /// What it is made of, as one line of JSON; of a call, its body.
  let payload: String
  package let state: OutboxState
  package let queuedAt: UnixTime
  /// When it was tried first.
  let firstAt: UnixTime?
  /// When it is to be tried next.
  package let nextAt: UnixTime
  /// How often it was tried.
  package let attempts: Int64
  /// When it was delivered, given up or dropped.
  package let endedAt: UnixTime?
  /// Why the last try came to nothing.
  package let failure: Text?

  /// The name by which a receiver tells a repeat: the `webhook-id` of a call, and what the Message-ID of a mail
  /// begins with.
  package var name: String { topic == .webhook ? "msg_\(uid)" : uid }

  /// Where a mail goes, or what a call tells of.
  package var subject: String? { facts[topic == .webhook ? "type" : "to"]?.string }

  /// The payload, read.
  var facts: JSONValue { (try? JSONValue(parsing: Array(payload.utf8))) ?? .null }
}

extension OutboxMessage {
  /// The message in a row of `Outbox`; `nil` if a field is not what it should be.
  init?(_ row: Row) {
    guard let topic = OutboxTopic(rawValue: row.text("topic")),
      let state = OutboxState(rawValue: row.text("state")),
      (0...1_000_000).contains(row.int64("attempts"))
    else { return nil }
    self.init(
      id: row.int64("id"), uid: row.text("uid"), topic: topic,
      webhook: row.optionalInt64("webhook"),
      document: row.optionalText("document"), payload: row.text("payload"), state: state,
      queuedAt: row.time("queued_at"),
      firstAt: row.optionalTime("first_at"), nextAt: row.time("next_at"),
      attempts: row.int64("attempts"),
      endedAt: row.optionalTime("ended_at"),
      failure: row.optionalText("failure").map { Text(stored: $0) })
  }
}

extension Text {
  /// Both languages on one line, as they are kept.
  var stored: String {
    JSONValue.object([.init("en", .string(en)), .init("fr", .string(fr))]).text
  }

  /// What `stored` gave; any other text is the same in both languages.
  init(stored text: String) {
    let facts = try? JSONValue(parsing: Array(text.utf8))
    guard let en = facts?["en"]?.string, let fr = facts?["fr"]?.string else {
      self.init(verbatim: text)
      return
    }
    self.init(en: en, fr: fr)
  }
}
