import Localization

/// What a webhook can be told of, by the name that the call carries as its `type`.
package enum WebhookEvent: String, CaseIterable, Sendable {
  /// A payment counts: it settles its document, wholly or in part.
  case paymentPaid = "payment.paid"
  /// The provider has heard of a payment, and its end is open.
  case paymentPending = "payment.pending"
  /// A payment came to nothing, or was taken back by the bank.
  case paymentFailed = "payment.failed"
  case paymentRefunded = "payment.refunded"
  /// A payment is disputed, or a dispute has ended.
  case paymentDisputed = "payment.disputed"
  /// A payment settles nothing until somebody has looked at it.
  case paymentAttention = "payment.attention"
  case documentCreated = "document.created"
  case documentPaid = "document.paid"
  case documentSent = "document.sent"
  /// Something was bought by a link to a product.
  case purchaseCompleted = "purchase.completed"

  /// The events that `text` names, separated by commas, each once and in their order; `nil` if one is none.
  static func list(_ text: String) -> [WebhookEvent]? {
    let names = text.split(separator: ",").map { $0.trimmingSpaces }
    guard !names.isEmpty, names.allSatisfy({ WebhookEvent(rawValue: $0) != nil }) else {
      return nil
    }
    return allCases.filter { names.contains($0.rawValue) }
  }
}

/// An address of the user's own that is told of events.
package struct Webhook: Equatable, Sendable {
  package let id: Int64
  package let url: String
  package let events: [WebhookEvent]
  package let createdAt: UnixTime
  /// When it answered that it is gone, since when nothing is sent to it.
  package let disabledAt: UnixTime?

  /// Where its secrets are kept.
  var secret: StoredSecret {
    StoredSecret(
      name: "webhook.\(id)",
      title: Text(en: "the secret of webhook \(id)", fr: "le secret du webhook \(id)"),
      leastLength: WebhookSecret.leastLength,
      command: [
        "settings", "webhook", "rotate", String(id), "--secret-file", "webhook-\(id).secret",
        "--retire-old",
      ])
  }
}
