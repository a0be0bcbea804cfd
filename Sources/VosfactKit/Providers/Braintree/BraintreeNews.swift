/// What a notification tells of what it is about.
struct BraintreeNews {
  /// In Braintree's own word.
  let kind: String
  let at: UnixTime
  let subject: XMLElement
  /// Tells one notification from another.
  let digest: String

  /// What happened to a payment; nothing if the kind is of no concern.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if the subject is not as documented.
  func paymentEvents() throws(ProviderError) -> [PaymentEvent] {
    guard let kind = BraintreeKind(rawValue: kind) else {
      throw .refused(.malformed(.unknownKind))
    }
    switch kind {
    case .transactionSettled:
      let transaction = try transaction(in: subject)
      return [transaction.isRefund ? event(.refunded, transaction) : event(.paid, transaction)]
    case .transactionSettlementDeclined:
      // It was settled, or counted as paid, before the bank returned it.
      let transaction = try transaction(in: subject)
      return [
        transaction.isRefund ? event(.refundFailed, transaction) : event(.reversed, transaction)
      ]
    case .refundFailed:
      return [event(.refundFailed, try transaction(in: subject, unlessTold: "credit"))]
    // The money has left the customer's account, and is ours once it is charged.
    case .localPaymentCompleted: return [try localPayment(.processing)]
    case .localPaymentFunded: return [try localPayment(.paid)]
    case .localPaymentExpired: return [try localPayment(.expired)]
    // The money went back before it was charged, so that there is nothing to give back.
    case .localPaymentReversed: return [try localPayment(.reversed)]
    case .disputeOpened, .disputeUnderReview, .disputeDisputed, .disputeExpired:
      return [try dispute(.disputed)]
    case .disputeLost, .disputeAccepted, .disputeAutoAccepted: return [try dispute(.disputeLost)]
    case .disputeWon: return [try dispute(.disputeWon)]
    // What is paid out to the seller was settled before.
    case .transactionDisbursed: return disbursed().map { [$0] } ?? []
    case .disbursement, .disbursementException, .transactionRetried, .transactionReviewed,
      .accountUpdaterDailyReport, .check, .connectedMerchantPayPalStatusChanged,
      .connectedMerchantStatusTransitioned, .grantedPaymentMethodRevoked,
      .grantorUpdatedGrantedPaymentMethod, .oAuthAccessRevoked, .partnerMerchantConnected,
      .partnerMerchantDeclined, .partnerMerchantDisconnected, .paymentMethodCustomerDataUpdated,
      .paymentMethodRevokedByCustomer, .recipientUpdatedGrantedPaymentMethod,
      .subscriptionBillingSkipped, .subscriptionCanceled, .subscriptionChargedSuccessfully,
      .subscriptionChargedUnsuccessfully, .subscriptionExpired, .subscriptionTrialEnded,
      .subscriptionWentActive, .subscriptionWentPastDue:
      return []
    }
  }

  /// That a sale came which is paid out, if the notification says all that takes: the same as once it is settled.
  private func disbursed() -> PaymentEvent? {
    guard subject.only("transaction")?.value("status") == "settled",
      let transaction = try? transaction(in: subject), !transaction.isRefund,
      transaction.amount != nil
    else { return nil }
    return event(.paid, transaction)
  }

  private struct Transaction {
    let id: String
    let isRefund: Bool
    let amount: Amount?
    let reference: String?
    /// The transaction that a refund is of.
    let refunded: String?
    let method: String?
    let reason: String?
  }

  /// - Parameter type: what it is where it does not say so.
  private func transaction(
    in parent: XMLElement, unlessTold type: String? = nil
  ) throws(ProviderError) -> Transaction {
    guard let element = parent.only("transaction"), let id = element.value("id"),
      let type = element.value("type") ?? type, type == "sale" || type == "credit"
    else { throw Self.malformed("transaction") }
    return Transaction(
      id: id, isRefund: type == "credit", amount: element.amount("amount"),
      reference: element.value("order-id"), refunded: element.value("refunded-transaction-id"),
      method: element.value("payment-instrument-type").map(BraintreeMethod.name),
      reason: element.value("processor-settlement-response-text"))
  }

  private func event(
    _ kind: PaymentEvent.Kind, _ transaction: Transaction, knownAs names: [String] = []
  ) -> PaymentEvent {
    // A refund's own name must not become the payment's.
    let own = transaction.isRefund ? transaction.refunded : transaction.id
    return PaymentEvent(
      id: id(of: transaction.id), kind: kind, of: TransactionReference(own), at: at,
      amount: transaction.amount, reference: transaction.reference,
      identifiers: names + [own].compactMap(\.self),
      subject: transaction.isRefund || kind == .paid || kind == .reversed ? transaction.id : nil,
      method: transaction.isRefund ? nil : transaction.method,
      reason: kind == .reversed || kind == .refundFailed ? transaction.reason : nil)
  }

  private func localPayment(_ kind: PaymentEvent.Kind) throws(ProviderError) -> PaymentEvent {
    let elements = subject.children.filter { $0.name.hasPrefix("local-payment") }
    guard elements.count == 1, let id = elements[0].value("payment-id") else {
      throw Self.malformed("local-payment")
    }
    if elements[0].only("transaction")?.value("id") != nil {
      return event(
        kind, try transaction(in: elements[0], unlessTold: "sale"), knownAs: [id])
    }
    guard kind != .paid else { throw Self.malformed("transaction") }
    return PaymentEvent(id: self.id(of: id), kind: kind, of: .unnamed, at: at, identifiers: [id])
  }

  private func dispute(_ kind: PaymentEvent.Kind) throws(ProviderError) -> PaymentEvent {
    guard let dispute = subject.only("dispute"), let id = dispute.value("id"),
      let transaction = dispute.only("transaction"), let name = transaction.value("id")
    else { throw Self.malformed("dispute") }
    // A retrieval is an inquiry of the bank's: it takes nothing, whatever it ends with. A chargeback is another dispute.
    let isInquiry = dispute.value("kind") == "retrieval"
    let isOver =
      isInquiry && (kind == .disputeLost || self.kind == BraintreeKind.disputeExpired.rawValue)
    return PaymentEvent(
      id: self.id(of: id), kind: isOver ? .disputeWon : kind, of: .named(name), at: at,
      amount: dispute.amount("amount-disputed")
        .map { isInquiry ? Amount(minorUnits: 0, currency: $0.currency) : $0 },
      reference: transaction.value("order-id"),
      identifiers: [name], subject: id, reason: dispute.value("reason"))
  }

  private func id(of object: String) -> String { "\(kind):\(object):\(digest)" }

  /// That an element is missing or not as documented.
  static func malformed(_ element: String) -> ProviderError {
    .malformed(
      en: "its element \(element) is missing or not as documented",
      fr: "son élément \(element) manque ou n’est pas conforme")
  }
}

extension XMLElement {
  /// The amount in the child of this name; `nil` without a currency, which some notifications leave out.
  fileprivate func amount(_ name: String) -> Amount? {
    guard let number = value(name), let code = value("currency-iso-code") else { return nil }
    return BraintreeAmount.amount(number, currency: code)
  }
}
