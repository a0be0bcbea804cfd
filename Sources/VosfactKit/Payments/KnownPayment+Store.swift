extension PaymentStore {
  /// What a provider is told of a payment when it is asked about it.
  func known(_ payment: Payment) throws(StorageError) -> KnownPayment {
    KnownPayment(
      reference: payment.reference, amount: payment.amount,
      providerReference: payment.providerReference, identifiers: try identifiers(of: payment.key),
      startedAt: payment.startedAt, method: payment.status.method, isOurs: !payment.isUnmatched)
  }
}
