/// How an operation on a payment stands: a word, and the number of the old platform's that is finer.
///
/// Source: Worldline's guide "Statuses"; numbers as the public modules for it have them. Words of the sister platforms
/// are read as well, as the libraries have one list.
struct WorldlineStatus: Equatable {
  let word: String
  /// As Ingenico's guide "Transaction statuses" has it: 5 authorised, 9 captured, 8 refunded.
  let number: Int64?

  /// What it means for the ledger.
  enum Meaning: Equatable {
    case event(PaymentEvent.Kind)
    /// It changes nothing.
    case nothing
    /// It is not known.
    case unknown
  }

  /// What it means of a payment.
  ///
  /// - Parameters:
  ///   - isDebit: whether the bank is asked for the money, which takes days and may yet fail.
  ///   - isAccepted: whether somebody has promised the money.
  func ofPayment(isDebit: Bool, isAccepted: Bool) -> Meaning {
    switch word {
    case "CREATED", "REDIRECTED", "PENDING_COMPLETION": .event(.pending)
    // A transfer that the customer has still to make is not under way.
    case "PENDING_PAYMENT": .event(isDebit || isAccepted ? .processing : .pending)
    case "AUTHORIZATION_REQUESTED": .event(isDebit ? .processing : .pending)
    case "PENDING_CAPTURE", "PENDING_APPROVAL", "PENDING_FRAUD_APPROVAL":
      .event(isDebit ? .processing : .authorized)
    // Of 92 the result is not known, and the acquirer must be asked.
    case "CAPTURE_REQUESTED": .event(number == 92 ? .pending : .processing)
    case "CAPTURED", "PAID": .event(.paid)
    case "REJECTED" where number == 83: .event(.refundFailed)
    case "REJECTED": .event(.failed)
    // What was to be captured may have counted as paid.
    case "REJECTED_CAPTURE": .event(.reversed)
    // A payment that was deleted before it was settled had been captured.
    case "CANCELLED" where number.map { [7, 74, 75].contains($0) } == true: .event(.reversed)
    case "CANCELLED": .event(.canceled)
    case "REVERSED": .event(.reversed)
    case "REFUND_REQUESTED", "REFUNDED", "REJECTED_REFUND": ofRefund
    case "CHARGEBACK_NOTIFICATION", "CHARGEBACKED": .event(.disputed)
    case "CHARGEBACK_REVERSED": .event(.disputeWon)
    case "ACCOUNT_VERIFIED", "CANCELLATION_REQUESTED": .nothing
    default: .unknown
    }
  }

  /// What it means of a refund, which may be called requested when it is done.
  var ofRefund: Meaning {
    switch number {
    case 8, 85: return .event(.refunded)
    case 81, 82: return .nothing
    case 83, 84: return .event(.refundFailed)
    default: break
    }
    return switch word {
    case "REFUNDED", "CAPTURED": .event(.refunded)
    case "CREATED", "REFUND_REQUESTED", "PENDING_APPROVAL": .nothing
    case "REJECTED", "REJECTED_REFUND", "CANCELLED": .event(.refundFailed)
    default: .unknown
    }
  }
}
