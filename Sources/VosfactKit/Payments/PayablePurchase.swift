package import Localization

/// A product that a customer buys.
struct PayablePurchase: Payable {
  let payments: Payments
  let product: Product
  let purchase: Purchase
  let amount: Amount

  /// One order is paid by one customer, as a document is; a product is bought by all that come.
  var limits: [Limit] {
    let key = product.key.rawValue
    return [
      product.isForOneOrder
        ? Limit(.attemptsPerDocument, of: "order-\(key)")
        : Limit(.attemptsPerProduct, of: String(key)),
      Limit(.attemptsPerSite),
    ]
  }

  func checked() throws -> PayablePurchase {
    guard let current = try payments.products.product(product.key) else {
      throw Fault.noProduct(product.publicID.description)
    }
    return PayablePurchase(
      payments: payments, product: current, purchase: purchase,
      amount: try payments.price(of: current))
  }

  /// The customer's own: another one's attempt at the same product is never offered again, and one with other
  /// details is another purchase.
  func attempts(after start: UnixTime) throws -> [Payment] {
    try payments.store.payments(of: product.key, by: purchase.customer, after: start)
      .filter { payment in
        guard let other = payment.purchase else { return false }
        return other.customer.name == purchase.customer.name
          && other.customer.country == purchase.customer.country
          && other.orderReference == purchase.orderReference
      }
  }

  func attempt(
    reference: String, links: PayLinks.Maker, lifetime: Seconds, dayNumber: Int
  ) throws -> PaymentAttempt {
    // Who gives up there comes back for the same order; its product knows it where it is for that one alone.
    let order = product.isForOneOrder ? nil : purchase.orderReference
    let payLink = try links.link(toRetired: product, filling: Prefill(email: nil, order: order))
    return PaymentAttempt(
      reference: reference, amount: amount,
      documentNumber: purchase.orderReference ?? product.terms.name, title: product.terms.name,
      language: purchase.language, buyer: purchase.customer.buyer,
      returnAddress: try links.returnAddress(ofPurchase: purchase.publicID),
      payAddress: payLink.url, base: try payments.settings.required(.payLinkBase),
      startedAt: payments.clock.now,
      expiresAt: payments.clock.now + lifetime, dayNumber: dayNumber)
  }

  func insert(
    _ attempt: PaymentAttempt, _ started: StartedAttempt?, provider: String, mode: ProviderMode
  ) throws -> Payment {
    // Another payment of the order came in between.
    guard attempt.amount == amount else {
      throw NotPayable.orderPaid(order: purchase.orderReference ?? "")
    }
    return try payments.post(
      attempt, started, for: try payments.document(ofOrder: product), buying: purchase,
      provider: provider, mode: mode)
  }
}

extension Payments {
  /// Starts a purchase of `product` by `customer` with the provider `name`, or gives the one that this customer
  /// has open there already.
  ///
  /// No document is made before it is paid. Which kind it will be is settled now.
  ///
  /// It throws `LimitReached`, `NotPayable`, `ProviderError`, `Fault`, `SecretError` or `StorageError`.
  ///
  /// - Parameters:
  ///   - orderReference: the order that the link fills in; the product's own order goes before it.
  ///   - language: ISO 639-1, of the customer's page; the setting's unless it is given.
  ///   - isVisitor: whether somebody starts it by the web, as for documents.
  ///   - key: as for documents.
  ///   - isRehearsal: whether to store nothing, as for documents.
  package func start(
    _ product: Product, for customer: Customer, orderReference: String? = nil, with name: String,
    language: Language? = nil, byVisitor isVisitor: Bool = false,
    under key: IdempotencyKey? = nil, rehearsing isRehearsal: Bool = false
  ) throws -> (payment: Payment, next: NextStep?) {
    let purchase = Purchase(
      productKey: product.key, productID: product.publicID, productName: product.terms.name,
      publicID: PublicID(rawValue: random.int64()), customer: customer,
      orderReference: product.terms.orderReference ?? orderReference,
      isForOneOrder: product.isForOneOrder, documentKind: try settings.value(.purchaseDocumentKind),
      language: try (language ?? settings.value(.language)).rawValue)
    return try start(
      PayablePurchase(
        payments: self, product: product, purchase: purchase, amount: product.terms.amount),
      with: name, byVisitor: isVisitor, under: key, rehearsing: isRehearsal)
  }
}
