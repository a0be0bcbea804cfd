package import Localization

/// What a provider says happened to a payment, once.
package struct PaymentEvent: Equatable, Sendable {
  /// What can happen, in the order in which events of the same second count.
  package enum Kind: String, CaseIterable, Sendable, Bindable {
    case pending
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

    /// Whether money moved, or is claimed back: what cannot be passed over when the payment is unknown.
    var concernsMoney: Bool {
      switch self {
      case .authorized, .paid, .reversed, .refunded, .refundFailed, .disputed, .disputeWon,
        .disputeLost:
        true
      case .pending, .failed, .expired, .canceled: false
      }
    }
  }

  /// The duplicate key: unique among the provider's events.
  package let id: String
  package let kind: Kind
  /// When it happened, by the provider's clock.
  package let at: UnixTime
  package let amount: Amount?
  /// Our reference, as the provider carried it back; `nil` where it does not.
  package let reference: String?
  /// The names by which the provider knows the payment: session, intent, charge.
  package let identifiers: [String]
  /// The provider's id of the refund or dispute that the event is about; of a payment, the id of the transaction
  /// where one order can be paid by several.
  package let subject: String?
  /// Whether `amount` is the total refunded so far, and not one refund.
  package let isRunningTotal: Bool
  /// How the customer paid: `card`, `sepa_debit`.
  package let method: String?
  /// Why it failed, in the provider's own word.
  package let reason: String?

  package init(
    id: String, kind: Kind, at: UnixTime, amount: Amount? = nil, reference: String? = nil,
    identifiers: [String] = [], subject: String? = nil, isRunningTotal: Bool = false,
    method: String? = nil, reason: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.at = at
    self.amount = amount
    self.reference = reference
    self.identifiers = identifiers
    self.subject = subject
    self.isRunningTotal = isRunningTotal
    self.method = method
    self.reason = reason
  }
}

extension PaymentEvent {
  private static let unconfirmedPrefix = "unconfirmed:"

  /// The same as something that the provider may not have said: it is kept and asks for attention, and moves no money
  /// unless somebody accepts it. It has an id of its own, as the provider may yet say so.
  var unconfirmed: PaymentEvent {
    guard !id.hasPrefix(Self.unconfirmedPrefix) else { return self }
    return PaymentEvent(
      id: Self.unconfirmedPrefix + id, kind: kind, at: at, amount: amount, reference: reference,
      identifiers: identifiers, subject: subject, isRunningTotal: isRunningTotal, method: method,
      reason: reason)
  }

  /// Whether the provider may not have said so, and it is about money.
  var isUnconfirmed: Bool { kind.concernsMoney && id.hasPrefix(Self.unconfirmedPrefix) }

  /// The event as scripts read it.
  package var json: JSONValue {
    [
      "id": .string(id), "kind": .string(kind.rawValue), "at": .string(at.description),
      "amount": .optional(amount?.decimal), "currency": .optional(amount?.currency.code),
      "subject": .optional(subject), "method": .optional(method), "reason": .optional(reason),
    ]
  }
}

extension PaymentEvent: Comparable {
  /// The order in which events count, whenever they arrived: by the provider's time, the kind's rank, the id.
  package static func < (left: PaymentEvent, right: PaymentEvent) -> Bool {
    (left.at.seconds, left.kind.rank, left.id) < (right.at.seconds, right.kind.rank, right.id)
  }
}
