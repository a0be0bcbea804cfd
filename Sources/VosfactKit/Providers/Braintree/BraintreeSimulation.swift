/// Notifications and answers as Braintree would send them of a payment that is not there.
///
/// Source: Braintree's guide "Webhooks", section "Notification kinds"; "Testing", section "Payment method nonces".
struct BraintreeSimulation {
  let signature: BraintreeSignature
  let payment: KnownPayment
  let amount: Amount
  let now: UnixTime
  let random: RandomSource

  /// What starting `attempt` gives: the way to the stand-in form.
  static func started(_ attempt: PaymentAttempt) -> StartedAttempt {
    StartedAttempt(
      next: .page(url: attempt.standIn(for: BraintreeProvider.name)), providerReference: nil,
      identifiers: [transaction(of: attempt.reference), localPayment(of: attempt.reference)])
  }

  /// The short ids that a payment with this reference has, the same each time.
  private static func transaction(of reference: String) -> String {
    "sim\(reference.lowercased())"
  }

  private static func localPayment(of reference: String) -> String { "PAY-\(reference)" }

  /// What charging one of Braintree's test nonces tells.
  ///
  /// - Throws: `ProviderError.rejected` for one that was used before.
  static func events(
    ofCharge nonce: Secret, of payment: KnownPayment, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    let text = nonce.text
    guard text != "fake-consumed-nonce" else {
      throw BraintreeProvider.rejected(en: "the nonce was used before", fr: "le nonce a déjà servi")
    }
    let isDeclined =
      text.hasPrefix("fake-processor-declined") || text.hasPrefix("fake-gateway-rejected")
    let kind: PaymentEvent.Kind = isDeclined ? .failed : .paid
    let transaction = transaction(of: payment.reference)
    return [
      PaymentEvent(
        id: "simulated:charge:\(payment.reference):\(kind.rawValue):\(now.seconds)", kind: kind,
        of: .named(transaction), at: now, amount: payment.amount, reference: payment.reference,
        identifiers: [transaction], method: isDeclined ? nil : "card",
        reason: isDeclined ? "processor_declined" : nil)
    ]
  }

  /// The notification that tells of `outcome`.
  ///
  /// - Throws: `ProviderError.neverSends` or `.cryptography`.
  func request(_ outcome: SimulatedOutcome) throws(ProviderError) -> CallbackRequest {
    let (kind, subject) = try subject(outcome)
    let xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <notification>
        <kind>\(kind)</kind>
        <timestamp type="datetime">\(now)</timestamp>
        <subject>
      \(subject)
        </subject>
      </notification>

      """
    let payload = Self.wrapped(Base64.encode(Array(xml.utf8)))
    let body = FormBody([
      (name: "bt_signature", value: try signature.value(for: Array(payload.utf8))),
      (name: "bt_payload", value: payload),
    ]).bytes
    return .simulated(
      by: BraintreeProvider.name, agent: "Braintree Webhooks", FormBody.contentType, body)
  }

  /// The kind that tells of an outcome, and what it is about.
  private func subject(
    _ outcome: SimulatedOutcome
  ) throws(ProviderError) -> (kind: String, xml: String) {
    let name = Self.transaction(of: payment.reference)
    let local = "<payment-id>\(Self.localPayment(of: payment.reference))</payment-id>"
    switch outcome {
    case .paid: return ("transaction_settled", transaction(name, "settled"))
    case .failed:
      return ("transaction_settlement_declined", transaction(name, "settlement_declined"))
    case .processing:
      return (
        "local_payment_completed",
        "<local-payment>\(local)\(transaction(name, "settling"))</local-payment>"
      )
    case .pending:
      let nonce = "<payment-method-nonce>\(random.name(ofLength: 16))</payment-method-nonce>"
      return ("local_payment_completed", "<local-payment>\(local)\(nonce)</local-payment>")
    case .expired:
      let context = "<payment-context-id>\(random.name(ofLength: 16))</payment-context-id>"
      return (
        "local_payment_expired",
        "<local-payment-expired>\(local)\(context)</local-payment-expired>"
      )
    case .refunded:
      let refund = random.name(ofLength: 8).lowercased()
      return ("transaction_settled", transaction(refund, "settled", refundOf: name))
    case .inquiry: return ("dispute_opened", dispute(of: name, "open", kind: "retrieval"))
    case .disputed: return ("dispute_opened", dispute(of: name, "open"))
    case .disputeWon: return ("dispute_won", dispute(of: name, "won"))
    case .disputeLost: return ("dispute_lost", dispute(of: name, "lost"))
    case .canceled: throw BraintreeProvider.neverSends(outcome)
    }
  }

  private func transaction(
    _ id: String, _ status: String, refundOf refunded: String? = nil
  ) -> String {
    let original =
      refunded.map { "<refunded-transaction-id>\($0)</refunded-transaction-id>" }
      ?? "<refunded-transaction-id nil=\"true\"/>"
    return """
          <transaction>
            <id>\(id)</id>
            <status>\(status)</status>
            <type>\(refunded == nil ? "sale" : "credit")</type>
            <currency-iso-code>\(amount.currency.code)</currency-iso-code>
            <amount>\(amount.decimal)</amount>
            <merchant-account-id>simulated</merchant-account-id>
            <order-id>\(payment.reference)</order-id>
            <created-at type="datetime">\(payment.startedAt)</created-at>
            <updated-at type="datetime">\(now)</updated-at>
            <refund-ids type="array"/>
            \(original)
            <payment-instrument-type>sepa_debit_account</payment-instrument-type>
            <add-ons type="array"/>
            <discounts type="array"/>
            <status-history type="array"/>
            <disputes type="array"/>
          </transaction>
      """
  }

  private func dispute(
    of transaction: String, _ status: String, kind: String = "chargeback"
  ) -> String {
    """
        <dispute>
          <id>dispute\(payment.reference.lowercased())</id>
          <amount>\(amount.decimal)</amount>
          <amount-disputed>\(amount.decimal)</amount-disputed>
          <amount-won>\(status == "won" ? amount.decimal : "0.00")</amount-won>
          <created-at type="datetime">\(now)</created-at>
          <currency-iso-code>\(amount.currency.code)</currency-iso-code>
          <date-opened type="date">\(now.date)</date-opened>
          <kind>\(kind)</kind>
          <merchant-account-id>simulated</merchant-account-id>
          <reason>fraud</reason>
          <received-date type="date">\(now.date)</received-date>
          <status>\(status)</status>
          <updated-at type="datetime">\(now)</updated-at>
          <evidence type="array"/>
          <status-history type="array"/>
          <transaction>
            <id>\(transaction)</id>
            <amount>\(payment.amount.decimal)</amount>
            <created-at type="datetime">\(payment.startedAt)</created-at>
            <order-id>\(payment.reference)</order-id>
          </transaction>
        </dispute>
    """
  }

  /// The text in lines of 60 characters, as Braintree's encoder writes them, each with its end.
  private static func wrapped(_ text: String) -> String {
    var lines = ""
    var rest = text[...]
    while !rest.isEmpty {
      lines += rest.prefix(60) + "\n"
      rest = rest.dropFirst(60)
    }
    return lines
  }
}
