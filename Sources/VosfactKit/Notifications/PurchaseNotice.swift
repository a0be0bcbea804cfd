extension Payments {
  /// Queues what is to be told of a purchase that was just paid, in the transaction in which it was: of one order
  /// once, however many attempts at it are paid.
  ///
  /// - Parameter document: the one that it made, if any.
  func notifyCompleted(_ payment: Payment, _ document: Document?) throws(StorageError) {
    guard let purchase = payment.purchase else { return }
    let customer = purchase.customer
    let key = purchase.isForOneOrder ? purchase.productID.description : payment.reference
    if document == nil { try kit.notices.purchased(by: payment, key: key) }
    try kit.notices.tell(
      .purchaseCompleted, key: key, document,
      [
        ("payment", try kit.notices.json(store.payment(payment.key) ?? payment, document)),
        (
          "purchase",
          [
            "product": .string(purchase.productID.description),
            "name": .string(purchase.productName),
            "order_reference": .optional(purchase.orderReference),
            "buyer_name": .string(customer.name), "buyer_email": .string(customer.email),
            "buyer_country": .optional(customer.country),
          ]
        ),
      ])
  }
}
