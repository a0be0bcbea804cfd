import Localization
import Testing

@testable import VosfactKit

/// What another site's page posts here in the name of whoever reads it.
@Suite struct SiteSenderTests {
  private let site: SiteShop
  private let document: Document
  private let path: String

  init() throws {
    site = try SiteShop(providers: ["stripe", "payzen"])
    document = try site.shop.document()
    path = "/p/\(try site.token(document))"
  }

  private func post(
    _ path: String, _ relation: String?, _ origin: String?, form: String = "provider=stripe"
  ) throws -> SiteShop.Answer {
    var changes: [String: String] = [:]
    changes["HTTP_SEC_FETCH_SITE"] = relation
    changes["HTTP_ORIGIN"] = origin
    return try site.answer("POST", path, form: form, with: changes)
  }

  @Test(
    "a form is taken from our own page, and from what is no browser; another site's starts nothing",
    arguments: [
      (nil, nil, true), (nil, "https://shop.test", true), (nil, "https://SHOP.test:443", true),
      (nil, "null", false), (nil, "https://evil.test", false), (nil, "http://shop.test", false),
      (nil, "https://shop.test:8443", false), (nil, "https://shop.test.evil.test", false),
      (nil, "https://shop.test, https://evil.test", false), (nil, "", false), (nil, "x", false),
      ("same-origin", nil, true), ("same-origin", "https://shop.test", true),
      ("same-origin", "null", true), ("same-origin", "https://evil.test", false),
      ("none", nil, true), ("none", "https://shop.test", true), ("none", "null", false),
      ("same-site", nil, false), ("same-site", "https://shop.test", false),
      ("same-site", "null", false), ("cross-site", nil, false),
      ("cross-site", "https://shop.test", false), ("cross-site", "null", false),
    ] as [(String?, String?, Bool)])
  func table(_ relation: String?, _ origin: String?, _ isTaken: Bool) throws {
    let before = try DatabaseContent.whole(site.kit.database)
    let answer = try post(path, relation, origin)
    #expect(answer.status == (isTaken ? .seeOther : .forbidden))
    guard !isTaken else { return }
    #expect(try DatabaseContent.whole(site.kit.database) == before)
    #expect(answer.text.contains("href=\"https://shop.test/pay\(path)\""))
    #expect(answer.text.contains("Nothing was charged"))
  }

  @Test(
    "so it is with purchases, cards and the stand-in, and not with callbacks and what only reads")
  func routes() throws {
    let product = try site.kit.payLinks.maker().link(
      to: site.shop.product(), filling: Prefill(email: nil, order: "C 7"))
    let buying = String(product.url.dropFirst("https://shop.test/pay".count))
    let payment = try site.kit.payments.start(document, with: "stripe").payment
    let standIn = "/simulated/stripe/\(payment.reference)"
    let customer = "provider=stripe&name=Jane&email=jane%40client.test"
    for (path, form) in [
      (buying, customer), ("\(path)/\(payment.reference)", "nonce=x"), (standIn, "outcome=paid"),
      ("/pay\(path)", "provider=stripe"),
    ] {
      let before = try DatabaseContent.whole(site.kit.database)
      let answer = try post(path, "cross-site", "https://evil.test", form: form)
      #expect(answer.status == .forbidden, "\(path)")
      #expect(try DatabaseContent.whole(site.kit.database) == before)
      let address = "https://shop.test\(path.hasPrefix("/pay/") ? "" : "/pay")\(path)"
      #expect(answer.text.contains("href=\"\(address.replacing("&", with: "&amp;"))\""))
    }
    for path in [path, buying, standIn] {
      let answer = try site.answer("GET", path, with: ["HTTP_SEC_FETCH_SITE": "cross-site"])
      #expect(answer.status == .ok, "\(path)")
    }
    let callback = try site.kit.payments.simulate(.paid, of: payment)
    let request = try CallbackRequest(parsing: callback)
    let signature = try #require(request.headers["Stripe-Signature"])
    let answer = try site.answer(
      "POST", "/callback/stripe", form: String(decoding: request.body, as: UTF8.self),
      with: [
        "HTTP_STRIPE_SIGNATURE": signature, "HTTP_SEC_FETCH_SITE": "cross-site",
        "HTTP_ORIGIN": "https://evil.test",
      ])
    #expect(answer.status == .ok)
    #expect(try site.shop.payment(payment.reference).status.state == .paid)
  }

  @Test(
    "what stands in a foreign request's address breaks no page, and a forged link starts nothing")
  func hostile() throws {
    let answer = try post("\(path)x?\"><script>alert(1)</script>", "cross-site", nil)
    #expect(answer.status == .forbidden)
    #expect(!answer.text.contains("<script>alert"))
    #expect(try post("\(path)x", "same-origin", "null").status == .notFound)
  }

  @Test(
    "pages with a form of ours have browsers name them as the sender, and others send nothing on")
  func referrer() throws {
    let meta = "<meta name=\"referrer\" content=\"same-origin\">"
    let payment = try site.kit.payments.start(document, with: "stripe").payment
    for (path, hasForm) in [
      (path, true), ("/simulated/stripe/\(payment.reference)", true),
      (path.replacing("/p/", with: "/r/"), false),
      (path.replacing("/p/", with: "/invoice/"), false),
      ("/nowhere", false),
    ] {
      let answer = try site.answer("GET", path)
      #expect(answer.text.contains(meta) == hasForm, "\(path)")
      #expect(answer.headers["Referrer-Policy"] == "no-referrer")
    }
    let handOver = try site.answer("POST", path, form: "provider=payzen")
    #expect(handOver.status == .ok && handOver.text.contains(meta))
  }
}
