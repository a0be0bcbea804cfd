/// The request that takes the money of an order that the customer has approved.
///
/// Source: Orders v2, "Capture payment for order", and its list of errors.
struct PayPalCapture {
  private let order: String
  private let requestID: String

  /// What came of it.
  enum Answer {
    /// The order as it stands with its capture, whose own status decides.
    case captured(PayPalOrderDetails)
    /// Somebody was faster: the order must be asked for.
    case capturedBefore
    /// The customer has to do something yet.
    case notYet
    /// The payment was refused, for the reason in PayPal's own word.
    case refused(issue: String)
  }

  /// The order's time makes a second approval another request than the first, whose answer PayPal would only
  /// repeat.
  init(_ order: PayPalOrderDetails, for payment: KnownPayment) {
    self.order = order.id
    let moment = (try? order.json.updatedAt).map { "-\($0.seconds)" } ?? ""
    requestID = "vosfact-capture-\(payment.reference)\(moment)"
  }

  /// What refuses a payment for good or until the customer approves it again, and is no fault of the request.
  private static let refusals: Set = [
    "COMPLIANCE_VIOLATION", "DUPLICATE_INVOICE_ID", "INSTRUMENT_DECLINED",
    "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED", "ORDER_EXPIRED", "PAYEE_BLOCKED_TRANSACTION",
    "PAYER_ACCOUNT_LOCKED_OR_CLOSED", "PAYER_ACCOUNT_RESTRICTED", "PAYER_CANNOT_PAY",
    "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", "TRANSACTION_BLOCKED_BY_PAYEE",
    "TRANSACTION_LIMIT_EXCEEDED", "TRANSACTION_RECEIVING_LIMIT_EXCEEDED", "TRANSACTION_REFUSED",
  ]

  /// Takes the money.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func send(with connection: PayPalConnection) throws(ProviderError) -> Answer {
    let response = try connection.post(
      "/v2/checkout/orders/\(order)/capture", [:], requestID: requestID)
    guard response.isSuccess else {
      guard response.status == 422, let json = try? JSONValue(parsing: response.body) else {
        throw connection.client.failure(response)
      }
      let issues = (json["details"]?.array ?? []).compactMap { $0["issue"]?.string }
      if issues.contains("ORDER_ALREADY_CAPTURED") { return .capturedBefore }
      if issues.contains("ORDER_NOT_APPROVED") || issues.contains("PAYER_ACTION_REQUIRED") {
        return .notYet
      }
      if let issue = issues.first(where: Self.refusals.contains) { return .refused(issue: issue) }
      throw connection.client.failure(response)
    }
    return .captured(try PayPalOrderDetails(connection.client.json(response), id: order))
  }
}
