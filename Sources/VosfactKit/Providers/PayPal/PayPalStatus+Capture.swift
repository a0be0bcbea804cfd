extension PayPalStatus {
  /// What refuses a payment for good or until the customer approves it again, and is no fault of the request.
  fileprivate static let refusals: Set = [
    "COMPLIANCE_VIOLATION", "DUPLICATE_INVOICE_ID", "INSTRUMENT_DECLINED",
    "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED", "ORDER_EXPIRED", "PAYEE_BLOCKED_TRANSACTION",
    "PAYER_ACCOUNT_LOCKED_OR_CLOSED", "PAYER_ACCOUNT_RESTRICTED", "PAYER_CANNOT_PAY",
    "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", "TRANSACTION_BLOCKED_BY_PAYEE",
    "TRANSACTION_LIMIT_EXCEEDED", "TRANSACTION_RECEIVING_LIMIT_EXCEEDED", "TRANSACTION_REFUSED",
  ]

  /// Takes the money of an order that the customer has approved, and gives the events that follow.
  ///
  /// Source: Orders v2, "Capture payment for order", and its list of errors.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func capture(_ order: PayPalOrderDetails) throws(ProviderError) -> [PaymentEvent] {
    // The order's time makes a second approval another request than the first, whose answer PayPal would only
    // repeat.
    let moment = (try? order.json.updatedAt).map { "-\($0.seconds)" } ?? ""
    let response = try connection.post(
      "/v2/checkout/orders/\(order.id)/capture", [:],
      requestID: "vosfact-capture-\(payment.reference)\(moment)")
    // The capture's own status decides.
    if response.isSuccess {
      return try events(of: PayPalOrderDetails(connection.client.json(response), id: order.id))
    }
    guard response.status == 422, let json = try? JSONValue(parsing: response.body) else {
      throw connection.client.failure(response)
    }
    let issues = (json["details"]?.array ?? []).compactMap { $0["issue"]?.string }
    // Somebody was faster.
    if issues.contains("ORDER_ALREADY_CAPTURED") {
      guard let order = try self.order(order.id) else { return [] }
      return try events(of: order)
    }
    // The customer has to do something yet.
    if issues.contains("ORDER_NOT_APPROVED") || issues.contains("PAYER_ACTION_REQUIRED") {
      return []
    }
    guard let issue = issues.first(where: Self.refusals.contains) else {
      throw connection.client.failure(response)
    }
    return [try refused(order, issue)]
  }

  /// A capture that the customer's bank or PayPal refused. The customer may approve the order again.
  private func refused(
    _ order: PayPalOrderDetails, _ issue: String
  ) throws(ProviderError) -> PaymentEvent {
    let time = try order.json.updatedAt
    return PaymentEvent(
      id: "query:\(order.id):failed:\(time.seconds):\(issue)", attempt: .failed, at: time,
      amount: order.amount, reference: order.reference, identifiers: [PayPalName.order(order.id)],
      reason: issue)
  }
}
