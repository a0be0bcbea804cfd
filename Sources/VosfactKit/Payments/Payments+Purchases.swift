extension Payments {
  /// The product that a payment buys; `nil` if a document came first.
  package func product(of payment: Payment) throws(StorageError) -> Product? {
    guard let purchase = payment.purchase else { return nil }
    return try products.product(purchase.productKey)
  }

  /// The document of the one order that `product` is for, once there is one.
  package func document(ofOrder product: Product) throws(StorageError) -> Document? {
    guard product.isForOneOrder, let key = try store.document(ofOrder: product.key) else {
      return nil
    }
    return try documents.document(key)
  }

  /// What is to be paid for `product` now: its price, or what is left of the document that its order has.
  ///
  /// It throws `NotPayable` if it cannot be bought, else `StorageError`.
  package func price(of product: Product) throws -> Amount {
    try Payability(settings).check(product)
    guard product.isForOneOrder else { return product.terms.amount }
    let order = product.terms.orderReference ?? ""
    guard let document = try document(ofOrder: product) else {
      guard product.bought == 0 else { throw NotPayable.orderPaid(order: order) }
      return product.terms.amount
    }
    guard document.state != .canceled else { throw NotPayable.canceled(number: document.number) }
    guard document.claim.minorUnits > 0 else { throw NotPayable.orderPaid(order: order) }
    return document.claim
  }
}
