import Localization
import Testing

@testable import VosfactKit

extension Shop {
  /// A product of this price in euros, VAT of 20 % included.
  func product(
    _ price: String = "10.00", name: String = "Premium", rate: String = "20",
    order: String? = nil, returning address: String? = nil
  ) throws -> Product {
    let rate = try #require(TaxRate(rate))
    return try kit.products.create(
      ProductTerms(
        name: name, amount: euros(price), taxRate: rate, orderReference: order,
        returnAddress: address))
  }

  /// Jane, or another customer.
  func customer(
    _ name: String = "Jane", _ email: String = "jane@client.test", country: String? = nil
  ) throws -> Customer {
    try Customer(name: name, email: email, country: country, asking: .optional)
  }

  /// An attempt to buy `product`, as it is stored once its provider has prepared it.
  ///
  /// - Parameter number: what its document is known by outside; different for each attempt.
  @discardableResult
  func purchase(
    _ product: Product, _ reference: String, by customer: Customer? = nil,
    making kind: DocumentKind? = .invoice, knownAs names: [String] = [], order: String? = nil,
    number: Int64 = 1
  ) throws -> Payment {
    let purchase = Purchase(
      productKey: product.key, productID: product.publicID, productName: product.terms.name,
      publicID: PublicID(rawValue: number), customer: try customer ?? self.customer(),
      orderReference: product.terms.orderReference ?? order, isForOneOrder: product.isForOneOrder,
      documentKind: kind, language: "fr")
    let attempt = PaymentAttempt.sample(
      reference: reference,
      amount: try kit.payments.document(ofOrder: product)?.balance
        ?? product.terms.amount, startedAt: kit.now, lifetime: 86_400)
    let started = StartedAttempt(
      next: .redirect(url: "https://line.test/\(reference)"),
      providerReference: "line_\(reference)", identifiers: names)
    return try kit.transaction {
      try kit.payments.post(
        attempt, started, for: kit.payments.document(ofOrder: product), buying: purchase,
        provider: "line", mode: .simulated)
    }
  }

  /// Tells that the payment with this reference was paid.
  func pay(_ reference: String, _ amount: String = "10.00", after seconds: Int64 = 0) throws {
    try receive(
      PaymentEvent(
        id: "paid-\(reference)-\(seconds)-\(amount)", kind: .paid, of: .unnamed,
        at: Self.noon + Seconds(seconds),
        amount: euros(amount), reference: reference, method: "card"))
  }

  /// The document that the payment with this reference made.
  func document(of reference: String) throws -> Document? {
    try kit.payments.document(of: payment(reference))
  }

  /// `product` as it stands now.
  func now(_ product: Product) throws -> Product {
    try kit.products.named(product.publicID.description)
  }

  /// How many documents there are.
  var documentCount: Int {
    get throws {
      var list = try kit.documents.list(DocumentFilter())
      var count = 0
      while try list.next() != nil { count += 1 }
      return count
    }
  }
}
