import Localization
import Testing

@testable import VosfactKit

/// Pay pages that ask for a part.
@Suite struct SitePartTests {
  private let site: SiteShop
  private let document: Document

  init() throws {
    site = try SiteShop(providers: ["stripe", "payzen"])
    document = try site.shop.document("300.00")
  }

  private func path(_ part: PartOfClaim, _ document: Document? = nil) throws -> String {
    let link = try site.kit.payLinks.maker().link(toPayable: document ?? self.document, for: part)
    return try #require(link.url.firstRange(of: "/p/").map { String(link.url[$0.lowerBound...]) })
  }

  private func post(
    _ part: PartOfClaim, amount: String? = nil, provider: String = "stripe",
    language: String = "en"
  ) throws -> SiteShop.Answer {
    let fields = (amount.map { [("amount", $0)] } ?? []) + [("provider", provider)]
    return try site.answer(
      "POST", path(part), form: String(decoding: FormBody(fields).bytes, as: UTF8.self),
      with: ["HTTP_ACCEPT_LANGUAGE": language])
  }

  @Test("a fixed part and a share are asked for beside what is left")
  func fixed() throws {
    let page = try site.answer("GET", path(.share(3000))).text
    for word in [
      "To pay now", "90.00", "Left to pay", "300.00", "Left after this payment", "210.00",
    ] {
      #expect(page.contains(word), "\(word)")
    }
    #expect(!page.contains("name=\"amount\""))
    let answer = try post(.share(3000))
    #expect(answer.status == .seeOther)
    let payment = try #require(try site.payments(document).first)
    #expect(payment.amount == (try site.shop.euros("90.00")))
    #expect(payment.asked == .share(3000))
    #expect(try site.answer("GET", path(.amount(50_000))).text.contains("Amount to pay"), "clipped")
  }

  @Test("a free amount is entered with comma or point, and is the payment's")
  func free() throws {
    let page = try site.answer("GET", path(.free(minimum: 1))).text
    #expect(page.contains("value=\"300.00\""))
    #expect(page.contains("inputmode=\"decimal\""))
    #expect(page.contains("At most 300.00"))
    #expect(try post(.free(minimum: 1), amount: "50,00", language: "fr").status == .seeOther)
    #expect(try post(.free(minimum: 1), amount: "75.5", provider: "payzen").status == .ok)
    let amounts = try site.payments(document).map(\.amount.minorUnits)
    #expect(amounts == [5000, 7550])
  }

  @Test(
    "what is none, over the claim or under the minimum is told at the field, and stays written",
    arguments: [
      ("1,234", "Enter the amount in digits, as 300.00"), ("", "Enter the amount in digits"),
      ("300.01", "Enter at most 300.00"), ("19.99", "Enter at least 20.00"),
      ("<b>", "Enter the amount in digits"),
    ])
  func wrong(_ text: String, _ sentence: String) throws {
    let answer = try post(.free(minimum: 2000), amount: text)
    #expect(answer.status == .badRequest)
    #expect(answer.text.contains(sentence))
    #expect(
      answer.text.contains(
        "value=\"\(text.replacing("<", with: "&lt;").replacing(">", with: "&gt;"))\""))
    #expect(answer.text.contains("aria-describedby=\"amount-hint amount-error\""))
    #expect(answer.text.contains("href=\"#amount\""))
    #expect(try site.payments(document).isEmpty)
  }

  @Test("a form without the field is told so, as is one with the field where none is asked")
  func withoutField() throws {
    #expect(try post(.free(minimum: 1)).status == .badRequest)
    #expect(try post(.share(3000), amount: "1.00").status == .seeOther)
    #expect(try site.payments(document).map(\.amount.minorUnits) == [9000])
  }

  @Test("what the setting and the provider take bounds what may be entered")
  func limits() throws {
    try site.set(.maximumAmount, "100")
    #expect(try site.answer("GET", path(.free(minimum: 1))).text.contains("value=\"100.00\""))
    #expect(try post(.free(minimum: 1), amount: "100.01").text.contains("Enter at most 100.00"))
    let stripe = try site.kit.providers.named("stripe")
    try stripe.set(stripe.key("max-amount"), to: "20")
    let refused = try post(.free(minimum: 1), amount: "50")
    #expect(refused.status == .badRequest)
    #expect(refused.text.contains("does not take 50.00"))
    #expect(try post(.free(minimum: 1), amount: "50", provider: "payzen").status == .ok)
  }

  @Test("once a part is paid the same link asks for the next, and in the end for nothing")
  func next() throws {
    for left in ["300.00", "180.00", "60.00"] {
      #expect(try site.answer("GET", path(.amount(12_000))).text.contains(left))
      let address = try #require(try post(.amount(12_000)).address)
      let start = try #require(address.firstRange(of: "/simulated/"))
      let back = try site.answer(
        "POST", String(address[start.lowerBound...]), form: "outcome=paid")
      #expect(back.status == .seeOther)
      let returned = try #require(back.address?.firstRange(of: "/r/"))
      let page = try site.answer("GET", String(try #require(back.address)[returned.lowerBound...]))
        .text
      #expect(page.contains("Payment accepted"))
    }
    #expect(try site.shop.now(document).state == .paid)
    #expect(try site.answer("GET", path(.amount(12_000))).text.contains("This invoice is paid"))
  }

  @Test("who comes back without having paid is led to the same part again")
  func again() throws {
    let address = try #require(try post(.share(3000)).address)
    let start = try #require(address.firstRange(of: "/simulated/"))
    let back = try site.answer(
      "POST", String(address[start.lowerBound...]), form: "outcome=failed")
    let returned = try #require(back.address?.firstRange(of: "/r/"))
    let page = try site.answer("GET", String(try #require(back.address)[returned.lowerBound...]))
      .text
    let link = try #require(page.firstRange(of: "/p/"))
    let token = String(page[link.lowerBound...].prefix { $0 != "\"" })
    #expect(try site.answer("GET", token).text.contains("90.00"))
    #expect(try site.answer("GET", token).text.contains("To pay now"))
  }
}
