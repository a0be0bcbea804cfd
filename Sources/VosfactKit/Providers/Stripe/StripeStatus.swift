/// What the API knows of a payment.
///
/// The same facts always make the same events, times included, so that asking again adds nothing: each time
/// is one that Stripe keeps with the facts, and never that of the question.
///
/// Source: API reference, "Retrieve a Checkout Session", "List all disputes".
struct StripeStatus {
  private let session: StripeObject
  private let intent: StripeObject?
  private let charge: StripeObject?
  private let disputes: [StripeObject]

  /// Asks for the session `id`, with its intent, charge and refunds; and for the disputes, if the charge says
  /// that there were any: its flag stays when a dispute is won.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  init(ofSession id: String, with api: StripeAPI) throws(ProviderError) {
    let answer = try api.get(
      "/v1/checkout/sessions/\(id)?expand%5B0%5D=payment_intent.latest_charge.refunds")
    session = try StripeObject(answer: answer, at: "session").typed("checkout.session")
    try session.required("id") { $0.string == id ? () : nil }
    try session.required("livemode") { $0.bool == api.isLive ? () : nil }
    intent = try session.expanded("payment_intent", type: "payment_intent")
    charge = try intent?.expanded("latest_charge", type: "charge")
    guard let intent, try charge?.required("disputed", as: \.bool) ?? false else {
      disputes = []
      return
    }
    let disputed = try intent.required("id", where: { $0.isStripeID(of: "pi_") })
    let list = try api.get("/v1/disputes?payment_intent=\(disputed)&limit=100")
    disputes = try StripeObject(answer: list, at: "disputes").typed("list").elements(of: "dispute")
  }

  /// The events that follow; none while the session is open, as then nothing has happened yet.
  ///
  /// - Throws: `ProviderError.rejected` if the answer is not as documented.
  func paymentEvents() throws(ProviderError) -> [PaymentEvent] {
    switch try session.required("status", as: \.string) {
    case "open": return []
    case "expired": return [try event(.expired, at: session.time("expires_at"))]
    default: break
    }
    guard try session.required("payment_status", as: \.string) != "unpaid" else {
      return [try unpaid()]
    }
    var events = [try event(.paid, at: (charge ?? session).time("created"))]
    if let refunded = try refunded() { events.append(refunded) }
    for dispute in disputes { events.append(try disputed(dispute)) }
    return events
  }

  /// A session that the customer completed, by a means that takes days, or that failed after that.
  private func unpaid() throws(ProviderError) -> PaymentEvent {
    switch try intent?.required("status", as: \.string) {
    case "canceled":
      let time = try intent?.optional("canceled_at", as: \.int64).map(UnixTime.init(seconds:))
      if let time { return try event(.canceled, at: time) }
      return try event(.canceled, at: session.time("expires_at"))
    case "requires_payment_method":
      // Nothing tells when it failed. The customer's own doings end with the session, so that the failure
      // comes after every event of theirs.
      return try event(.failed, at: session.time("expires_at"))
    // The customer has something to do yet, as to make a transfer.
    case "requires_action": return try event(.pending, at: session.time("created"))
    default:
      return try event(
        .processing, at: (charge ?? session).time("created"), about: charge?.id,
        amount: session.amount("amount_total"))
    }
  }

  private func refunded() throws(ProviderError) -> PaymentEvent? {
    guard let charge, let total = try charge.optional("amount_refunded", as: \.int64), total > 0
    else { return nil }
    var refund: String?
    var time = try charge.time("created")
    for candidate in try charge.list("refunds", of: "refund")
    where try candidate.time("created") >= time {
      refund = try candidate.id
      time = try candidate.time("created")
    }
    return try event(
      .refunded, at: time, about: refund,
      amount: charge.amount("amount_refunded"), isRunningTotal: true)
  }

  private func disputed(_ dispute: StripeObject) throws(ProviderError) -> PaymentEvent {
    let kind = try dispute.disputeKind
    var time = try dispute.time("created")
    if kind != .disputed,
      let deadline = try dispute.optional("evidence_details", as: { $0["due_by"]?.int64 ?? 0 })
    {
      // Nothing tells when it ended. The deadline for an answer comes after its beginning.
      time = max(time, UnixTime(seconds: deadline))
    }
    return try event(
      kind, at: time, about: dispute.id, amount: dispute.disputedAmount, fee: dispute.disputeFee,
      subject: dispute.id, reason: dispute.optional("reason", as: \.string))
  }

  /// An event about the whole payment.
  private func event(
    _ kind: PaymentEvent.Kind, at time: UnixTime
  ) throws(ProviderError) -> PaymentEvent {
    try event(kind, at: time, about: nil, amount: session.amount("amount_total"))
  }

  /// An event whose id is made of the facts it tells.
  ///
  /// - Parameter object: the refund, the dispute or the charge that it is about.
  private func event(
    _ kind: PaymentEvent.Kind, at time: UnixTime, about object: String?, amount: Amount?,
    fee: Amount? = nil, subject: String? = nil, isRunningTotal: Bool = false, reason: String? = nil
  ) throws(ProviderError) -> PaymentEvent {
    let id = try session.id
    let units = amount.map { String($0.minorUnits) }
    let facts = ["query", id, kind.rawValue, units, object, fee.map { "fee \($0.minorUnits)" }]
    let intent = try session.id(of: "payment_intent")
    let identifiers = [id, intent, try charge?.id]
    return PaymentEvent(
      id: facts.compactMap(\.self).joined(separator: ":"), kind: kind,
      of: TransactionReference(intent), at: time, amount: amount, fee: fee,
      reference: try session.reference, identifiers: identifiers.compactMap(\.self),
      subject: subject, isRunningTotal: isRunningTotal,
      // While it is pending the means may still become known: the same event must not change with it.
      method: try kind == .pending ? nil : (charge ?? session).method, reason: reason)
  }
}
