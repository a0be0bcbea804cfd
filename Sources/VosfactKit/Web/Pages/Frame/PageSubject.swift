import Localization

/// What a page is about: a document, or something that is bought without one.
struct PageSubject: Equatable, Sendable {
  /// What a customer calls it, before its name: "invoice", "purchase".
  let kind: Text
  /// Whether the kind's French name is masculine: « le devis », but « la facture ».
  let isMasculineInFrench: Bool
  /// Its number, or the product's name.
  let name: String
  /// What it is called alone: "Invoice F-2026-000001", or the product's name.
  let heading: Text
  let paid: Amount
  /// What the customer may be asked for now.
  let claim: Amount
  let isPaid: Bool
  /// Whether it is paid without money, in test or simulated mode, if only in part.
  let isUnreal: Bool
  let paidAt: UnixTime?
  /// ISO 639-1, of the page where nothing else says its language; `nil` for the seller's own.
  let language: String?

  init(_ document: Document) {
    kind = document.content.kind.name
    isMasculineInFrench = document.content.kind.isMasculineInFrench
    name = document.number
    heading = document.heading
    paid = document.paid
    claim = document.claim
    isPaid = document.state == .paid
    isUnreal = document.isUnreal
    paidAt = document.paidAt
    language = document.content.language
  }

  /// Several documents that are paid together.
  init(_ statement: AccountStatement) {
    kind = Text(en: "statement of account", fr: "relevé de compte")
    isMasculineInFrench = true
    name = statement.shortName(of: statement.numbers)
    heading = Text(en: "Statement of account", fr: "Relevé de compte")
    paid = Amount(
      minorUnits: statement.documents.reduce(0) { $0 + $1.paid.minorUnits },
      currency: statement.currency)
    claim = statement.claim
    isPaid =
      !statement.documents.isEmpty
      && statement.documents.allSatisfy { $0.claim.minorUnits == 0 && $0.underWay.minorUnits == 0 }
    isUnreal = statement.documents.contains(where: \.isUnreal)
    paidAt = statement.documents.compactMap(\.paidAt).max()
    language = statement.language
  }

  /// A product before, or without, a document.
  ///
  /// - Parameter payment: the purchase of it that the page is about, if any.
  init(_ product: Product, _ payment: Payment? = nil) {
    self.init(
      productName: product.terms.name, price: product.terms.amount, payment,
      // Of one order it is known that it is paid, whoever asks.
      isOrderPaid: product.isForOneOrder && product.bought > 0)
  }

  /// A purchase that has no document, or none yet; `nil` if the payment is none.
  init?(_ payment: Payment) {
    guard let purchase = payment.purchase else { return nil }
    self.init(productName: purchase.productName, price: payment.amount, payment, isOrderPaid: false)
  }

  private init(productName: String, price: Amount, _ payment: Payment?, isOrderPaid: Bool) {
    let nothing = Amount(minorUnits: 0, currency: price.currency)
    kind = Text(en: "purchase", fr: "achat")
    isMasculineInFrench = true
    name = productName
    heading = Text(verbatim: productName.asNameOnPage)
    isPaid = isOrderPaid || payment?.status.isSettled == true
    isUnreal = payment.map { $0.isUnreal && $0.status.isSettled } ?? false
    paid = isPaid ? price : nothing
    claim = isPaid ? nothing : price
    paidAt = payment?.status.paidAt
    language = payment?.purchase?.language
  }
}
