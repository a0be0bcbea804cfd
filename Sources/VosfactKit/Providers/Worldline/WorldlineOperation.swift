/// An operation on a payment, or the payment itself, as it stands, whether a webhook or the API told of it.
///
/// Source: Worldline's API reference, "PaymentResponse", "RefundResponse", "PaymentDetailsResponse".
struct WorldlineOperation {
  let id: WorldlineID
  let status: WorldlineStatus
  let meaning: WorldlineStatus.Meaning
  let amount: Amount?
  /// Our reference, if it has one.
  let reference: String?
  /// The page on which the customer paid, by its identifier.
  let checkout: String?
  let method: String?
  /// Why it was rejected, in Worldline's word.
  let reason: String?
  /// When it was made, if that is told.
  let at: UnixTime?

  /// A payment.
  ///
  /// - Throws: as `payment` does if a member is not as documented.
  init(payment: WorldlineObject) throws(ProviderError) {
    let output = try payment.object("paymentOutput")
    let told = try output?.amount("amountOfMoney")
    let acquired = try output?.amount("acquiredAmount")
    try self.init(
      payment, output, isRefund: false,
      // What came, where more or less was asked for.
      amount: acquired.flatMap { $0.minorUnits > 0 ? $0 : nil } ?? told)
  }

  /// A refund.
  ///
  /// - Throws: as `refund` does if a member is not as documented.
  init(refund: WorldlineObject) throws(ProviderError) {
    let output = try refund.object("refundOutput")
    try self.init(refund, output, isRefund: true, amount: output?.amount("amountOfMoney"))
  }

  /// One of the operations that are listed with a payment.
  ///
  /// - Parameter output: the payment's.
  /// - Throws: as `operation` does if a member is not as documented.
  init(
    listed operation: WorldlineObject, of payment: WorldlineObject, _ output: WorldlineObject?
  ) throws(ProviderError) {
    let own = try operation.amount("amountOfMoney")
    let asked = try output?.amount("amountOfMoney")
    try self.init(
      operation, output, isRefund: false,
      amount: own ?? asked, page: payment)
  }

  private init(
    _ object: WorldlineObject, _ output: WorldlineObject?, isRefund: Bool, amount: Amount?,
    page: WorldlineObject? = nil
  ) throws(ProviderError) {
    id = try object.required("id") { $0.string.flatMap(WorldlineID.init) }
    let standing = try object.object("statusOutput")
    status = WorldlineStatus(
      word: try object.required("status", where: { $0.utf8.count <= 64 }),
      number: try standing?.optional("statusCode", as: \.int64))
    method = try WorldlineMethod(output ?? object).name
    meaning =
      isRefund
      ? status.ofRefund
      : status.ofPayment(
        isDebit: method == WorldlineMethod.debit,
        isAccepted: try standing?.optional("isAuthorized", as: \.bool) ?? false)
    // A payment that is said to be refunded does not say how much of it is.
    let isVague = id.isPayment && (meaning == .event(.refunded) || meaning == .event(.refundFailed))
    self.amount = isVague ? nil : amount
    reference = try output?.object("references")?.text("merchantReference")
    checkout = try (page ?? object).object("hostedCheckoutSpecificOutput")?.text("hostedCheckoutId")
    reason = try Self.reason(in: standing)
    let own = try object.moment("transactionDate")
    let told = try output?.moment("transactionDate")
    at = own ?? told
  }

  /// The word of the first error that is told.
  private static func reason(in standing: WorldlineObject?) throws(ProviderError) -> String? {
    guard let error = try standing?.objects("errors").first else { return nil }
    for name in ["errorCode", "code", "id"] {
      if let word = try error.text(name) { return word }
    }
    return nil
  }

  /// The name by which a payment is known that was paid on the page `checkout`.
  static func identifier(ofCheckout checkout: String) -> String { "\(checkoutPrefix)\(checkout)" }

  /// What the identifiers of pages begin with, as their numbers are no payments'.
  static let checkoutPrefix = "hostedcheckout/"

  /// What happened; `nil` if it changes nothing, or is not known what it means.
  func event(id: String, at time: UnixTime) -> PaymentEvent? {
    guard case .event(let kind) = meaning else { return nil }
    return PaymentEvent(
      id: id, kind: kind, of: .named(self.id.payment), at: time, amount: amount,
      reference: reference,
      identifiers: [self.id.payment, checkout.map(Self.identifier)].compactMap(\.self),
      subject: subject(of: kind), method: method,
      reason: [.failed, .reversed, .refundFailed].contains(kind) ? reason : nil)
  }

  private func subject(of kind: PaymentEvent.Kind) -> String? {
    switch kind {
    case .refunded, .refundFailed: id.isPayment ? nil : id.text
    case .disputed, .disputeWon, .disputeLost: id.payment
    default: nil
    }
  }
}

/// How a customer paid.
///
/// Source: Worldline's API reference, `paymentMethod` and `paymentProductId` of "PaymentOutput".
struct WorldlineMethod {
  /// A debit of a bank account.
  static let debit = "sepa_debit"

  let name: String?

  /// - Parameter output: of a payment or a refund.
  init(_ output: WorldlineObject) throws(ProviderError) {
    let word = try output.text("paymentMethod")?.lowercased()
    let redirect = try output.object("redirectPaymentMethodSpecificOutput")
    let isPayPal = try redirect?.optional("paymentProductId", as: \.int64) == 840
    let isDebit = output.json["sepaDirectDebitPaymentMethodSpecificOutput"]?.members != nil
    name =
      isDebit || word == "directdebit" || word == "sepadirectdebit"
      ? Self.debit : isPayPal ? "paypal" : word
  }
}
