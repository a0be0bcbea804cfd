package import Localization

/// What the seller did with a document, payments apart.
package enum DocumentStage: String, Sendable, Bindable {
  case issued
  case sent
  case accepted
  case rejected
  case canceled
}

/// Where a document stands: its stage, or how far it is paid.
package enum DocumentState: String, CaseIterable, Sendable, Bindable {
  case issued
  case sent
  case accepted
  case rejected
  case partiallyPaid = "partially-paid"
  case paid
  case canceled

  /// The state of a document of `total` minor units of which `paid` are paid.
  ///
  /// A credit note's total and payments are below zero. Money that went the other way pays nothing.
  init(stage: DocumentStage, paid: Int64, total: Int64) {
    if stage != .canceled, Self.isSettled(paid: paid, of: total) {
      self = .paid
    } else if stage != .canceled, paid.signum() * total.signum() > 0 {
      self = .partiallyPaid
    } else {
      self =
        switch stage {
        case .issued: .issued
        case .sent: .sent
        case .accepted: .accepted
        case .rejected: .rejected
        case .canceled: .canceled
        }
    }
  }

  /// Whether `paid` minor units settle a total: at least as much of the same sign; a total of zero is
  /// settled by any payment, and by none it is not.
  static func isSettled(paid: Int64, of total: Int64) -> Bool {
    total == 0 ? paid != 0 : total > 0 ? paid >= total : paid <= total
  }

  /// What a person calls the state.
  package var name: Text {
    switch self {
    case .issued: Text(en: "issued", fr: "émis")
    case .sent: Text(en: "sent", fr: "envoyé")
    case .accepted: Text(en: "accepted", fr: "accepté")
    case .rejected: Text(en: "rejected", fr: "refusé")
    case .partiallyPaid: Text(en: "partially paid", fr: "partiellement payé")
    case .paid: Text(en: "paid", fr: "payé")
    case .canceled: Text(en: "canceled", fr: "annulé")
    }
  }
}
