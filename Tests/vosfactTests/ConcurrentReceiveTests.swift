import Foundation
import Testing
import VosfactKit

@Suite(.waiting) struct ConcurrentReceiveTests {
  @Test(
    "eight processes take in the same 200 callbacks at once: each counts once, without an error")
  func eight() throws {
    let count = 200
    let shop = try Shop(invoices: count)
    try FileManager.default.createDirectory(
      atPath: shop.workplace.file("spool"), withIntermediateDirectories: false)
    let callbacks = try shop.simulate(.paid, of: shop.start(1...count))
    for (number, callback) in callbacks.enumerated() {
      try shop.workplace.write(callback, to: "spool/\(number).http")
    }

    let answers = try Threads.run(8) { _ in
      let ending = try shop.workplace.succeed(
        "payment", "receive", "--provider", "stripe", "spool", "--format", "json")
      #expect(ending.errors == "")
      return try #require(try ending.json.array)
    }.flatMap { try $0.get() }

    var results: [String: [String]] = [:]
    for answer in answers {
      results[answer["file"]?.string ?? "", default: []].append(answer["result"]?.string ?? "")
    }
    #expect(results.count == count)
    let expected = ["applied"] + Array(repeating: "repeated", count: 7)
    #expect(results.values.allSatisfy { $0.sorted() == expected })
    let paid = try shop.workplace.succeed("invoice", "list", "--state", "paid", "--format", "json")
    #expect(try paid.json.array?.count == count)
    #expect(try paid.json.array?.allSatisfy { $0["paid"]?.string == "12.00" } == true)
    try shop.workplace.succeed("payment", "audit")
  }
}
