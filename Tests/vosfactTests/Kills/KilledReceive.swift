import Foundation
import Testing
import VosfactKit

/// `payment receive` of a folder of callbacks, some of which come twice.
struct KilledReceive: KilledCommand {
  let testDescription = "payment receive"
  let words = ["payment", "receive", "--provider", "stripe", "spool", "--format", "jsonl"]

  func makeWorkplace(small isSmall: Bool) throws -> Workplace {
    let count = isSmall ? 2 : 140
    let shop = try Shop(invoices: count)
    let payments = try shop.start(1...count)
    try FileManager.default.createDirectory(
      atPath: shop.workplace.file("spool"), withIntermediateDirectories: false)
    let half = count / 2
    let callbacks =
      try shop.simulate(.paid, of: payments[..<half])
      + shop.simulate(.failed, of: payments[half...])
    for (number, callback) in callbacks.enumerated() {
      try shop.workplace.write(callback, to: "spool/\(number).http")
      if number % 10 == 0 { try shop.workplace.write(callback, to: "spool/\(number)-again.http") }
    }
    return shop.workplace
  }

  func inspect(_ workplace: Workplace, printed: [String]) throws -> String {
    let payments = try workplace.rows("payment", "list")
    let heard = payments.filter { $0["state"] != "pending" }
    let kept = try workplace.rows("payment", "callbacks", "list")
    #expect(Set(kept.map { $0["payment"]?.string }) == Set(heard.map { $0["id"]?.string }))
    let paid = heard.filter { $0["state"] == "paid" }
    let documents = try workplace.rows("invoice", "list", "--state", "paid")
    #expect(
      Set(documents.map { $0["number"]?.string }) == Set(paid.map { $0["document"]?.string }))

    let states = Dictionary(
      uniqueKeysWithValues: payments.map { ($0["id"]?.string ?? "", $0["state"]?.string ?? "") })
    for answer in try answers(printed) {
      let payment = try #require(answer["payment"]?.string)
      #expect(states[payment] == answer["state"]?.string, "it was told that \(answer.text)")
    }
    return "\(heard.count) callbacks taken in"
  }

  func outcome(in workplace: Workplace) throws -> [String] { try workplace.books }
}
