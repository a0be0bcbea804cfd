/// A transaction as the API tells it, and the events that follow.
///
/// The same facts always make the same events, times included, so that asking again adds nothing: an event's id
/// is made of all that it tells.
///
/// Source: Braintree's GraphQL schema, types `Transaction`, `PaymentStatusEvent`, `Refund` and `Dispute`.
struct BraintreeTransaction {
  let object: BraintreeObject
  /// The global id, by which the API knows it.
  let globalID: String
  /// The short id, by which notifications know it.
  let id: String
  let reference: String?
  let createdAt: UnixTime
  private let status: String
  private let amount: Amount?
  private let method: String?
  /// What Braintree's own bank, or PayPal, kept of it, where it tells so.
  private let fee: Amount?
  /// What came of asking the customer's bank.
  private let verification: CardVerification?

  private static let verificationFields =
    "threeDSecure { authentication { authenticationStatus liabilityShifted } }"

  /// What every request asks for of a transaction.
  static let fields = """
    id legacyId status createdAt orderId amount { value currencyCode } \
    paymentMethodSnapshot { __typename \
    ... on CreditCardDetails { \(verificationFields) } \
    ... on CreditCardTransactionDetails { creditCard { \(verificationFields) } } \
    ... on PayPalTransactionDetails { transactionFee { value currencyCode } } \
    ... on SEPADirectDebitTransactionDetails { transactionFee { value currencyCode } } } \
    statusHistory { status timestamp } \
    refunds { legacyId status createdAt amount { value currencyCode } \
    statusHistory { status timestamp } } \
    disputes { legacyId status type createdAt amountDisputed { value currencyCode } \
    statusHistory { status timestamp } }
    """

  /// - Throws: `ProviderError.unreadable` if `json` is no transaction.
  init(_ json: JSONValue?, at path: String) throws(ProviderError) {
    object = try BraintreeObject(answer: json, at: path)
    globalID = try object.id("id")
    id = try object.id("legacyId")
    reference = try object.optional("orderId", as: \.string)
    createdAt = try object.time(rfc3339: "createdAt")
    status = try object.required("status", as: \.string)
    amount = BraintreeAmount.amount(try object.required("amount") { $0 })
    let means = try object.object("paymentMethodSnapshot")
    method = try means?.optional("__typename", as: \.string).map(BraintreeMethod.name)
    let fee = means?.json["transactionFee"].flatMap(BraintreeAmount.amount)
    self.fee = fee?.currency == amount?.currency ? fee : nil
    verification = try (means?.object("creditCard") ?? means)?.verification
  }

  /// The events of the transactions that count: of several the one that is paid first, if any is. Of others it counts
  /// then only whether they took or hold the amount once more: what is given back of them is none of the payment's.
  ///
  /// - Throws: `ProviderError.unreadable` if one is not as documented.
  static func events(
    of transactions: [BraintreeTransaction]
  ) throws(ProviderError) -> [PaymentEvent] {
    let paid = paid(transactions)
    var events: [PaymentEvent] = []
    for transaction in paid.isEmpty ? transactions : Array(paid.prefix(1)) {
      events += try transaction.paymentEvents()
    }
    for other in transactions where !paid.isEmpty && other.id != paid[0].id {
      events += try [other.eventBesidePayment()].compactMap(\.self)
    }
    return events
  }

  /// Those of `transactions` that are paid, the first one first.
  static func paid(_ transactions: [BraintreeTransaction]) -> [BraintreeTransaction] {
    transactions.filter(\.isPaid).sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  /// Whether the money has come, or surely will.
  var isPaid: Bool { isPaid(status) }

  /// Whether it is neither paid nor come to nothing.
  private var isPending: Bool { isUnderWay || ["AUTHORIZING", "AUTHORIZED"].contains(status) }

  /// Whether the money was accepted, and the customer's bank or PayPal is yet to send it.
  ///
  /// Source: Braintree's reference "Statuses", "Settlement pending": of PayPal's mostly; "Settling".
  private var isUnderWay: Bool {
    status == "SETTLEMENT_PENDING" || (Self.coming.contains(status) && !isPaid)
  }

  /// Whether it came to nothing.
  var isFailed: Bool { Self.isFailed(status) }

  /// Whether a transaction or refund of that status came to nothing.
  static func isFailed(_ status: String) -> Bool {
    [
      "PROCESSOR_DECLINED", "GATEWAY_REJECTED", "FAILED", "SETTLEMENT_DECLINED",
      "SETTLEMENT_FAILED", "VOIDED", "AUTHORIZATION_EXPIRED",
    ].contains(status)
  }

  /// On the way to `SETTLED`.
  private static let coming = ["SUBMITTED_FOR_SETTLEMENT", "SETTLING", "SETTLEMENT_CONFIRMED"]

  private func isPaid(_ status: String) -> Bool {
    status == "SETTLED" || (Self.coming.contains(status) && !BraintreeMethod.isDelayed(method))
  }

  /// What happened to the payment.
  ///
  /// - Throws: `ProviderError.unreadable` if a status is unknown, or a refund or dispute not as documented.
  func paymentEvents() throws(ProviderError) -> [PaymentEvent] {
    let history = try object.history
    // A card's money counts from the charge on, another's from the moment when it is sure.
    let paidAt =
      BraintreeMethod.isDelayed(method) ? history.last { $0.status == "SETTLED" }?.at : nil
    if isPaid {
      return [event(.paid, at: paidAt ?? createdAt, amount: amount)] + (try refunds())
        + (try disputes())
    }
    if isUnderWay { return [event(.processing, at: createdAt, amount: amount)] }
    if isPending { return [event(.pending, at: createdAt, amount: amount)] }
    let at = history.last { $0.status == status }?.at ?? createdAt
    switch status {
    case "PROCESSOR_DECLINED", "GATEWAY_REJECTED", "FAILED":
      return [event(.failed, at: at, amount: amount, reason: status.lowercased())]
    case "SETTLEMENT_DECLINED", "SETTLEMENT_FAILED":
      return [event(.reversed, at: at, amount: amount, reason: status.lowercased())]
    case "AUTHORIZATION_EXPIRED": return [event(.expired, at: at, amount: amount)]
    // What had counted as paid was called back before it was settled.
    case "VOIDED":
      let wasPaid = history.contains { isPaid($0.status) }
      return [event(wasPaid ? .reversed : .canceled, at: at, amount: amount)]
    default: throw object.fault("status")
    }
  }

  /// What happened to money that came, or was to come, beside that of the transaction which is the payment; `nil` if
  /// there never was any.
  ///
  /// - Throws: `ProviderError.unreadable` if the status is unknown.
  func eventBesidePayment() throws(ProviderError) -> PaymentEvent? {
    if isHolding(status) {
      return event(
        isUnderWay ? .processing : .authorized, at: createdAt, amount: amount, subject: id)
    }
    let history = try object.history
    guard let last = try paymentEvents().first,
      isPaid || history.contains(where: { isHolding($0.status) || isPaid($0.status) })
    else { return nil }
    return event(last.kind, at: last.at, amount: amount, subject: id, reason: last.reason)
  }

  /// Whether the customer's money is set aside for a transaction of that status, and has not come.
  private func isHolding(_ status: String) -> Bool {
    status == "AUTHORIZED" || status == "SETTLEMENT_PENDING"
      || (Self.coming.contains(status) && !isPaid(status))
  }

  private func refunds() throws(ProviderError) -> [PaymentEvent] {
    var events: [PaymentEvent] = []
    for refund in try object.objects("refunds") {
      let (id, status) = (try refund.id("legacyId"), try refund.required("status", as: \.string))
      let (at, money) = (try refund.time(rfc3339: "createdAt"), refund.json["amount"])
      let amount = money.flatMap(BraintreeAmount.amount)
      if Self.isFailed(status) {
        let end = try refund.history.last { $0.status == status }?.at ?? at
        events.append(event(.refundFailed, at: end, amount: amount, subject: id))
      } else {
        events.append(event(.refunded, at: at, amount: amount, subject: id))
      }
    }
    return events
  }

  private func disputes() throws(ProviderError) -> [PaymentEvent] {
    var events: [PaymentEvent] = []
    for dispute in try object.objects("disputes") {
      let status = try dispute.required("status", as: \.string)
      // A retrieval is an inquiry of the bank's: it takes nothing, whatever it ends with. A chargeback is another dispute.
      let isInquiry = try dispute.optional("type", as: \.string) == "RETRIEVAL"
      let kind: PaymentEvent.Kind =
        switch status {
        case "WON": .disputeWon
        case "LOST" where isInquiry, "ACCEPTED" where isInquiry, "AUTO_ACCEPTED" where isInquiry,
          "EXPIRED" where isInquiry:
          .disputeWon
        case "LOST", "ACCEPTED", "AUTO_ACCEPTED": .disputeLost
        // Whatever is not its end counts as open.
        default: .disputed
        }
      let begin = try dispute.time(rfc3339: "createdAt")
      let end = try dispute.history.last { $0.status == status }?.at
      events.append(
        event(
          kind, at: end ?? begin,
          amount: dispute.json["amountDisputed"].flatMap(BraintreeAmount.amount)
            .map { isInquiry ? Amount(minorUnits: 0, currency: $0.currency) : $0 },
          subject: try dispute.id("legacyId")))
    }
    return events
  }

  private func event(
    _ kind: PaymentEvent.Kind, at time: UnixTime, amount: Amount?, subject: String? = nil,
    reason: String? = nil
  ) -> PaymentEvent {
    let (method, fee) = kind == .paid ? (method, fee) : (nil, nil)
    // The bank was asked before the charge, whatever became of that.
    let verification = kind.isAboutCharge ? verification : nil
    let subject = kind == .paid || kind == .reversed ? id : subject
    let facts: [String?] = [
      "query", id, kind.rawValue, String(time.seconds),
      amount.map { "\($0.decimal) \($0.currency.code)" }, fee.map { "fee \($0.decimal)" }, subject,
      method, verification.map { "\($0.status) \($0.isLiabilityShifted ?? false)" }, reason,
    ]
    return PaymentEvent(
      id: facts.compactMap(\.self).joined(separator: ":"), kind: kind, of: .named(id), at: time,
      amount: amount, fee: fee, reference: reference, identifiers: [id], subject: subject,
      method: method, verification: verification, reason: reason)
  }
}

/// An object in an answer of Braintree's.
typealias BraintreeObject = APIObject<BraintreeProvider>

extension BraintreeObject {
  /// An id, of the characters that Braintree's ids have.
  func id(_ name: String) throws(ProviderError) -> String {
    try required(
      name,
      where: { id in
        (1...255).contains(id.utf8.count)
          && id.utf8.allSatisfy { $0.isVisible && $0 != UInt8(ascii: ":") }
      })
  }

  /// What is told of 3-D Secure: nothing of a means of payment that is no card, or was not verified.
  fileprivate var verification: CardVerification? {
    get throws(ProviderError) {
      guard let told = try object("threeDSecure")?.object("authentication"),
        let status = try told.optional("authenticationStatus", as: \.string)
      else { return nil }
      return CardVerification(
        status: status.lowercased(),
        isLiabilityShifted: try told.optional("liabilityShifted", as: \.bool))
    }
  }

  /// When the object came to each of its statuses, in the order of the times.
  fileprivate var history: [(status: String, at: UnixTime)] {
    get throws(ProviderError) {
      try objects("statusHistory").map { entry throws(ProviderError) in
        (try entry.required("status", as: \.string), try entry.time(rfc3339: "timestamp"))
      }.sorted { $0.at < $1.at }
    }
  }
}

extension PaymentEvent.Kind {
  /// Whether it says what became of a charge itself.
  fileprivate var isAboutCharge: Bool {
    switch self {
    case .paid, .processing, .authorized, .failed: true
    default: false
    }
  }
}
