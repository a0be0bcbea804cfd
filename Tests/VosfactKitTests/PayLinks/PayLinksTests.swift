import Localization
import Testing

@testable import VosfactKit

@Suite struct PayLinksTests {
  let shop: Shop
  let invoice: Document

  init() throws {
    shop = try Shop()
    invoice = try shop.document("120.00")
    try shop.kit.settings.set(.payLinkBase, to: "https://shop.test/pay", at: Shop.noon)
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "true", at: Shop.noon)
  }

  private func link(_ lifetime: Int64 = 3600) throws -> String {
    try shop.kit.payLinks.maker(lifetime: Seconds(lifetime)).link(to: invoice).url
  }

  private func token() throws -> String { try String(link().suffix(49)) }

  @Test("a link leads to its document until it expires, to the second")
  func roundTrip() throws {
    let link = try link(60)
    #expect(link.hasPrefix("https://shop.test/pay/p/"))
    let before = shop.at(Shop.noon + Seconds(59)).kit.payLinks
    #expect(try before.verify(link).document == invoice)
    #expect(try before.verify(link).expiresAt == Shop.noon + Seconds(60))
    let end = shop.at(Shop.noon + Seconds(60)).kit.payLinks
    #expect(throws: PayLinkError.expired(at: Shop.noon + Seconds(60))) { try end.verify(link) }
  }

  @Test(
    "a link is taken with whatever a mail program or a browser adds to it",
    arguments: ["", "/", "?utm_source=mail", "#top", "/?a=/b/c", "#/x"])
  func additions(_ addition: String) throws {
    #expect(try shop.kit.payLinks.verify(link() + addition).document == invoice)
    #expect(try shop.kit.payLinks.verify(token() + addition).document == invoice)
  }

  @Test("a token altered in any one bit is refused", arguments: 0..<288)
  func alteredBit(_ bit: Int) throws {
    var bytes = try #require(Base64URL.decode(token().dropLast()))
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    let error = #expect(throws: PayLinkError.self) {
      try shop.kit.payLinks.verify(Base64URL.encode(bytes))
    }
    #expect(error == (bit < 8 ? .malformed : .forged))
  }

  @Test(
    "what is no token is refused",
    arguments: [
      "", "/", "?", "A", String(repeating: "A", count: 47), String(repeating: "A", count: 48),
      String(repeating: "A", count: 1_000_000), String(repeating: "é", count: 48),
      "https://shop.test/pay/p/", String(repeating: "=", count: 48), "\u{0}",
    ])
  func hostile(_ text: String) throws {
    _ = try link()
    #expect(throws: PayLinkError.malformed) { try shop.kit.payLinks.verify(text) }
  }

  @Test("control characters, a cut beginning and a cut end make a token another")
  func altered() throws {
    let token = try token()
    for text in [
      " " + token, token + "\n", "\(token.dropFirst())", "\(token.dropLast(3))", token + "a",
    ] {
      #expect(throws: PayLinkError.malformed) { try shop.kit.payLinks.verify(text) }
    }
  }

  @Test("no link ends in a sign that mail programs leave out of it")
  func ends() throws {
    for serial in 1...400 {
      let link = try link(Int64(serial))
      #expect(link.last?.isLetter == true || link.last?.isNumber == true)
    }
  }

  @Test("what was taken into a link behind it is forgiven, as is a last character that got lost")
  func forgiven() throws {
    // With and without the seal, as older versions made links.
    for token in [try token(), String(try token().dropLast())] {
      for end in [".", ")", ">", ",", "…", "»", "\"", "]", "=", "-", "_", "_)."] {
        #expect(try shop.kit.payLinks.verify(token + end).document == invoice)
        let lost = String(token.dropLast()) + (end.contains { "-_".contains($0) } ? "" : end)
        #expect(try shop.kit.payLinks.verify(lost).document == invoice)
      }
    }
  }

  @Test("of a token without its last character every other bit still counts", arguments: 0..<282)
  func lostAndAltered(_ bit: Int) throws {
    var bytes = try #require(Base64URL.decode(token().dropLast()))
    bytes[bit / 8] ^= 0x80 >> UInt8(bit % 8)
    let error = #expect(throws: PayLinkError.self) {
      try shop.kit.payLinks.verify(String(Base64URL.encode(bytes).dropLast()))
    }
    #expect(error == (bit < 8 ? .malformed : .forged))
  }

  @Test("after a revocation a link made in the same second is good, and older ones are not")
  func revocation() throws {
    let old = try link()
    try shop.kit.payLinks.revoke(invoice)
    let current = try shop.now(invoice)
    let new = try shop.kit.payLinks.maker().link(to: current).url
    #expect(throws: PayLinkError.revoked) { try shop.kit.payLinks.verify(old) }
    #expect(try shop.kit.payLinks.verify(new).document == current)
    // With a document read before the first revocation, as another process may hold it.
    try shop.kit.payLinks.revoke(invoice)
    #expect(throws: PayLinkError.revoked) { try shop.kit.payLinks.verify(new) }
  }

  @Test("a new key signs, older ones verify until they are retired")
  func rotation() throws {
    let first = try link()
    #expect(try shop.kit.payLinks.rotateKey(retiringOlder: false) == 2)
    let second = try link()
    #expect(try shop.kit.payLinks.verify(first).document == invoice)
    #expect(try shop.kit.payLinks.rotateKey(retiringOlder: true) == 3)
    #expect(throws: PayLinkError.retiredKey(id: 1)) { try shop.kit.payLinks.verify(first) }
    #expect(throws: PayLinkError.retiredKey(id: 2)) { try shop.kit.payLinks.verify(second) }
    #expect(try shop.kit.payLinks.verify(link()).document == invoice)
  }

  @Test("a link of another database is forged, and one to a document that is gone is said to be so")
  func otherDatabase() throws {
    let other = try Shop(seed: 2)
    _ = try other.document()
    _ = try other.kit.payLinks.rotateKey(retiringOlder: false)
    let link = try link()
    #expect(throws: PayLinkError.forged) { try other.kit.payLinks.verify(link) }
    try DatabaseContent.execute(
      "PRAGMA foreign_keys = OFF; DELETE FROM document", on: shop.database)
    #expect(throws: PayLinkError.unknownDocument) { try shop.kit.payLinks.verify(link) }
  }

  @Test("once there is a key, making links writes nothing")
  func writesNothing() throws {
    _ = try link()
    let before = try DatabaseContent.whole(shop.database)
    let maker = try shop.kit.payLinks.maker()
    for _ in 0..<100 { _ = try maker.link(to: invoice) }
    #expect(try DatabaseContent.whole(shop.database) == before)
  }

  @Test("there are 255 keys, and then no other")
  func lastKey() throws {
    _ = try link()
    for _ in 2...255 { _ = try shop.kit.payLinks.rotateKey(retiringOlder: false) }
    expectFault(.cannotWrite, "no signing key was made; all 255 are used") {
      try shop.kit.payLinks.rotateKey(retiringOlder: false)
    }
  }

  @Test("a link that would outlive the calendar is refused")
  func tooLong() throws {
    expectFault(.badValue, "a pay link cannot live that long") { try link(.max) }
  }

  @Test("what cannot be paid online gets no link, and the reason is told in both languages")
  func notPayable() throws {
    let quote = try shop.document(kind: .quote)
    let canceled = try shop.kit.invoicing.cancel(shop.document(), neverDelivered: "an error")
    let paid = try shop.document("10.00")
    try shop.attempt(paid, "A")
    try shop.receive(
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: paid.total, reference: "A"))
    try shop.kit.settings.set(.maximumAmount, to: "119.99", at: Shop.noon)
    let refused = try [quote, canceled, shop.now(paid), invoice].map { document in
      try #require(
        #expect(throws: NotPayable.self) { try shop.kit.payLinks.maker().link(to: document) })
    }
    #expect(refused.map(\.name) == ["kind", "canceled", "nothing-left", "over-maximum"])
    for reason in refused {
      #expect(reason.text.en.contains("payable"))
      #expect(reason.text.fr.contains("payable"))
      #expect(reason.text.en != reason.text.fr)
    }
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "false", at: Shop.noon)
    #expect(throws: NotPayable.disabled) { try shop.kit.payLinks.maker().link(to: invoice) }
  }

  @Test("of the open documents those get a link that can be paid, the same link as each alone")
  func ofOpenDocuments() throws {
    let documents = try [
      invoice, shop.document("119.99"), shop.document(kind: .quote), shop.document("0.01"),
    ]
    try shop.kit.payLinks.revoke(documents[1])
    try shop.kit.settings.set(.maximumAmount, to: "119.99", at: Shop.noon)
    let maker = try shop.kit.payLinks.maker()
    var links: [PayLinks.Link] = []
    var open = try shop.kit.documents.open()
    while let document = try open.next() {
      var bytes = Array("before".utf8)
      let link = try maker.link(to: document)
      #expect(try maker.appendAddress(of: document, to: &bytes) == (link != nil))
      #expect(String(decoding: bytes, as: UTF8.self) == "before\(link?.url ?? "")")
      if let link { links.append(link) }
    }
    #expect(try links == [documents[1], documents[3]].map { try maker.link(to: shop.now($0)) })
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "false", at: Shop.noon)
    let disabled = try shop.kit.payLinks.maker()
    var again = try shop.kit.documents.open()
    let first = try #require(try again.next())
    #expect(throws: NotPayable.disabled) { try disabled.link(to: first) }
  }
}
