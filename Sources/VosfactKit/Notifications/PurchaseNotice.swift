extension Sending: LedgerObserver {
  /// Queues what is to be told of a purchase that was just paid, in the transaction in which it was: of one order
  /// once, however many attempts at it are paid.
  ///
  /// - Parameter document: the one that it made, if any.
  package func purchased(by payment: Payment, _ document: Document?) throws(StorageError) {
    guard let purchase = payment.purchase else { return }
    let customer = purchase.customer
    let key = purchase.isForOneOrder ? purchase.productID.description : payment.reference
    if let document {
      // Without an address there is nobody to send it to, and the purchase stands all the same.
      if let to = document.content.buyer.email, document.stage != .canceled,
        try Settings(database: database).isOn(.sendsPurchaseDocument)
      {
        _ = try send(document, to: to)
      }
    } else {
      try notices.purchased(by: payment, key: key)
    }
    try notices.tell(
      .purchaseCompleted, key: key, document,
      [
        ("payment", try notices.json(payment, document)),
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

  package func pending(_ payment: Payment, _ document: Document?) throws(StorageError) {
    try notices.pending(payment, document)
  }

  package func changed(
    _ before: Payment, to payment: Payment, of document: Document?
  ) throws(StorageError) {
    try notices.changed(before, to: payment, of: document)
  }

  package func paid(_ document: Document, by completing: Payment?) throws(StorageError) {
    try notices.paid(document, by: completing)
  }
}
