import Localization
import Testing

@testable import VosfactKit

/// How purchases begin: with Stripe in simulated mode, which needs no network.
@Suite struct PurchaseStartTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
    for (key, value) in [
      ("pay-link.base-url", "https://pay.example"), ("online-payments.enabled", "true"),
    ] {
      try shop.kit.settings.set(Settings.named(key), to: value, at: Shop.noon)
    }
    try shop.kit.providers.named("stripe").enable(.simulated)
  }

  private func start(
    _ product: Product, by customer: Customer? = nil, order: String? = nil, in shop: Shop? = nil
  ) throws -> Payment {
    let shop = shop ?? self.shop
    return try shop.kit.payments.start(
      product, for: customer ?? shop.customer(), orderReference: order, with: "stripe"
    ).payment
  }

  @Test("a double click and two tabs of one customer are one attempt, another customer another one")
  func open() throws {
    let product = try shop.product()
    let first = try start(product)
    #expect(try start(product) == first)
    #expect(try start(product, by: shop.customer("Jane", "JANE@client.test")) == first)
    let others = [
      try start(product, by: shop.customer("Bob", "bob@client.test")),
      try start(product, by: shop.customer("Jane D.")), try start(product, order: "user 7"),
      try start(product, in: shop.at(Shop.noon + Seconds(86_400))),
    ]
    #expect(Set(others.map(\.reference) + [first.reference]).count == 5)
  }

  @Test("who has paid can buy again, and an order that is paid cannot be")
  func again() throws {
    let product = try shop.product()
    let first = try start(product)
    try pay(first)
    #expect(try start(product) != first)
    let order = try shop.product(order: "C-7")
    try pay(start(order))
    #expect(throws: NotPayable.orderPaid(order: "C-7")) { try start(order) }
  }

  private func pay(_ payment: Payment) throws {
    _ = try shop.kit.payments.receiver(for: "stripe")
      .receive(shop.kit.payments.simulate(.paid, of: payment))
  }

  @Test("the customer comes back to this very purchase, whatever the address of the product is")
  func comingBack() throws {
    let payment = try start(shop.product())
    let address = try shop.kit.payLinks.maker()
      .returnAddress(ofPurchase: try #require(payment.purchase?.publicID))
    guard case .purchase(let found) = try shop.kit.payLinks.open(address).target else {
      Issue.record("the address leads elsewhere")
      return
    }
    #expect(found == payment)
  }

  @Test("the kind of document is the one that was set when the purchase began")
  func kind() throws {
    let product = try shop.product()
    try shop.kit.settings.set(.purchaseDocumentKind, to: "receipt", at: Shop.noon)
    let first = try start(product)
    try shop.kit.settings.set(.purchaseDocumentKind, to: "none", at: Shop.noon)
    let second = try start(product, by: shop.customer("Bob", "bob@client.test"))
    try pay(first)
    try pay(second)
    #expect(try shop.document(of: first.reference)?.content.kind == .receipt)
    #expect(try shop.document(of: second.reference) == nil)
  }

  @Test("an order whose payment the bank took back is payable again, for its document")
  func reopened() throws {
    let order = try shop.product(order: "C-7")
    let first = try start(order)
    try pay(first)
    let amount = order.terms.amount
    _ = try shop.kit.transaction {
      try StatusQuery(
        payments: shop.kit.payments, provider: shop.kit.providers.provider("stripe"),
        name: "stripe",
        mode: .simulated
      ).post(
        [
          PaymentEvent(
            id: "back", kind: .reversed, of: .unnamed, at: Shop.noon + Seconds(9), amount: amount,
            reference: first.reference)
        ], about: first)
    }
    let document = try #require(try shop.document(of: first.reference))
    #expect(document.state == .issued)
    let second = try start(order)
    #expect(second.documentKey == document.key)
    try pay(second)
    #expect(try shop.now(document).state == .paid)
    #expect(try shop.documentCount == 1)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("nothing is started that cannot be bought, and a rehearsal stores nothing")
  func refused() throws {
    let product = try shop.product("10.00")
    _ = try shop.kit.payments.start(
      product, for: shop.customer(), with: "stripe", rehearsing: true)
    try shop.kit.settings.set(.maximumAmount, to: "5", at: Shop.noon)
    #expect(throws: NotPayable.self) { try start(product) }
    try shop.kit.settings.set(.maximumAmount, to: "50", at: Shop.noon)
    try shop.kit.payLinks.revoke(product)
    #expect(throws: NotPayable.retired(product: "Premium")) { try start(product) }
    #expect(throws: ProviderError.notEnabled(provider: "payzen")) {
      try shop.kit.payments.start(product, for: shop.customer(), with: "payzen")
    }
    var list = try shop.kit.payments.list(PaymentFilter())
    #expect(try list.next() == nil)
  }

  @Test(
    "an attempt that nobody paid is given up, and money that comes late still makes the document")
  func givenUp() throws {
    let payment = try start(shop.product())
    let late = shop.at(Shop.noon + Seconds(90_000))
    let report = try late.kit.reconciliation().run()
    #expect(report.expired == 1)
    #expect(try late.payment(payment.reference).status.state == .expired)
    #expect(try shop.documentCount == 0)
    try pay(payment)
    #expect(try shop.document(of: payment.reference)?.state == .paid)
  }

  @Test(
    "every field that cannot be taken is named",
    arguments: [
      ("", "", nil, [CustomerError.name, .email, .countryMissing]),
      ("Jane", "jane@client.test", "Belgium", [.country]),
      ("Jane", "a@b.test, c@d.test", "BE", [.email]),
      ("Jane", "a+12000+00@b.test", "BE", [.email]),
      ("\u{202E}Jane", "jane@client.test", "BE", [.name]),
    ] as [(String, String, String?, [CustomerError])])
  func faults(name: String, email: String, country: String?, faults: [CustomerError]) {
    #expect(throws: CustomerFaults(faults: faults)) {
      try Customer(name: name, email: email, country: country, asking: .required)
    }
  }

  @Test("an address with a detail after its mailbox is an address")
  func detail() throws {
    let customer = try Customer(
      name: "Jane", email: "jane+shop@client.test", country: nil, asking: .off)
    #expect(customer.email == "jane+shop@client.test")
  }
}
