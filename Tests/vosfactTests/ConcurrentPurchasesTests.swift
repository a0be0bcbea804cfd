import Foundation
import Testing
import VosfactKit

/// Many customers at once, each a process of its own as under a web server.
@Suite(.waiting) struct ConcurrentPurchasesTests {
  private static let customers = 60

  @Test(
    "sixty customers who buy the same product at once get sixty documents, numbered without a gap")
  func together() throws {
    let shop = try Shop(invoices: 1)
    let workplace = shop.workplace
    let link = try workplace.succeed(
      "pay-link", "create", "--product", "Premium", "--amount", "10", "--format", "json")
    let product = try #require(try link.json.array?.first?["product"]?.string)

    let references = try Threads.run(8) { thread in
      try stride(from: thread, to: Self.customers, by: 8).map { number in
        let words = [
          "payment", "start", product, "--provider", "stripe", "--name", "Customer \(number)",
          "--email", "c\(number)@client.test", "--format", "json",
        ]
        // A double click: the second process must find what the first began.
        let both = try (0..<2).map { _ in
          let ending = try workplace.run(Workplace.executable, words)
          try #require(ending.status == 0, "\(ending.errors)")
          return try #require(try ending.json["payment"]?["id"]?.string)
        }
        #expect(both[0] == both[1])
        let callback = "\(number).http"
        try shop.simulate("paid", of: both[0], to: callback)
        // The provider tells it twice.
        for _ in 0..<2 {
          try workplace.succeed("payment", "receive", "--provider", "stripe", callback)
        }
        return both[0]
      }
    }.flatMap { try $0.get() }

    #expect(Set(references).count == Self.customers)
    let documents = try #require(
      try workplace.succeed("invoice", "list", "--state", "paid", "--format", "json").json.array)
    let numbers = documents.compactMap { $0["number"]?.string }
    let year = try #require(numbers.first?.split(separator: "-").dropFirst().first)
    let expected = (1...Self.customers).map { number in
      "F-\(year)-" + String(repeating: "0", count: 6 - String(number).count) + String(number)
    }
    #expect(numbers.sorted() == expected)
    let buyers = documents.compactMap { $0["buyer"]?["email"]?.string }
    #expect(Set(buyers).count == Self.customers)
    let listed = try #require(
      try workplace.succeed("pay-link", "list", "--format", "json").json.array?.first)
    #expect(listed["bought"]?.int64 == Int64(Self.customers))
    #expect(listed["taken"]?.string == "\(Self.customers * 10).00")
    try workplace.succeed("payment", "audit")
  }

  @Test("of many processes that want the last places of an hour only so many get one")
  func limit() throws {
    let shop = try Shop(invoices: 1)
    try shop.workplace.succeed("settings", "set", "limits.attempts-per-product", "5")
    let link = try shop.workplace.succeed(
      "pay-link", "create", "--product", "Premium", "--amount", "10")
    let token = try #require(link.output.split { $0 == "/" || $0 == "\n" }.last)
    let answers = try Threads.run(8) { thread in
      try (0..<4).map { number in
        try shop.answer(
          "POST", "/p/\(token)",
          body: "provider=stripe&name=C&email=c\(thread)-\(number)%40client.test"
        ).status
      }
    }.flatMap { try $0.get() }
    #expect(answers.count { $0 == "Status: 303 See Other" } == 5)
    #expect(answers.count { $0 == "Status: 429 Too Many Requests" } == 27)
    let payments = try shop.workplace.succeed("payment", "list", "--format", "json")
    #expect(try payments.json.array?.count == 5)
  }

  @Test("one order that several pay at once has one document, and the others ask for attention")
  func order() throws {
    let shop = try Shop(invoices: 1)
    let workplace = shop.workplace
    let link = try workplace.succeed(
      "pay-link", "create", "--product", "Basket", "--amount", "10", "--order", "C-7", "--format",
      "json")
    let product = try #require(try link.json.array?.first?["product"]?.string)
    for number in 0..<6 {
      let started = try workplace.succeed(
        "payment", "start", product, "--provider", "stripe", "--name", "Customer \(number)",
        "--email", "c\(number)@client.test", "--format", "json")
      let payment = try #require(try started.json["payment"]?["id"]?.string)
      try shop.simulate("paid", of: payment, to: "\(number).http")
    }
    _ = try Threads.run(6) { number in
      let ending = try workplace.vosfact(
        "payment", "receive", "--provider", "stripe", "\(number).http")
      #expect(ending.errors == "")
    }.map { try $0.get() }
    let documents = try workplace.succeed(
      "invoice", "list", "--state", "paid", "--format", "json")
    #expect(try documents.json.array?.count == 1)
    let attention = try workplace.succeed("payment", "list", "--attention", "--format", "json")
    #expect(
      try attention.json.array?.map { $0["attention"]?.string }
        == Array(repeating: "already-settled", count: 5))
    try workplace.succeed("payment", "audit")
  }
}
