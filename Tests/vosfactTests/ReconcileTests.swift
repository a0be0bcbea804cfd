import Foundation
import Testing
import VosfactKit

@Suite(.waiting) struct ReconcileTests {
  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 3)
    try FileManager.default.createDirectory(
      atPath: shop.workplace.file("spool/stripe"), withIntermediateDirectories: true)
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("spool"))
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: workplace.file(folder)).sorted()
  }

  @Test("it says nothing when there is nothing to say")
  func silent() throws {
    #expect(try workplace.succeed("payment", "reconcile").output == "")
    let counts = try workplace.succeed("payment", "reconcile", "--format", "json").json
    #expect(
      counts == [
        "callbacks": 0, "asked": 0, "changed": 0, "expired": 0, "delivered": 0, "failed": 0,
      ])
  }

  @Test("spooled callbacks are taken in and moved; a copy, as a kill leaves one, changes nothing")
  func spool() throws {
    let first = try shop.start("F-1")
    let second = try shop.start("F-2")
    try shop.simulate("paid", of: first, to: "spool/stripe/1.http")
    try shop.simulate("paid", of: second, to: "spool/2.http")
    let request = try workplace.read("spool/stripe/1.http")
    try workplace.write("POST /callback/stripe HTTP/1.1\r\n\r\n{}", to: "spool/3.http")
    try workplace.write("no request", to: "spool/4.http")
    try workplace.write("half of", to: "spool/.5.http")

    let rehearsed = try workplace.succeed("payment", "reconcile", "--dry-run", "--format", "json")
    #expect(try rehearsed.json["callbacks"] == 4)
    #expect(try names("spool") == [".5.http", "2.http", "3.http", "4.http", "stripe"])
    #expect(try shop.only("invoice", "list", "--state", "issued", "--limit", "1")["paid"] == "0.00")

    let ending = try workplace.succeed("payment", "reconcile", "--format", "json")
    #expect(try ending.json["callbacks"] == 4)
    #expect(try names("spool") == [".5.http", "done", "refused", "stripe"])
    #expect(try names("spool/done") == ["2.http", "stripe-1.http"])
    #expect(try names("spool/refused") == ["3.http", "4.http"])

    try workplace.write(request, to: "spool/stripe/1.http")
    try workplace.succeed("payment", "reconcile")
    #expect(try names("spool/done") == ["2.http", "stripe-1.http", "stripe-1.http.2"])
    let paid = try workplace.succeed("invoice", "list", "--state", "paid", "--format", "json")
    #expect(try paid.json.array?.count == 2)
    try workplace.succeed("payment", "audit")
  }

  @Test("a spool folder that is not there is told, and the rest is done")
  func noSpool() throws {
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("elsewhere"))
    let ending = try workplace.vosfact("payment", "reconcile")
    #expect(ending.status == 78)
    #expect(ending.errors.contains("elsewhere"))
    #expect(ending.errors.split(separator: "\n").count == 1)
  }

  @Test("provider test asks nobody in simulated mode, and says what is missing before")
  func providerTest() throws {
    let ending = try workplace.succeed("provider", "test", "stripe", "--format", "json")
    #expect(try ending.json["asked"] == false)
    let unset = try Workplace()
    try unset.succeed("settings", "set", "language", "fr")
    #expect(try unset.vosfact("provider", "test", "stripe").status == 78)
  }
}
