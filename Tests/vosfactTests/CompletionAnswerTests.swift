import Testing
import VosfactKit

/// What shells ask for while a word is being completed.
@Suite struct CompletionAnswerTests {
  @Test("a payment is completed by the beginning of its id, and no other is")
  func payments() throws {
    let shop = try Shop(invoices: 2)
    let ids = try [shop.start("F-1"), shop.start("F-2")]
    for id in ids {
      let answer = try shop.workplace.succeed("complete", "payments", "--", String(id.prefix(8)))
      #expect(answer.output == "\(id)\n")
    }
    let all = try shop.workplace.succeed("complete", "payments", "--", "")
    #expect(Set(all.output.split(separator: "\n").map(String.init)) == Set(ids))
    #expect(try shop.workplace.succeed("complete", "payments", "--", "no").output == "")
  }

  @Test("a product is completed by the beginning of its id, as the table of products shows it")
  func products() throws {
    let shop = try Shop(invoices: 1)
    try shop.workplace.succeed(
      "pay-link", "create", "--product", "Compte Premium", "--amount", "10", "--currency", "EUR",
      "--tax-rate", "20", "--order", "C-42")
    let listed = try shop.workplace.succeed("pay-link", "list", "--format", "json")
    let id = try #require(try listed.json.array?.first?["product"]?.string)
    let answer = try shop.workplace.succeed("complete", "products", "--", String(id.prefix(6)))
    #expect(answer.output == "\(id)\n")
    let table = try shop.workplace.succeed("pay-link", "list", "--format", "table", "--lang", "en")
    let row = try #require(table.output.split(separator: "\n").first { $0.contains(id) })
    for cell in ["Compte Premium", "10.00 EUR", "C-42", "on sale"] {
      #expect(row.contains(cell), "\(table.output)")
    }
    try shop.workplace.succeed("pay-link", "revoke", id)
    let retired = try shop.workplace.succeed(
      "pay-link", "list", "--all", "--format", "table", "--lang", "en")
    #expect(retired.output.contains("retired"))
  }
}
