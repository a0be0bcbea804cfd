import Localization
import Testing

@testable import VosfactKit

/// Links that ask for a part.
@Suite struct PartLinkTests {
  private let shop: Shop
  private let invoice: Document

  init() throws {
    shop = try Shop()
    invoice = try shop.document("300.00")
    try shop.kit.settings.set(.payLinkBase, to: "https://shop.test/pay", at: Shop.noon)
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "true", at: Shop.noon)
  }

  private static let parts: [PartOfClaim] = [
    .amount(5000), .share(3000), .free(minimum: 1), .free(minimum: 2000),
    .amount(Amount.maximumMinorUnits),
  ]

  private func token(_ part: PartOfClaim, lifetime: Int64 = 3600) throws -> String {
    let link = try shop.kit.payLinks.maker(lifetime: Seconds(lifetime)).link(to: invoice, for: part)
    return try #require(link.url.split(separator: "/").last.map(String.init))
  }

  @Test("the part is in the link, beside the document and the time", arguments: parts)
  func roundTrip(_ part: PartOfClaim) throws {
    let opened = try shop.kit.payLinks.open(token(part, lifetime: 60))
    #expect(opened.target == .document(invoice, part))
    #expect(opened.expiresAt == Shop.noon + Seconds(60))
    #expect(try shop.kit.payLinks.verify(token(part)).document == invoice)
  }

  @Test("a link for the whole is made as ever, and one for a part is a little longer")
  func length() throws {
    let whole = try #require(try Base64URL.decode(token(.whole).dropLast()))
    #expect(whole.count == 36 && whole[0] == 1)
    let part = try #require(try Base64URL.decode(token(.amount(1)).dropLast()))
    #expect(part.count == 44 && part[0] == 2)
    #expect(try token(.amount(1)).count == 60)
  }

  @Test("one in which any one bit is altered is refused", arguments: 0..<352)
  func alteredBit(_ bit: Int) throws {
    var bytes = try #require(Base64URL.decode(token(.amount(5000)).dropLast()))
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    let error = #expect(throws: PayLinkError.self) {
      try shop.kit.payLinks.verify(Base64URL.encode(bytes))
    }
    #expect(error == (bit < 8 ? .malformed : .forged))
  }

  @Test("the part cannot be cut off or put on: what is signed says how long it is")
  func cutOff() throws {
    let part = try #require(Base64URL.decode(token(.amount(5000)).dropLast()))
    let whole = try #require(Base64URL.decode(token(.whole).dropLast()))
    let without: [UInt8] = Array(part[1..<20] + part[28...])
    let with: [UInt8] = Array(whole[1..<20] + part[20..<28] + whole[20...])
    for bytes in [[1] + without, [2] + without, [2] + with, [1] + with, [1] + Array(part[1...])] {
      #expect(throws: PayLinkError.self) {
        try shop.kit.payLinks.verify(Base64URL.encode(bytes))
      }
    }
  }

  @Test("what was taken into a link behind it is forgiven, as is a last character that got lost")
  func forgiven() throws {
    for token in [try token(.share(3000)), String(try token(.share(3000)).dropLast())] {
      for end in ["", ".", ")", ">", "»", "-", "_", "_)."] {
        #expect(try shop.kit.payLinks.open(token + end).target == .document(invoice, .share(3000)))
      }
      let lost = String(token.dropLast())
      #expect(try shop.kit.payLinks.open(lost).target == .document(invoice, .share(3000)))
    }
  }

  @Test("revoking, expiry and new keys are the same for parts")
  func rules() throws {
    let first = try token(.share(3000))
    let end = shop.at(Shop.noon + Seconds(3600)).kit.payLinks
    #expect(throws: PayLinkError.expired(at: Shop.noon + Seconds(3600))) { try end.open(first) }
    #expect(try shop.kit.payLinks.rotateKey(retiringOlder: true) == 2)
    #expect(throws: PayLinkError.retiredKey(id: 1)) { try shop.kit.payLinks.open(first) }
    let second = try token(.share(3000))
    try shop.kit.payLinks.revoke(invoice)
    #expect(throws: PayLinkError.revoked) { try shop.kit.payLinks.open(second) }
  }

  @Test("the maximum payable online is that of the part that is asked for")
  func maximum() throws {
    try shop.kit.settings.set(.maximumAmount, to: "100", at: Shop.noon)
    #expect(throws: NotPayable.self) { try token(.whole) }
    #expect(throws: NotPayable.self) { try token(.amount(10_001)) }
    #expect(throws: NotPayable.self) { try token(.free(minimum: 10_001)) }
    _ = try token(.amount(10_000))
    _ = try token(.free(minimum: 1))
  }

  @Test("a part is read in the currency's digits, and told in words and data")
  func wishes() throws {
    let yen = try #require(Currency(code: "JPY"))
    let fifty = try #require(ExactDecimal("50.00"))
    #expect(try PartOfClaim.Wish.amount(fifty).part(in: .euro) == .amount(5000))
    #expect(try PartOfClaim.Wish.amount(fifty).part(in: yen) == .amount(50))
    let cents = try #require(ExactDecimal("50.5"))
    #expect(throws: Fault.self) { try PartOfClaim.Wish.amount(cents).part(in: yen) }
    let third = try #require(SettingType.share.read("33,33"))
    #expect(try PartOfClaim.Wish.share(third).part(in: .euro) == .share(3333))
    for text in ["0", "-5", "100.01", "33.333", "abc"] {
      #expect(SettingType.share.read(text) == nil)
    }
    #expect(AskedPart(.share(3333), of: .euro).text?.fr == "33,33\u{A0}%")
    #expect(AskedPart(.free(minimum: 2000), of: .euro).text?.en == "at least 20.00 EUR")
    #expect(
      AskedPart(.amount(5000), of: .euro).json.text
        == #"{"amount":"50.00","share":null,"minimum":null}"#)
  }
}
