extension Payments {
  /// The payments that a purchase without a document stands and falls with: all attempts at the one order that
  /// its product is for, else its own alone.
  private func attempts(at purchase: Purchase, _ payment: Payment) throws(StorageError) -> [Payment]
  {
    purchase.isForOneOrder ? try store.payments(ofOrder: purchase.productKey) : [payment]
  }

  /// What all events that are known make of a purchase that has no document, and of the other attempts at its
  /// order.
  ///
  /// A document is due once money ever came, so that the order of events leaves no trace in whether there is
  /// one. Of several attempts at an order the first says which kind, and the last one whom it is addressed to:
  /// who goes back to mend a name means the mended one.
  func settlement(
    ofPurchase payment: Payment, _ purchase: Purchase
  ) throws(StorageError) -> (settlement: Settlement, isDocumentDue: Bool, attempts: [Payment]) {
    let attempts = try attempts(at: purchase, payment)
    let folded = try folded(attempts)
    let settlement = Settlement(
      of: payment.amount.minorUnits, stage: .issued, folded)
    let makesDocument = attempts.first?.purchase?.documentKind != nil
    return (settlement, makesDocument && folded.contains { $0.fold.wasPaid }, attempts)
  }

  /// Works out anew how a purchase stands, and makes its document once money came.
  ///
  /// - Parameter isNotifying: whether somebody is told, if the settings say so.
  func refreshPurchase(
    _ payment: Payment, notifying isNotifying: Bool
  ) throws(StorageError) {
    // The payment at hand may have been read before its document was made.
    guard let payment = try store.payment(payment.key), let purchase = payment.purchase else {
      return
    }
    if let key = payment.documentKey, let document = try kit.documents.document(key) {
      return try refresh(document, notifying: isNotifying)
    }
    let (settlement, isDocumentDue, attempts) = try settlement(ofPurchase: payment, purchase)
    if isDocumentDue {
      let document = try makeDocument(of: attempts)
      try refresh(document, notifying: isNotifying)
      if isNotifying, let paid = settlement.payments.first?.payment {
        try kit.sending.completed(paid, try kit.documents.document(document.key))
      }
      return
    }
    for (payment, standing) in settlement.payments {
      let isChanged = try update(
        payment, standing, about: .payment(reference: payment.reference))
      guard isNotifying else { continue }
      if isChanged { try kit.notices.changed(payment, of: nil) }
      if standing.isSettled { try kit.sending.completed(payment, nil) }
    }
  }

  /// Issues the document of a purchase and lets all attempts at it belong to it, in the caller's transaction.
  private func makeDocument(of attempts: [Payment]) throws(StorageError) -> Document {
    guard let first = attempts.first?.purchase, let last = attempts.last?.purchase,
      let kind = first.documentKind, let product = try kit.products.store.product(first.productKey)
    else {
      throw .damaged(path: kit.database.path, reason: "a purchase has no product")
    }
    let document = try kit.invoicing.issue(
      kind, of: product.terms, to: last.customer.buyer, language: last.language,
      orderReference: last.orderReference, publicID: first.publicID)
    for attempt in attempts {
      try store.assign(attempt.key, to: document.key)
      try journal.append(
        .paymentDocumented, about: .document(number: document.number),
        [
          "payment": .string(attempt.reference), "provider": .string(attempt.provider),
          "mode": .optional(attempt.mode?.rawValue), "product": .string(first.productName),
          "amount": .string(attempt.amount.decimal),
          "currency": .string(attempt.amount.currency.code),
        ], at: kit.now)
    }
    return document
  }

  /// Adds to what was bought of a product what changes by a purchase's new standing.
  func countSale(
    of payment: Payment, _ standing: Payment.Standing
  ) throws(StorageError) {
    guard let purchase = payment.purchase else { return }
    let old = payment.standing
    let bought = (standing.isSettled ? 1 : 0) - (old.isSettled ? 1 : 0)
    let taken = standing.credited - old.credited
    guard bought != 0 || taken != 0 else { return }
    try kit.products.store.addSales(
      of: purchase.productKey, bought: Int64(bought), taken: taken)
  }

  /// The product that a payment buys; `nil` if a document came first.
  package func product(of payment: Payment) throws(StorageError) -> Product? {
    guard let purchase = payment.purchase else { return nil }
    return try kit.products.store.product(purchase.productKey)
  }

  /// The document of the one order that `product` is for, once there is one.
  package func document(ofOrder product: Product) throws(StorageError) -> Document? {
    guard product.isForOneOrder, let key = try store.document(ofOrder: product.key) else {
      return nil
    }
    return try kit.documents.document(key)
  }

  /// What is to be paid for `product` now: its price, or what is left of the document that its order has.
  ///
  /// It throws `NotPayable` if it cannot be bought, else `StorageError`.
  package func price(of product: Product) throws -> Amount {
    try Payability(kit.settings).check(product)
    guard product.isForOneOrder else { return product.terms.amount }
    let order = product.terms.orderReference ?? ""
    guard let document = try document(ofOrder: product) else {
      guard product.bought == 0 else { throw NotPayable.orderPaid(order: order) }
      return product.terms.amount
    }
    guard document.state != .canceled else { throw NotPayable.canceled(number: document.number) }
    guard document.state != .paid, document.balance.minorUnits > 0 else {
      throw NotPayable.orderPaid(order: order)
    }
    return document.balance
  }
}
