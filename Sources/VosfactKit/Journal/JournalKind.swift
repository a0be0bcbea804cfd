/// What happened, by the name that the journal keeps and that `invoice history` shows.
///
/// Names are stored: they may be added, never changed.
enum JournalKind: String, CaseIterable, Sendable {
  case documentCreated = "document.created"
  case documentImported = "document.imported"
  case documentCanceled = "document.canceled"
  case documentPartiallyPaid = "document.partially-paid"
  case documentPaid = "document.paid"
  case documentReopened = "document.reopened"

  /// A credit note takes something off its total.
  case documentCorrected = "document.corrected"
  /// Credit notes took all of it back, and no money is left of what was paid.
  case documentCredited = "document.credited"

  /// An invoice was made of it.
  case documentConverted = "document.converted"

  /// What went back is asked for again.
  case documentClaimed = "document.claimed"

  case documentAddressed = "document.addressed"
  case documentSent = "document.sent"
  case documentReminded = "document.reminded"

  case customerNotified = "customer.notified"
  case messageFailed = "message.failed"

  case webhookAdded = "webhook.added"
  case webhookRemoved = "webhook.removed"
  case webhookRotated = "webhook.rotated"
  case webhookDisabled = "webhook.disabled"
  case webhookEnabled = "webhook.enabled"

  case linksRevoked = "pay-link.revoked"

  case productCreated = "product.created"
  case productRetired = "product.retired"
  case productRevived = "product.revived"

  case paymentStarted = "payment.started"
  /// The provider did not take the customer over, so that there is no payment.
  case paymentNotStarted = "payment.not-started"
  /// A purchase, or another attempt at the same order, got a document.
  case paymentDocumented = "payment.documented"
  case paymentPending = "payment.pending"
  case paymentProcessing = "payment.processing"
  case paymentAuthorized = "payment.authorized"
  case paymentPaid = "payment.paid"
  case paymentFailed = "payment.failed"
  case paymentExpired = "payment.expired"
  case paymentCanceled = "payment.canceled"
  case paymentReversed = "payment.reversed"
  case paymentRefunded = "payment.refunded"
  case paymentRefundRequested = "payment.refund-requested"
  case paymentRefundDeclined = "payment.refund-declined"
  case paymentRefundFailed = "payment.refund-failed"
  case paymentDisputed = "payment.disputed"
  case paymentDisputeWon = "payment.dispute-won"
  case paymentDisputeLost = "payment.dispute-lost"
  case paymentAttention = "payment.attention"
  case paymentConflict = "payment.conflict"
  /// Money was given to a document by hand, or taken back.
  case paymentAllocated = "payment.allocated"
  case paymentResolved = "payment.resolved"

  case settingChanged = "setting.changed"
  case settingUnset = "setting.unset"
  case secretChanged = "secret.changed"
  case providerEnabled = "provider.enabled"
  case providerDisabled = "provider.disabled"
  case keyRotated = "signing-key.rotated"
  case keyRetired = "signing-key.retired"

  case journalAccepted = "journal.accepted"
}
