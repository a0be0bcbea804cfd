import Localization
import Testing

@testable import VosfactKit

@Suite struct ProductsTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
    try shop.kit.settings.set(.payLinkBase, to: "https://shop.test/pay", at: Shop.noon)
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "true", at: Shop.noon)
  }

  private func link(_ product: Product, _ prefill: Prefill? = nil) throws -> String {
    try shop.kit.payLinks.maker().link(to: product, filling: prefill).url
  }

  @Test("the same product, price and order are one product; anything else is another")
  func identity() throws {
    let product = try shop.product("10.00")
    #expect(try shop.product("10.00") == product)
    #expect(try shop.product("10", name: " Premium ") == product)
    let others = [
      try shop.product("10.01"), try shop.product("10.00", name: "Basic"),
      try shop.product("10.00", rate: "5.5"), try shop.product("10.00", order: "1"),
      try shop.product("10.00", order: "2"),
      try shop.product("10.00", returning: "https://shop.test/thanks"),
    ]
    #expect(Set(others.map(\.publicID) + [product.publicID]).count == others.count + 1)
  }

  @Test(
    "what could not be read, or priced, or gone back to, is no product",
    arguments: [
      ("", "10", nil, nil, "the product's name cannot be kept"),
      (" ", "10", nil, nil, "the product's name cannot be kept"),
      ("a\u{1B}[31m", "10", nil, nil, "the product's name cannot be kept"),
      (String(repeating: "x", count: 201), "10", nil, nil, "the product's name cannot be kept"),
      ("A", "0", nil, nil, "a product's price must be above zero; nothing was made; give another"),
      ("A", "-5", nil, nil, "a product's price must be above zero; nothing was made; give another"),
      ("A", "10", "", nil, "the order's reference cannot be kept"),
      ("A", "10", "\u{202E}7", nil, "the order's reference cannot be kept"),
      ("A", "10", nil, "javascript:alert(1)", "customers cannot be sent to that address"),
      ("A", "10", nil, "https://shop.test/#top", "customers cannot be sent to that address"),
      ("A", "10", nil, "https://shop.test/?a=\"b", "customers cannot be sent to that address"),
      ("A", "10", nil, "//shop.test/", "customers cannot be sent to that address"),
    ] as [(String, String, String?, String?, String)])
  func refused(
    name: String, price: String, order: String?, address: String?, words: String
  ) throws {
    expectFault(.badValue, words) {
      try shop.product(price, name: name, order: order, returning: address)
    }
  }

  @Test("a link leads to its product, and is none to a document")
  func link() throws {
    let product = try shop.product()
    let opened = try shop.kit.payLinks.open(link(product))
    #expect(opened.target == .product(product, .none))
    #expect(throws: PayLinkError.unknownDocument) { try shop.kit.payLinks.verify(link(product)) }
  }

  @Test(
    "a product that is retired has no link and no old one is good, also once it is on sale again")
  func retirement() throws {
    let product = try shop.product()
    let old = try link(product)
    try shop.kit.payLinks.revoke(product)
    #expect(throws: PayLinkError.revoked) { try shop.kit.payLinks.open(old) }
    #expect(throws: NotPayable.retired(product: "Premium")) { try link(shop.now(product)) }
    expectFault(
      .refused,
      "' is retired already; nothing was changed; make it again with 'vosfact pay-link create'"
    ) {
      try shop.kit.payLinks.revoke(product)
    }
    let again = try shop.product()
    #expect(again.publicID == product.publicID)
    #expect(throws: PayLinkError.revoked) { try shop.kit.payLinks.open(old) }
    #expect(try shop.kit.payLinks.open(link(again)).target == .product(again, .none))
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("no link is made while payments are off, or above what is payable online")
  func payability() throws {
    let product = try shop.product("10.00")
    try shop.kit.settings.set(.maximumAmount, to: "9.99", at: Shop.noon)
    #expect(
      throws: NotPayable.overMaximum(
        number: "Premium", balance: product.terms.amount, maximum: "9.99")
    ) { try link(product) }
    try shop.kit.settings.set(.maximumAmount, to: "10", at: Shop.noon)
    _ = try link(product)
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "false", at: Shop.noon)
    #expect(throws: NotPayable.disabled) { try link(product) }
  }

  @Test(
    "the tax is what of the price is tax, and both make the price again",
    arguments: [
      ("10.00", "20", 833, 167), ("5.00", "20", 417, 83), ("0.01", "20", 1, 0),
      ("0.03", "20", 2, 1), ("10.00", "5.5", 948, 52), ("10.00", "0", 1000, 0),
      ("10.00", "np", 1000, 0), ("10.00", "disabled", 1000, 0), ("10.00", "100", 500, 500),
      ("9999999999999.99", "20", 833_333_333_333_332, 166_666_666_666_667),
    ] as [(String, String, Int64, Int64)])
  func tax(price: String, rate: String, net: Int64, tax: Int64) throws {
    let totals = try shop.product(price, rate: rate).terms.totals
    #expect((totals.net, totals.tax) == (net, tax))
    #expect(totals.net + totals.tax == totals.total)
  }

  @Test("products and what was bought of them are found by an index")
  func plan() throws {
    let product = try shop.product("10.00", rate: "20")
    let database = shop.kit.database
    let (products, payments) = (ProductStore(database: database), PaymentStore(database: database))
    let customer = try shop.customer()
    let statements = try StatementCount.texts(on: database) {
      _ = try products.product(product.key)
      _ = try products.product(product.publicID)
      _ = try products.product(product.terms)
      _ = try payments.payment(.lowest)
      _ = try payments.payment(ofPurchase: product.publicID)
      _ = try payments.payments(ofOrder: product.key)
      _ = try payments.payments(of: product.key, by: customer, after: Shop.noon)
      _ = try payments.document(ofOrder: product.key)
      var filter = PaymentFilter()
      filter.hold(purchasesOf: product)
      var list = try payments.list(filter)
      _ = try list.next()
    }
    #expect(statements.count == 9)
    for sql in statements {
      let rows = try DatabaseContent.rows("EXPLAIN QUERY PLAN \(sql)", of: .inMemory())
        .filter { !$0.contains("SCALAR SUBQUERY") }
      #expect(rows.allSatisfy { $0.contains("SEARCH") }, "\(rows)")
    }
  }
}

@Suite struct PrefillTests {
  let shop: Shop
  let product: Product

  init() throws {
    shop = try Shop()
    try shop.kit.settings.set(.payLinkBase, to: "https://shop.test/pay", at: Shop.noon)
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "true", at: Shop.noon)
    product = try shop.product()
  }

  private func link(_ email: String?, _ order: String?) throws -> String {
    try shop.kit.payLinks.maker().link(
      to: product, filling: Prefill(email: email, order: order)
    ).url
  }

  private func filled(_ link: String) throws -> Prefill? {
    guard case .product(_, let prefill) = try shop.kit.payLinks.open(link).target else {
      return nil
    }
    return prefill
  }

  @Test(
    "what was signed is filled in as it was",
    arguments: [
      ("jane@client.test", nil), (nil, "1042"), ("jane+a&b=c@client.test", "é ?&=#%+"),
      ("zoé@exämple.org", "注文 7"),
    ] as [(String?, String?)])
  func roundTrip(email: String?, order: String?) throws {
    let prefill = try filled(link(email, order))
    #expect(prefill?.email == email)
    #expect(prefill?.order == order)
    #expect(try filled(link(email, order) + "&utm_source=mail#top") == prefill)
  }

  @Test("a query that was altered, cut, doubled or put behind another link is refused")
  func forged() throws {
    let link = try link("jane@client.test", "1042")
    let signature = try #require(link.split(separator: "signature=").last)
    let other = try shop.kit.payLinks.maker().link(to: shop.product("5.00")).url
    let query = try #require(link.split(separator: "?").last)
    for altered in [
      link.replacing("1042", with: "1043"), link.replacing("jane", with: "jbne"),
      link.replacing("&order=1042", with: ""), link.replacing("email=", with: "order="),
      link + "&order=1042", link + "&email=x%40y.test", link.replacing("1042", with: "%FF"),
      link.replacing(signature, with: ""), link.replacing("&signature=\(signature)", with: ""),
      String(link.dropLast(2)), link + "A", link + "&x=%zz", "\(other)?\(query)",
    ] {
      #expect(throws: PayLinkError.forged, "\(altered)") { try filled(altered) }
    }
  }

  @Test("what was taken into a query behind it is forgiven, as is a last character that got lost")
  func forgiven() throws {
    let prefill = try Prefill(email: "jane@client.test", order: "1042")
    let link = try link(prefill.email, prefill.order)
    // As older versions made links: without the seal, which is no part of what is signed.
    let unsealed = link.replacing("0?", with: "?")
    #expect(unsealed.count == link.count - 1)
    for end in ["", ".", ")", ">", "»", "_"] {
      #expect(try filled(link + end) == prefill)
      #expect(try filled(unsealed + end) == prefill)
      if end != "_" { #expect(try filled(String(link.dropLast()) + end) == prefill) }
    }
  }

  @Test("the order and the e-mail cannot be taken for each other")
  func apart() throws {
    let query = try #require(link("a@b.test", nil).split(separator: "?").last)
    let token = try #require(link(nil, nil).split(separator: "?").first)
    let swapped = query.replacing("email=", with: "order=")
    #expect(throws: PayLinkError.forged) { try filled("\(token)?\(swapped)") }
  }

  @Test("what no customer could give is not signed")
  func refused() {
    for email in [
      "", "a@b.test, c@d.test", "a@b.test;c@d.test", "jane", "a@b.test\r\nBcc: x@y.test",
    ] {
      #expect(throws: CustomerError.email) { try Prefill(email: email, order: nil) }
    }
    expectFault(.badValue, "the order's reference cannot be kept") {
      try Prefill(email: nil, order: "\n")
    }
  }

  @Test("a link that is signed anew fills in what was signed last, under the key that made it")
  func signing() throws {
    let link = try link("jane@client.test", "1")
    _ = try shop.kit.payLinks.rotateKey(retiringOlder: false)
    let signed = try shop.kit.payLinks.sign(link, filling: Prefill(email: nil, order: "2"))
    #expect(try filled(signed.url) == Prefill(email: nil, order: "2"))
    #expect(try filled(link) == Prefill(email: "jane@client.test", order: "1"))
    let document = try shop.document("10.00")
    let other = try shop.kit.payLinks.maker().link(to: document).url
    #expect(throws: PayLinkError.notOfProduct) {
      try shop.kit.payLinks.sign(other, filling: Prefill(email: nil, order: "2"))
    }
  }
}
