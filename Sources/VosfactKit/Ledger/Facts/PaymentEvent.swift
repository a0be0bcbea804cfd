package import Localization

/// What a provider says happened to a payment, once.
package struct PaymentEvent: Equatable, Sendable {
  /// What can happen to an attempt, with or without a transaction.
  package enum AttemptKind: Sendable {
    case pending, failed, expired, canceled

    fileprivate var kind: Kind {
      switch self {
      case .pending: .pending
      case .failed: .failed
      case .expired: .expired
      case .canceled: .canceled
      }
    }
  }

  /// What can happen, in the order in which events of the same second count.
  package enum Kind: String, CaseIterable, Sendable, Bindable {
    case pending
    /// A debit or a transfer that the bank was asked for: its money is under way, and may yet not come.
    case processing
    case authorized
    case failed
    case expired
    case canceled
    case paid
    /// A settlement that the bank declined or took back.
    case reversed
    case refunded
    case refundFailed = "refund_failed"
    case disputed
    case disputeWon = "dispute_won"
    case disputeLost = "dispute_lost"

    /// The kind's place among events of the same second: what presupposes another comes after it.
    var rank: Int { Self.ranks[self] ?? 0 }

    private static let ranks = Dictionary(
      uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

    /// What a person calls it.
    package var name: Text {
      switch self {
      case .pending: Text(en: "pending", fr: "en attente")
      case .processing: Text(en: "under way", fr: "en cours")
      case .authorized: Text(en: "authorized", fr: "autorisé")
      case .failed: Text(en: "failed", fr: "échoué")
      case .expired: Text(en: "expired", fr: "expiré")
      case .canceled: Text(en: "canceled", fr: "annulé")
      case .paid: Text(en: "paid", fr: "payé")
      case .reversed: Text(en: "taken back by the bank", fr: "repris par la banque")
      case .refunded: Text(en: "refunded", fr: "remboursé")
      case .refundFailed: Text(en: "refund failed", fr: "échec du remboursement")
      case .disputed: Text(en: "disputed", fr: "contesté")
      case .disputeWon: Text(en: "dispute won", fr: "contestation gagnée")
      case .disputeLost: Text(en: "dispute lost", fr: "contestation perdue")
      }
    }

    /// Whether it presupposes a payment, and need not carry what the payment carried.
    var followsPayment: Bool {
      switch self {
      case .reversed, .refunded, .refundFailed, .disputed, .disputeWon, .disputeLost: true
      case .pending, .processing, .authorized, .failed, .expired, .canceled, .paid: false
      }
    }

    /// Whether money moved, or is claimed back: what cannot be passed over when the payment is unknown.
    var concernsMoney: Bool {
      switch self {
      case .authorized, .paid, .reversed, .refunded, .refundFailed, .disputed, .disputeWon,
        .disputeLost:
        true
      case .pending, .processing, .failed, .expired, .canceled: false
      }
    }
  }

  /// The duplicate key: unique among the provider's events.
  package private(set) var id: String
  package let kind: Kind
  /// When it happened, by the provider's clock.
  package let at: UnixTime
  package let amount: Amount?
  /// What the provider kept back of it, or took for a dispute; `nil` if it did not say.
  package let fee: Amount?
  /// What came of asking the customer's bank; `nil` if it was not asked, or the provider did not say.
  package let verification: CardVerification?
  /// Our reference, as the provider carried it back; `nil` where it does not.
  package let reference: String?
  /// The names by which the provider knows the payment: session, intent, charge.
  package let identifiers: [String]
  /// The page at the provider on which it happened, where the provider opens one for each attempt: on a page that was
  /// opened by somebody else, our reference proves nothing. It is not stored.
  var page: String? = nil
  /// The movement of money that it is about; `nil` for what happened to the attempt alone, which is never about money.
  package private(set) var transaction: TransactionReference?
  /// The provider's id of the refund or dispute that the event is about.
  package let subject: String?
  /// Whether `amount` is the total refunded so far, and not one refund.
  package let isRunningTotal: Bool
  /// How the customer paid: `card`, `sepa_debit`.
  package let method: String?
  /// Why it failed, in the provider's own word.
  package let reason: String?

  /// An event of a transaction.
  package init(
    id: String, kind: Kind, of transaction: TransactionReference, at: UnixTime,
    amount: Amount? = nil, fee: Amount? = nil, reference: String? = nil,
    identifiers: [String] = [], subject: String? = nil, isRunningTotal: Bool = false,
    method: String? = nil, verification: CardVerification? = nil,
    reason: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.transaction = transaction
    self.at = at
    self.amount = amount
    self.fee = fee
    self.verification = verification
    self.reference = reference
    self.identifiers = identifiers
    self.subject = subject
    self.isRunningTotal = isRunningTotal
    self.method = method
    self.reason = reason
  }

  /// An event of the attempt alone, for which no money moved.
  package init(
    id: String, attempt kind: AttemptKind, at: UnixTime, amount: Amount? = nil,
    reference: String? = nil, identifiers: [String] = [], reason: String? = nil
  ) {
    self.init(
      id: id, kind: kind.kind, of: .unnamed, at: at, amount: amount, reference: reference,
      identifiers: identifiers, reason: reason)
    transaction = nil
  }
}

extension PaymentEvent {
  /// The same about the attempt alone.
  var ofAttempt: PaymentEvent {
    var event = self
    event.transaction = nil
    return event
  }

  /// Why an attempt is canceled whose place another took.
  static let superseded = "superseded"

  private static let unconfirmedPrefix = "unconfirmed:"

  /// The same as something that the provider may not have said: it is kept and asks for attention, and moves no money
  /// unless somebody accepts it. It has an id of its own, as the provider may yet say so.
  var unconfirmed: PaymentEvent {
    guard !id.hasPrefix(Self.unconfirmedPrefix) else { return self }
    var event = self
    event.id = Self.unconfirmedPrefix + id
    event.transaction = transaction ?? .unnamed
    return event
  }

  /// Whether the provider may not have said so, and it is about money.
  var isUnconfirmed: Bool {
    (kind.concernsMoney || kind == .processing) && id.hasPrefix(Self.unconfirmedPrefix)
  }
}

extension PaymentEvent: DataRecord {
  package static let form = RecordForm<PaymentEvent>([
    .text("id") { $0.id }, .word("kind", as: "paid") { $0.kind }, .time("at") { $0.at },
    .amount("amount") { $0.amount }, .text("currency", as: "EUR") { $0.amount?.currency.code },
    .amount("fee", as: nil) { $0.fee },
    .text("subject", as: nil) { $0.subject }, .text("method", as: "card") { $0.method },
    .text("reason", as: nil) { $0.reason },
  ])
}

extension PaymentEvent {
  /// The SHA-256 of what is stored of the event, which the journal keeps: by it an alteration shows.
  var digest: [UInt8] { SHA256.digest(JSONWriter.object { write(to: &$0) }) }

  /// The SHA-256 of all that the event says, the names of its payment included: by it a repeat is told
  /// from a contradiction. What a message says beside it, as how often it will be sent yet, is left out.
  var fullDigest: [UInt8] {
    let all = JSONWriter.object { writer in
      writer.member("event") { write(to: &$0) }
      writer.member("reference", reference)
      writer.member("identifiers", of: identifiers.sorted())
    }
    return SHA256.digest(all)
  }

  /// The transaction, also where an earlier version of the program kept its name as the subject.
  var movement: TransactionReference? {
    guard transaction == .unnamed, let subject else { return transaction }
    return switch kind {
    case .pending, .processing, .authorized, .failed, .expired, .canceled, .paid, .reversed:
      .named(subject)
    case .refunded, .refundFailed, .disputed, .disputeWon, .disputeLost: .unnamed
    }
  }

  /// The event as versions of the program stored it that did not keep which transaction it was about.
  var withoutTransaction: PaymentEvent {
    var event = self
    event.transaction = .unnamed
    return event
  }

  private func write(to writer: inout JSONWriter) {
    writer.member("id", id)
    writer.member("kind", kind.rawValue)
    writer.member("at", at.seconds)
    writer.member("amount", amount?.decimal)
    writer.member("currency", amount?.currency.code)
    writer.member("subject", subject)
    writer.member("is_running_total", isRunningTotal)
    writer.member("method", method)
    writer.member("reason", reason)
    if let name = transaction?.name { writer.member("transaction", name) }
    if let fee { writer.member("fee", fee.decimal) }
    if let verification {
      writer.member("three_d_secure", verification.status)
      if let isShifted = verification.isLiabilityShifted {
        writer.member("is_liability_shifted", isShifted)
      }
    }
  }
}

extension PaymentEvent: Comparable {
  /// The order in which events count, whenever they arrived: by the provider's time, the kind's rank, the id. A dispute
  /// that takes money grew out of an inquiry of the same second.
  package static func < (left: PaymentEvent, right: PaymentEvent) -> Bool {
    (left.at.seconds, left.kind.rank, left.isInquiry ? 0 : 1, left.id)
      < (right.at.seconds, right.kind.rank, right.isInquiry ? 0 : 1, right.id)
  }

  private var isInquiry: Bool { kind == .disputed && amount?.minorUnits == 0 }
}
