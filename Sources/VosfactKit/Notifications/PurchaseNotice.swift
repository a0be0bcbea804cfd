extension Payments {
  /// Queues what is to be told of a purchase that was just paid, in the transaction in which it was: of one order
  /// once, however many attempts at it are paid.
  ///
  /// - Parameter document: the one that it made, if any.
  func notifyCompleted(_ payment: Payment, _ document: Document?) throws(StorageError) {
    guard let purchase = payment.purchase else { return }
    let customer = purchase.customer
    let key = purchase.isForOneOrder ? purchase.productID.description : payment.reference
    if let document {
      try send(document)
    } else {
      try kit.notices.purchased(by: payment, key: key)
    }
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

  /// Sends the customer the document of a purchase, if the settings say so.
  private func send(_ document: Document) throws(StorageError) {
    guard try kit.settings.isOn(.sendsPurchaseDocument) else { return }
    do {
      _ = try kit.sending.send(document)
    } catch let error as StorageError {
      throw error
    } catch {
      // Without an address there is nobody to send it to, and the purchase stands all the same.
    }
  }
}
