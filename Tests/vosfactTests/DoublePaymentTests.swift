import Testing
import VosfactKit

@Suite(.waiting) struct DoublePaymentTests {
  @Test("of two payments for one invoice one settles it, and the other asks for attention")
  func twice() throws {
    let shop = try Shop(invoices: 1)
    let first = try shop.start("F-1")
    try shop.simulate("failed", of: first, to: "failed.http")
    _ = try shop.receive("failed.http")
    let second = try shop.start("F-1")
    #expect(first != second)
    for (payment, name) in [(second, "second.http"), (first, "first.http")] {
      try shop.simulate("paid", of: payment, to: name)
      #expect(try shop.receive(name)["result"]?.string != "refused")
    }
    let document = try shop.only("invoice", "list")
    #expect(document["state"]?.string == "paid")
    #expect(document["paid"]?.string == "12.00")
    let attention = try shop.only("payment", "list", "--attention")
    #expect(attention["attention"]?.string == "already-settled")
    #expect(attention["settled"]?.bool == false)
    #expect(attention["state"]?.string == "paid")

    let other = attention["id"]?.string == first ? second : first
    try shop.simulate("refunded", of: other, to: "refunded.http")
    _ = try shop.receive("refunded.http")
    #expect(try shop.workplace.succeed("payment", "list", "--attention").output == "")
    #expect(try shop.only("invoice", "list")["paid"]?.string == "12.00")
    try shop.workplace.succeed("payment", "audit")
  }
}
