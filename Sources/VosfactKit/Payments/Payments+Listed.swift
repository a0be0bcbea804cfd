extension Payments {
  /// The payment as lists show it.
  ///
  /// - Parameter isTaxed: whether somebody reads its shares by rate of VAT.
  package func listed(
    _ payment: Payment, taxed isTaxed: Bool = true
  ) throws(StorageError) -> ListedPayment {
    ListedPayment(
      payment, document: try document(of: payment)?.number, given: try store.given(of: payment),
      movements: isTaxed
        ? try TaxedMovements(database: database, clock: clock).movements(of: payment) : [],
      for: payment.isForSeveral ? try store.asked(by: payment.key).map(\.number) : [])
  }

  /// The transactions of a payment, in the order in which they were first heard of.
  package func transactions(of payment: Payment) throws(StorageError) -> [ListedTransaction] {
    let fold = PaymentFold(
      try store.events(of: payment.key), asked: payment.amount,
      resolutions: try store.resolutions(of: payment.key))
    return fold.transactions.map { ListedTransaction(fold: $0, payment: payment) }
  }
}
