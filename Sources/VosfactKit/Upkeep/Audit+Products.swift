extension Audit {
  /// That a purchase without a document was recorded when it started, and stands as its events say.
  func checkPurchase(_ payment: Payment, after last: Int64) throws {
    guard payment.documentKey == nil, payment.purchase != nil else { return }
    let (en, fr) = (
      "the purchase \(payment.reference) is not in the journal",
      "l’achat \(payment.reference) n’est pas au journal"
    )
    let record = try record(of: .payment(reference: payment.reference), after: last, en: en, fr: fr)
    let isRecorded = record.kinds.contains(JournalKind.paymentStarted.rawValue)
    try require(isRecorded, at: last + 1, en: en, fr: fr)
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
        let record = try record(
          of: .product(product.publicID), after: last,
          en: "the product \(shown) is not in the journal",
          fr: "le produit \(shown) n’est pas au journal")
        try require(
          record.isRetired == (product.retiredAt != nil)
            && record.linksNotBefore == product.linksNotBefore.seconds, at: record.first,
          en: "the retirement of \(shown) is not stored as it was recorded",
          fr: "le retrait de \(shown) n’est pas stocké tel qu’enregistré")
        try require(
          products.countedSales(of: product.key) == (product.bought, product.takenMinorUnits),
          at: record.first, en: "what was bought of \(shown) does not follow from its purchases",
          fr: "ce qui fut acheté de \(shown) ne découle pas de ses achats")
        advance()
      }
    }
  }
}
