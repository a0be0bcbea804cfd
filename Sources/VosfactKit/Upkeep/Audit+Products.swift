extension Audit {
  /// That a purchase without a document was recorded when it started, and stands as its events say.
  func checkPurchase(_ payment: Payment, after last: Int64) throws {
    guard payment.documentKey == nil, payment.purchase != nil else { return }
    var history = try journal.entries(about: .payment(reference: payment.reference))
    var isRecorded = false
    while let entry = try history.next() {
      if entry.kind == JournalKind.paymentStarted.rawValue { isRecorded = true }
    }
    try require(
      isRecorded, at: last + 1, en: "the purchase \(payment.reference) is not in the journal",
      fr: "l’achat \(payment.reference) n’est pas au journal")
    let account = try unlessUnreadable(last + 1) { try accounts.open(payment) }
    let status = account.settlement.payments.first { $0.key == payment.key }?.status
    try require(
      status == payment.status && !account.isDocumentDue, at: last + 1,
      en: "the purchase \(payment.reference) does not follow from its events",
      fr: "l’achat \(payment.reference) ne découle pas de ses événements")
  }

  /// That every product was recorded, is on sale or not as recorded, and that what was bought of it is what its
  /// purchases come to.
  func checkProducts(after last: Int64, _ advance: () -> Void) throws {
    try unlessUnreadable(last + 1) {
      try products.forEach { product in
        let shown = product.terms.name.shown
        let record = try record(of: product)
        try require(
          record.first != nil, at: last + 1, en: "the product \(shown) is not in the journal",
          fr: "le produit \(shown) n’est pas au journal")
        let first = record.first ?? last + 1
        try require(
          record.isRetired == (product.retiredAt != nil)
            && record.linksNotBefore == product.linksNotBefore.seconds, at: first,
          en: "the retirement of \(shown) is not stored as it was recorded",
          fr: "le retrait de \(shown) n’est pas stocké tel qu’enregistré")
        try require(
          products.countedSales(of: product.key) == (product.bought, product.takenMinorUnits),
          at: first, en: "what was bought of \(shown) does not follow from its purchases",
          fr: "ce qui fut acheté de \(shown) ne découle pas de ses achats")
        advance()
      }
    }
  }

  /// What the journal tells of a product.
  private func record(
    of product: Product
  ) throws(StorageError) -> (first: Int64?, isRetired: Bool, linksNotBefore: Int64) {
    var record = (first: Int64?.none, isRetired: false, linksNotBefore: Int64(0))
    var history = try journal.entries(about: .product(product.publicID))
    while let entry = try history.next() {
      if record.first == nil { record.first = entry.seq }
      switch JournalKind(rawValue: entry.kind) {
      case .productRetired:
        record.isRetired = true
        record.linksNotBefore = entry.linksNotBefore ?? record.linksNotBefore
      case .productRevived: record.isRetired = false
      default: break
      }
    }
    return record
  }
}
