extension Notices: LedgerObserver {
  /// Queues what is to be told of a purchase that was just paid, in the transaction in which it was: of one order
  /// once, however many attempts at it are paid.
  ///
  /// - Parameter document: the one that it made, if any.
  func purchased(by payment: Payment, _ document: Document?) throws(StorageError) {
    guard let purchase = payment.purchase else { return }
    let customer = purchase.customer
    let key = purchase.isForOneOrder ? purchase.productID.description : payment.reference
    if let document {
      // Without an address there is nobody to send it to, and the purchase stands all the same.
      if let to = document.mailAddress, document.stage != .canceled,
        try settings.value(.sendsPurchaseDocument)
      {
        _ = try send(document, to: to)
      }
    } else {
      try mail(.paid, key: "purchase:\(key)", payment, nil, payment.amount)
    }
    try tell(
      .purchaseCompleted, key: key, document,
      [
        ("payment", try json(payment, document)),
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
