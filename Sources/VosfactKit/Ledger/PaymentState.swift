package import Localization

/// How far a payment got.
package enum PaymentState: String, CaseIterable, Sendable, Bindable {
  case pending
  case authorized
  case paid
  case failed
  case expired
  case canceled
  case refunded
  case partiallyRefunded = "partially_refunded"
  case disputed

  /// Whether the user reads "Payé", and not "Impayé".
  package var isPaid: Bool {
    switch self {
    case .paid, .partiallyRefunded: true
    case .pending, .authorized, .failed, .expired, .canceled, .refunded, .disputed: false
    }
  }

  /// What the payment's line says.
  package var label: Text {
    isPaid ? Text(en: "Paid", fr: "Payé") : Text(en: "Unpaid", fr: "Impayé")
  }

  /// What a person calls the state.
  package var name: Text {
    switch self {
    case .pending: Text(en: "pending", fr: "en attente")
    case .authorized: Text(en: "authorized", fr: "autorisé")
    case .paid: Text(en: "paid", fr: "payé")
    case .failed: Text(en: "failed", fr: "échoué")
    case .expired: Text(en: "expired", fr: "expiré")
    case .canceled: Text(en: "canceled", fr: "annulé")
    case .refunded: Text(en: "refunded", fr: "remboursé")
    case .partiallyRefunded: Text(en: "partially refunded", fr: "partiellement remboursé")
    case .disputed: Text(en: "disputed", fr: "contesté")
    }
  }
}
