extension Payments {
  /// Queues what is to be told of a purchase that was just paid, in the transaction in which it was: of one order
  /// once, however many attempts at it are paid.
  ///
  /// - Parameter document: the one that it made, if any.
  func notifyCompleted(_ payment: Payment, _ document: Document?) throws(StorageError) {
    guard let purchase = payment.purchase, try kit.settings.value(.webhook) != nil else { return }
    let customer = purchase.customer
    let key = purchase.isForOneOrder ? purchase.productID.description : payment.reference
    try Outbox(database: kit.database).queue(
      .webhook, key: "purchase.completed:\(key)",
      [
        "event": "purchase.completed", "payment": .string(payment.reference),
        "product": .string(purchase.productID.description),
        "name": .string(purchase.productName), "document": .optional(document?.number),
        "amount": .string(payment.amount.decimal),
        "currency": .string(payment.amount.currency.code),
        "order_reference": .optional(purchase.orderReference),
        "buyer_name": .string(customer.name), "buyer_email": .string(customer.email),
        "buyer_country": .optional(customer.country),
      ], at: kit.now)
  }
}
