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
  /// Credit notes took all of it back, and no money is left of what was paid.
  case credited
  case canceled

  /// The state of a document of `total` minor units of which `paid` are paid.
  ///
  /// A credit note's total and payments are below zero. Money that went the other way pays nothing.
  ///
  /// - Parameter credited: what others take off the total, in minor units.
  init(stage: DocumentStage, paid: Int64, total: Int64, credited: Int64 = 0) {
    let total = total - credited
    // What was invoiced of a quote was accepted, whatever is paid of it.
    let isAllCredited = credited != 0 && total <= 0 && stage != .accepted
    if stage == .accepted, credited != 0, total <= 0 {
      self = .accepted
    } else if stage != .canceled, isAllCredited, paid == 0 {
      self = .credited
    } else if stage != .canceled, isAllCredited ? paid > 0 : Self.isSettled(paid: paid, of: total) {
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
    case .credited: Text(en: "credited", fr: "soldé par avoir")
    case .canceled: Text(en: "canceled", fr: "annulé")
    }
  }
}
