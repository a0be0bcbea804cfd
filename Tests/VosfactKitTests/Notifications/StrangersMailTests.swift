import Localization
import Testing

@testable import VosfactKit

/// Mails to an address that somebody typed, of whom nothing is known: they say nothing that was typed.
@Suite struct StrangersMailTests {
  private static let words = "Your parcel waits: https://evil.example/pay"
  private let site: SiteShop
  private let path: String

  init() throws {
    site = try SiteShop()
    try site.set(.companyEmail, "shop@honest.example")
    try site.set(.detailsEnteredNotices, "true")
    try site.set(.thankCustomer, "true")
    try site.set(.countryField, "optional")
    let link = try site.kit.payLinks.maker().link(
      to: site.shop.product(name: "Sticker"), filling: Prefill(email: nil, order: nil))
    path = String(link.url.dropFirst("https://shop.test/pay".count))
  }

  private func buy(_ email: String, _ number: Int = 0) throws -> SiteShop.Answer {
    let name = Self.words.replacing(" ", with: "+").replacing(":", with: "%3A")
      .replacing("/", with: "%2F")
    return try site.answer(
      "POST", path,
      form: "provider=stripe&country=BE&name=\(name)+\(number)&email=\(email)%40victim.example")
  }

  private func mail() throws -> MailMessage {
    try site.kit.mailComposer().mail(of: #require(try site.kit.outbox.last()))
  }

  /// Everything in a mail that its reader sees.
  private func text(of mail: MailMessage) -> String {
    "\(mail.to.map { "\($0.name ?? "") \($0.address)" }) \(mail.subject) \(mail.text) \(mail.html)"
  }

  @Test("before it is paid a mail names neither the buyer nor the country, and greets all the same")
  func builtIn() throws {
    #expect(try buy("stranger").status == .seeOther)
    let mail = try mail()
    #expect(mail.to.map(\.address) == ["stranger@victim.example"])
    #expect(!text(of: mail).contains("parcel") && !text(of: mail).contains("evil.example"))
    #expect(mail.text.contains("\n\nHello,\n"))
    #expect(text(of: mail).contains("Sticker") && text(of: mail).contains("Atelier & Fils"))
    let stored = try DatabaseContent.rows("SELECT payload FROM outbox", of: site.kit.database)
    #expect(!"\(stored)".contains("parcel"))
  }

  @Test("a template of the seller's own cannot name them either, and neither can one queued before")
  func ownTemplate() throws {
    try site.set(.subject(of: .detailsEntered), "{{buyer.name}}|{{document.title}}")
    try site.set(
      .body(of: .detailsEntered),
      "{{#buyer}}{{name}}{{/buyer}}{{document.order_reference}}{{reason}}|{{payment}}|{{provider}}")
    _ = try buy("stranger")
    #expect(!text(of: try mail()).contains("parcel"))
    try DatabaseContent.execute(
      "UPDATE outbox SET payload = json_set(payload, '$.buyer', '\(Self.words)')",
      on: site.kit.database)
    #expect(!text(of: try mail()).contains("parcel"))
    #expect(try mail().subject == "[no real money] |Sticker")
  }

  @Test("once it is paid the thanks name the buyer")
  func thanks() throws {
    try site.set(.purchaseDocumentKind, "none")
    _ = try buy("jane")
    var list = try site.kit.payments.list(PaymentFilter())
    let payment = try #require(try list.next())
    _ = try site.answer(
      callback: site.kit.payments.simulate(.paid, of: payment), of: "stripe")
    #expect(try mail().text.contains("Dear \(Self.words)"))
  }

  @Test("one address gets three such mails an hour, all together so many, and purchases go on")
  func limits() throws {
    try site.set(.mailsPerSite, "5")
    func mails() throws -> Int {
      try DatabaseContent.rows(
        "SELECT id FROM outbox WHERE topic = 'mail.details-entered'", of: site.kit.database
      ).count
    }
    for number in 1...4 { #expect(try buy("one", number).status == .seeOther) }
    #expect(try mails() == 3)
    #expect(try buy("ONE", 5).status == .seeOther)
    #expect(try mails() == 3)
    for number in 1...4 { #expect(try buy("other\(number)").status == .seeOther) }
    #expect(try mails() == 5)
    let rows = try DatabaseContent.rows("SELECT name FROM visitor_count", of: site.kit.database)
    #expect(!"\(rows)".contains("victim"))
    let later = site.at(Shop.noon + Seconds(7_200))
    _ = try later.answer(
      "POST", path, form: "provider=stripe&name=Jane&email=one%40victim.example")
    #expect(try mails() == 6)
  }

  @Test("a purchase that a script starts is told of without a limit")
  func shell() throws {
    let product = try site.shop.product("2.00")
    for number in 1...5 {
      _ = try site.kit.payments.start(
        product, for: site.shop.customer("Jane \(number)", "jane@client.test"), with: "stripe")
    }
    let rows = try DatabaseContent.rows("SELECT id FROM outbox", of: site.kit.database)
    #expect(rows.count == 5)
  }
}
