import Glibc
import Localization
import Testing

@testable import VosfactKit

/// Buying without a document first, page by page.
@Suite struct SiteProductTests {
  private let site: Visit
  private let product: Product
  private let path: String

  private static let jane = "email=jane%40client.test&name=Jane&provider=stripe"

  init() throws {
    site = try Visit()
    product = try site.shop.product("10.00", name: "Premium <b>\"'&")
    path = try Self.path(site, product)
  }

  /// The path of the link to `product`, with what it fills in.
  private static func path(
    _ site: Visit, _ product: Product, email: String? = nil, order: String? = nil
  ) throws -> String {
    let link = try site.kit.payLinks.maker().link(
      to: product, filling: Prefill(email: email, order: order))
    return String(link.url.dropFirst("https://shop.test/pay".count))
  }

  private var payments: [Payment] {
    get throws {
      var list = try site.kit.payments.list(PaymentFilter())
      var payments: [Payment] = []
      while let payment = try list.next() { payments.append(payment) }
      return payments
    }
  }

  @Test(
    "the page shows what is bought and for how much, and asks who buys; opening it changes nothing")
  func page() throws {
    let before = try DatabaseContent.whole(site.kit.database)
    let answer = try site.answer("GET", path)
    #expect(answer.status == .ok)
    for part in [
      "Premium &lt;b&gt;&quot;", "10.00", "20", "name=\"email\"", "name=\"name\"",
      "value=\"stripe\"", "value=\"payzen\"", "Proceed to payment",
    ] {
      #expect(answer.text.contains(part), "\(part)")
    }
    #expect(!answer.text.contains("name=\"country\""))
    #expect(!answer.text.contains("<b>"))
    _ = try site.answer("HEAD", path)
    #expect(try DatabaseContent.whole(site.kit.database) == before)
  }

  @Test(
    "posting the form makes an unpaid line and sends the customer on; paid, the document is there")
  func purchase() throws {
    let answer = try site.answer("POST", path, form: Self.jane)
    let payment = try #require(try payments.first)
    #expect(answer.status == .seeOther)
    #expect(answer.address == "https://shop.test/pay/simulated/stripe/\(payment.reference)")
    #expect(payment.purchase?.customer.email == "jane@client.test")
    #expect(try site.shop.documentCount == 0)

    let paid = try site.answer(
      "POST", "/simulated/stripe/\(payment.reference)", form: "outcome=paid")
    #expect(paid.status == .seeOther)
    let back = try #require(paid.address).dropFirst("https://shop.test/pay".count)
    let thanks = try site.answer("GET", String(back))
    #expect(thanks.text.contains("F-2026-000001"))
    #expect(thanks.text.contains("10.00"))
    #expect(try site.shop.document(of: payment.reference)?.content.buyer.name == "Jane")
    #expect(try site.shop.document(of: payment.reference)?.content.language == "en")
  }

  @Test("a double click and two tabs of one customer are one attempt; two customers are two")
  func twice() throws {
    let first = try site.answer("POST", path, form: Self.jane).address
    #expect(try site.answer("POST", path, form: Self.jane).address == first)
    let bob = try site.answer(
      "POST", path, form: "email=bob%40client.test&name=Bob&provider=stripe"
    ).address
    #expect(bob != first)
    #expect(try payments.count == 2)
  }

  @Test(
    "what is missing or wrong is named at its field, and nothing is started",
    arguments: [
      ("name=Jane&provider=stripe", ["email"]),
      ("email=jane&name=Jane&provider=stripe", ["email"]),
      ("email=a%40b.test%2C+c%40d.test&name=Jane&provider=stripe", ["email"]),
      ("email=jane%40client.test&name=++&provider=stripe", ["name"]),
      ("email=jane%40client.test&name=%E2%80%AEJane&provider=stripe", ["name"]),
      ("email=jane%40client.test&name=Jane", ["provider"]),
      ("email=jane%40client.test&name=Jane&provider=paypal", ["provider"]),
      ("", ["email", "name", "provider"]),
    ])
  func faults(_ form: String, _ fields: [String]) throws {
    let answer = try site.answer("POST", path, form: form)
    #expect(answer.status == .badRequest)
    for field in ["email", "name", "country", "provider"] {
      #expect(answer.text.contains("id=\"\(field)-error\"") == fields.contains(field), "\(field)")
    }
    #expect(try payments.isEmpty)
  }

  @Test(
    "the country is asked for as set, and kept with the purchase and its document",
    arguments: [
      ("optional", "", nil, true), ("optional", "BE", "BE", true), ("optional", "XX", nil, false),
      ("required", "", nil, false), ("required", "BE", "BE", true), ("off", "BE", nil, true),
    ] as [(String, String, String?, Bool)])
  func country(_ field: String, _ given: String, _ kept: String?, _ isTaken: Bool) throws {
    try site.set(.countryField, field)
    #expect(
      try site.answer("GET", path).text.contains("name=\"country\"") == (field != "off"))
    let answer = try site.answer("POST", path, form: "\(Self.jane)&country=\(given)")
    #expect(answer.status == (isTaken ? .seeOther : .badRequest))
    #expect(answer.text.contains("country-error") == !isTaken)
    #expect(try payments.first?.purchase?.customer.country == kept)
  }

  @Test("what the link fills in stands in the form, goes with the purchase, and cannot be altered")
  func prefilled() throws {
    let path = try Self.path(site, product, email: "jane@client.test", order: "user <7>")
    let page = try site.answer("GET", path)
    #expect(page.text.contains("value=\"jane@client.test\""))
    #expect(page.text.contains("user &lt;7&gt;"))
    _ = try site.answer("POST", path, form: Self.jane)
    #expect(try payments.first?.purchase?.orderReference == "user <7>")
    for method in ["GET", "POST"] {
      let altered = path.replacing("7", with: "8")
      #expect(try site.answer(method, altered, form: Self.jane).status == .notFound)
    }
    #expect(try payments.count == 1)
  }

  @Test("an order that is paid says so and offers no form; a retired product is gone")
  func closed() throws {
    let order = try site.shop.product("33.33", name: "Basket", order: "C-7")
    let orderPath = try Self.path(site, order)
    _ = try site.answer("POST", orderPath, form: Self.jane)
    let reference = try #require(try payments.first?.reference)
    _ = try site.answer("POST", "/simulated/stripe/\(reference)", form: "outcome=paid")
    for method in ["GET", "POST"] {
      let answer = try site.answer(method, orderPath, form: Self.jane)
      #expect(answer.status == .ok)
      #expect(answer.text.contains("F-2026-000001"))
      #expect(!answer.text.contains("<form"))
    }
    #expect(try payments.count == 1)
    try site.kit.payLinks.revoke(product)
    #expect(try site.answer("GET", path).status == .gone)
    #expect(try site.answer("POST", path, form: Self.jane).status == .gone)
  }

  @Test("above the largest amount, or while payments are off, the page says so without a form")
  func notPayable() throws {
    try site.set(.maximumAmount, "5")
    #expect(try !site.answer("GET", path).text.contains("<form"))
    try site.set(.maximumAmount, "50")
    try site.set(.onlinePaymentsEnabled, "false")
    let answer = try site.answer("POST", path, form: Self.jane)
    #expect(answer.status == .ok)
    #expect(try payments.isEmpty)
  }

  @Test("a purchase that failed is tried again at the product's page, and one that waits says so")
  func comingBack() throws {
    for (outcome, words) in [
      ("pending", "awaiting confirmation"), ("failed", "Try again"), ("canceled", "Try again"),
    ] {
      let customer = "email=\(outcome)%40client.test&name=Jane&provider=stripe"
      _ = try site.answer("POST", path, form: customer)
      let reference = try #require(try payments.last?.reference)
      let back = try site.answer(
        "POST", "/simulated/stripe/\(reference)", form: "outcome=\(outcome)"
      ).address
      let page = try site.answer(
        "GET", String(try #require(back).dropFirst("https://shop.test/pay".count)))
      #expect(page.text.contains(words), "\(outcome)")
    }
    #expect(try site.shop.documentCount == 0)
  }

  @Test("a link of a purchase is no way to buy, and one of a product no way back")
  func mixedUp() throws {
    _ = try site.answer("POST", path, form: Self.jane)
    let id = try #require(try payments.first?.purchase?.publicID)
    let back = try site.kit.payLinks.maker().returnAddress(ofPurchase: id)
    let token = try #require(back.split(separator: "/").last)
    #expect(try site.answer("GET", "/p/\(token)").status == .notFound)
    #expect(try site.answer("POST", "/p/\(token)", form: Self.jane).status == .notFound)
    let product = try #require(path.split(separator: "/").last)
    #expect(try site.answer("GET", "/r/\(product)").status == .notFound)
    #expect(try site.answer("GET", "/invoice/\(product)").status == .notFound)
  }

}

/// A shop with its site, which a browser visits.
private struct Visit {
  let shop: Shop

  init() throws {
    shop = try Shop()
    try set(.onlinePaymentsEnabled, "true")
    try set(.payLinkBase, "https://shop.test/pay")
    for name in ["stripe", "payzen"] { try shop.kit.providers.named(name).enable(.simulated) }
    try shop.kit.payLinks.addFirstKey()
  }

  var kit: Kit { shop.kit }

  func set<Value>(_ setting: Setting<Value>, _ value: String) throws {
    try kit.settings.set(setting, to: value, at: Shop.noon)
  }

  /// What a browser is told.
  struct Answer {
    let status: HTTPStatus
    /// Where it is sent on to.
    let address: String?
    let text: String
  }

  /// The answer to a request for `path`, which may have a query; `form` is the body of a POST.
  func answer(_ method: String, _ path: String, form: String = "") throws -> Answer {
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    let body = method == "POST" ? Array(form.utf8) : []
    let file = try #require(tmpfile())
    defer { fclose(file) }
    try #require(body.isEmpty || write(fileno(file), body, body.count) == body.count)
    lseek(fileno(file), 0, SEEK_SET)
    let request = try CGIRequest(
      [
        "REQUEST_METHOD": method, "PATH_INFO": parts[0],
        "QUERY_STRING": parts.count > 1 ? parts[1] : "", "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": String(body.count), "HTTP_ACCEPT_LANGUAGE": "en",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
      ], body: fileno(file))
    let response = try kit.site(log: { _ in }).response(to: request)
    return Answer(
      status: response.status,
      address: response.fields.first { $0.name == "Location" }?.value,
      text: String(decoding: response.body, as: UTF8.self))
  }
}
