package import Localization

/// Payments: started, received, and what follows from them.
package struct Payments {
  let database: Database
  let clock: WallClock
  let random: RandomSource
  let transport: any HTTPTransport
  let providers: Providers
  let payLinks: PayLinks
  let notices: Notices
  /// Where all that is heard or decided about money goes.
  let ledger: Ledger

  var keys: IdempotencyKeys { IdempotencyKeys(database: database, clock: clock) }
  var settings: Settings { Settings(database: database) }
  var documents: DocumentStore { DocumentStore(database: database) }
  var products: ProductStore { ProductStore(database: database) }
  var visitorCounts: VisitorCounts { VisitorCounts(database: database, clock: clock) }
  var store: PaymentStore { PaymentStore(database: database) }
  var journal: Journal { Journal(database: database) }

  /// The payment that a user names by its id.
  ///
  /// It throws `Fault` or `StorageError`.
  package func named(_ reference: String) throws -> Payment {
    guard let payment = try store.payment(reference: reference.uppercased()) else {
      throw Fault.noPayment(reference)
    }
    return payment
  }

  /// The events of a payment, in the order in which they count.
  package func events(of payment: Payment) throws(StorageError) -> [PaymentEvent] {
    try store.events(of: payment.key)
  }

  /// The document that a payment is for; `nil` if there is none, or none yet.
  package func document(of payment: Payment) throws(StorageError) -> Document? {
    try documents.document(of: payment)
  }

  /// The payments that `filter` lets through, oldest first, read one after the other.
  package func list(_ filter: PaymentFilter) throws(StorageError) -> Listing<Payment> {
    try store.list(filter)
  }

  /// The raw requests that told of a payment, in the order in which they came.
  package func callbacks(of payment: Payment) throws(StorageError) -> [KeptCallback] {
    try CallbackInbox(payments: self).callbacks(of: payment.key)
  }

  /// What is under way for a document, oldest first.
  package func underWay(for document: Document) throws(StorageError) -> [MoneyUnderWay] {
    try MoneyUnderWay.of(document, in: database)
  }

  /// The payments for a document, and those of which some was given to it by hand, oldest first.
  package func payments(countingFor document: Document) throws(StorageError) -> [Payment] {
    var filter = PaymentFilter()
    filter.document = document.key
    var found: [Payment] = []
    var listing = try list(filter)
    while let payment = try listing.next() { found.append(payment) }
    return found
  }

  /// The payments for a document, oldest first.
  package func payments(for document: Document) throws(StorageError) -> [Payment] {
    try store.payments(for: document.key)
  }

  /// The ids that begin with `prefix`, as the store gives them.
  package func references(
    beginningWith prefix: String, limit: Int
  ) throws(StorageError) -> Listing<String> {
    try store.references(beginningWith: prefix, limit: limit)
  }
}

extension Fault {
  /// A reference that is no payment's.
  package static func noPayment(_ reference: String) -> Fault {
    Fault(
      .notFound,
      en: "no payment '\(reference.shown)'; the id is not known; see 'vosfact payment list'",
      fr:
        "aucun paiement « \(reference.shown) » ; l’identifiant est inconnu ; voyez « vosfact payment list »"
    )
  }

  /// An amount that nothing can be paid or given back of.
  static let amountNotPositive = Fault(
    .badValue, en: "a payment's amount must be above zero; nothing was done; give another",
    fr: "le montant d’un paiement doit être positif ; rien n’a été fait ; donnez-en un autre")

  /// An amount that is over what one document or several still ask.
  static func amountOverBalance(of number: String, _ balance: Amount) -> Fault {
    Fault(
      .refused,
      en:
        "the amount is over what \(number.shown) still asks; \(balance.text.en) is left; give less",
      fr:
        "le montant dépasse ce que demande encore \(number.shown) ; il reste \(balance.text.fr) ; donnez moins"
    )
  }
}
