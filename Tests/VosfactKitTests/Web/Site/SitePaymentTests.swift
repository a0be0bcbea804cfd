import Localization
import Testing

@testable import VosfactKit

@Suite struct SitePaymentTests {
  private let site: SiteShop
  private let document: Document
  private let token: String

  init() throws {
    site = try SiteShop(providers: ["stripe", "payzen"])
    document = try site.shop.document()
    token = try site.token(document)
  }

  @Test("the pay page shows what is owed to whom, and the providers that take it")
  func payPage() throws {
    let answer = try site.answer("GET", "/p/\(token)")
    #expect(answer.status == .ok)
    for word in ["Atelier &amp; Fils", document.number, "120.00", "stripe", "payzen"] {
      #expect(answer.text.contains(word), "\(word)")
    }
    #expect(!answer.text.contains("braintree"))
  }

  @Test("opening any page changes nothing", arguments: ["GET", "HEAD"])
  func readOnly(_ method: String) throws {
    _ = try site.answer("POST", "/p/\(token)", form: "provider=stripe")
    let reference = try #require(try site.payments(document).first?.reference)
    let before = try DatabaseContent.whole(site.kit.database)
    for path in [
      "/p/\(token)", "/r/\(token)", "/invoice/\(token)", "/simulated/stripe/\(reference)", "/",
      "/p/\(token)?provider=payzen", "/simulated/stripe/\(reference)?outcome=paid",
    ] {
      _ = try site.answer(method, path)
    }
    #expect(try DatabaseContent.whole(site.kit.database) == before)
  }

  @Test("HEAD answers as GET does, without the body")
  func head() throws {
    let get = try site.answer("GET", "/p/\(token)")
    let head = try site.answer("HEAD", "/p/\(token)")
    #expect(head.headers == get.headers)
    #expect(head.text == "")
  }

  @Test("a page is never called unchanged, as nothing may be kept of it")
  func conditional() throws {
    let answer = try site.answer(
      "GET", "/p/\(token)",
      with: ["HTTP_IF_NONE_MATCH": "*", "HTTP_IF_MODIFIED_SINCE": "Wed, 01 Jan 2098 00:00:00 GMT"])
    #expect(answer.status == .ok)
  }

  @Test("posting the form starts a payment, and sends the customer to its provider")
  func start() throws {
    let answer = try site.answer("POST", "/p/\(token)", form: "provider=stripe")
    let payment = try #require(try site.payments(document).first)
    #expect(answer.status == .seeOther)
    #expect(answer.address == "https://shop.test/pay/simulated/stripe/\(payment.reference)")
    #expect(payment.status.state == .pending)
    #expect(try site.shop.history(document).contains("payment.started"))
  }

  @Test("a double click, a reload and a second tab get the same attempt; another provider another")
  func again() throws {
    let first = try site.answer("POST", "/p/\(token)", form: "provider=stripe").address
    #expect(try site.answer("POST", "/p/\(token)", form: "provider=stripe").address == first)
    #expect(try site.payments(document).count == 1)
    _ = try site.answer("POST", "/p/\(token)", form: "provider=payzen")
    #expect(try site.payments(document).map(\.provider) == ["stripe", "payzen"])
  }

  @Test("a provider that takes a form gets one, to its own address, with a button")
  func form() throws {
    let answer = try site.answer("POST", "/p/\(token)", form: "provider=payzen")
    let reference = try #require(try site.payments(document).first?.reference)
    #expect(answer.status == .ok)
    #expect(answer.text.contains("action=\"https://shop.test/pay/simulated/payzen/\(reference)\""))
    #expect(answer.text.contains("name=\"vads_amount\" value=\"12000\""))
    #expect(answer.text.contains("<button"))
    #expect(answer.headers["Content-Security-Policy"]?.contains("form-action") == true)
  }

  @Test(
    "what is no provider on offer starts nothing",
    arguments: ["", "provider=", "provider=braintree", "provider=x", "provider=Stripe"])
  func noProvider(_ form: String) throws {
    #expect(try site.answer("POST", "/p/\(token)", form: form).status == .badRequest)
    #expect(try site.payments(document).isEmpty)
  }

  @Test(
    "a body that no form of ours makes is refused with 400",
    arguments: [
      "provider=stripe&provider=stripe", "provider=%00", "provider=%FF", "provider=stripe&x=%zz",
    ])
  func badForm(_ form: String) throws {
    #expect(try site.answer("POST", "/p/\(token)", form: form).status == .badRequest)
    #expect(try site.payments(document).isEmpty)
  }

  @Test("another kind of body is refused with 415, one that is too large with 413")
  func otherBody() throws {
    let path = "/p/\(token)"
    let json = try site.answer(
      "POST", path, form: "provider=stripe", with: ["CONTENT_TYPE": "application/json"])
    #expect(json.status == .unsupportedMediaType)
    let long = "x=" + String(repeating: "a", count: 65_535)
    #expect(try site.answer("POST", path, form: long).status == .contentTooLarge)
    #expect(try site.payments(document).isEmpty)
  }

  @Test(
    "other methods are refused, and told those that do",
    arguments: [
      ("PUT", "/p/x", "GET, HEAD, POST"), ("POST", "/r/x", "GET, HEAD"),
      ("OPTIONS", "/invoice/x", "GET, HEAD"), ("GET", "/callback/stripe", "POST"),
      ("HEAD", "/callback/braintree", "POST, GET"), ("get", "/p/x", "GET, HEAD, POST"),
      ("TRACE", "/p/x", "GET, HEAD, POST"),
    ])
  func methods(_ method: String, _ path: String, _ allowed: String) throws {
    let answer = try site.answer(method, path)
    #expect(answer.status == .methodNotAllowed)
    #expect(answer.headers["Allow"] == allowed)
  }

  @Test("no host that a client names shows in any answer")
  func host() throws {
    let forged = [
      "HTTP_HOST": "evil.test", "SERVER_NAME": "evil.test", "HTTP_X_FORWARDED_HOST": "evil.test",
    ]
    for (method, form) in [("GET", nil), ("POST", "provider=stripe")] {
      let answer = try site.answer(method, "/p/\(token)", form: form, with: forged)
      #expect(!"\(answer)".contains("evil.test"))
    }
  }

  @Test("the browser's language goes before the document's")
  func language() throws {
    let french = try site.shop.document(language: "fr")
    let path = "/p/\(try site.token(french))"
    #expect(try site.answer("GET", path).headers["Content-Language"] == "en")
    for header in ["fr-CA, en;q=0.5", "de", ""] {
      let answer = try site.answer("GET", path, with: ["HTTP_ACCEPT_LANGUAGE": header])
      #expect(answer.headers["Content-Language"] == "fr", "\(header)")
    }
  }
}
