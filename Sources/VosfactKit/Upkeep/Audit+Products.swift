import Localization

extension Audit {
  /// That a product is stored as it was put on sale.
  func checkProduct(_ entry: JournalEntry, _ facts: JSONValue, _ digest: String) throws {
    let id = facts["id"]?.string ?? ""
    let stored = try unlessUnreadable(entry.seq) {
      try PublicID(id).flatMap { try ProductStore(database: database).product($0) }
    }
    guard stored?.terms.digest.hexadecimal == digest else {
      throw Finding(
        entry: entry.seq,
        reason: Text(
          en: "the product \(id.shown) is not stored as it was put on sale",
          fr: "le produit \(id.shown) n’est pas stocké tel qu’il a été mis en vente"))
    }
  }

  /// That a purchase without a document was recorded when it started, and stands as its events say.
  func checkPurchase(_ payment: Payment, after last: Int64) throws {
    guard payment.documentKey == nil, payment.purchase != nil else { return }
    var history = try Journal(database: database).entries(
      about: .payment(reference: payment.reference))
    var isRecorded = false
    while let entry = try history.next() {
      if entry.kind == JournalKind.paymentStarted.rawValue { isRecorded = true }
    }
    guard isRecorded else {
      throw Finding(
        entry: last + 1,
        reason: Text(
          en: "the purchase \(payment.reference) is not in the journal",
          fr: "l’achat \(payment.reference) n’est pas au journal"))
    }
    let account = try unlessUnreadable(last + 1) { try accounts.open(payment) }
    let status = account.settlement.payments.first { $0.key == payment.key }?.status
    guard status == payment.status, !account.isDocumentDue else {
      throw Finding(
        entry: last + 1,
        reason: Text(
          en: "the purchase \(payment.reference) does not follow from its events",
          fr: "l’achat \(payment.reference) ne découle pas de ses événements"))
    }
  }

  /// That every product was recorded, is on sale or not as recorded, and that what was bought of it is what its
  /// purchases come to.
  func checkProducts(after last: Int64, _ advance: () -> Void) throws {
    try unlessUnreadable(last + 1) {
      try ProductStore(database: database).forEach { product in
        let shown = product.terms.name.shown
        let record = try record(of: product)
        guard let first = record.first else {
          throw Finding(
            entry: last + 1,
            reason: Text(
              en: "the product \(shown) is not in the journal",
              fr: "le produit \(shown) n’est pas au journal"))
        }
        guard record.isRetired == (product.retiredAt != nil),
          record.linksNotBefore == product.linksNotBefore.seconds
        else {
          throw Finding(
            entry: first,
            reason: Text(
              en: "the retirement of \(shown) is not stored as it was recorded",
              fr: "le retrait de \(shown) n’est pas stocké tel qu’enregistré"))
        }
        let sales = try ProductStore(database: database).countedSales(of: product.key)
        guard sales == (product.bought, product.takenMinorUnits) else {
          throw Finding(
            entry: first,
            reason: Text(
              en: "what was bought of \(shown) does not follow from its purchases",
              fr: "ce qui fut acheté de \(shown) ne découle pas de ses achats"))
        }
        advance()
      }
    }
  }

  /// What the journal tells of a product.
  private func record(
    of product: Product
  ) throws(StorageError) -> (first: Int64?, isRetired: Bool, linksNotBefore: Int64) {
    var record = (first: Int64?.none, isRetired: false, linksNotBefore: Int64(0))
    var history = try Journal(database: database).entries(about: .product(product.publicID))
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
