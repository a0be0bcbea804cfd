import Foundation
import Testing
import VosfactKit

@Suite struct PaymentCallbacksTests {
  let program: Program
  let payment: String

  /// A payment that Stripe was simulated to be told of, and the request, which was taken in.
  init() throws {
    program = try Program()
    try program.run("provider", "enable", "stripe", "--mode", "simulated")
    try program.run("settings", "set", "online-payments.enabled", "true")
    try program.run("settings", "set", "pay-link.base-url", "https://shop.test")
    let number = try program.invoice("120.00")
    let started = try program.run(
      "payment", "start", number, "--provider", "stripe", "--format", "json")
    try #require(started.code == 0, "\(started.errors)")
    payment = try #require(
      try started.json()["payment"]?["id"]?.string, "\(started.errors)")
    try program.run(
      "provider", "simulate", "stripe", "--payment", payment, "--outcome", "paid", "--output",
      program.file("paid.http"))
    let received = try program.run(
      "payment", "receive", "--provider", "stripe", program.file("paid.http"))
    try #require(received.code == 0, "\(received.errors)")
  }

  private func refuseOne() throws {
    try Data("POST / HTTP/1.1\r\n\r\n{\"secret\": 1}".utf8).write(
      to: URL(fileURLWithPath: program.file("forged.http")))
    let refused = try program.run(
      "payment", "receive", "--provider", "stripe", program.file("forged.http"))
    try #require(refused.code == 1)
  }

  @Test("the inbox lists what came, and what was refused with its reason")
  func list() throws {
    try refuseOne()
    let all = try program.run("payment", "callbacks", "list", "--format", "json").json()
    #expect(all.array?.map { $0["result"]?.string } == ["applied", "refused"])
    #expect(all.array?.first?["payment"]?.string == payment)
    for (options, results) in [
      (["--result", "refused"], ["refused"]), (["--limit", "1"], ["applied"]),
      (["--after", "1"], ["refused"]), (["--provider", "stripe"], ["applied", "refused"]),
      (["--result", "attention"], []),
    ] {
      let some = try program.run(["payment", "callbacks", "list", "--format", "json"] + options)
      #expect(try some.json().array?.map { $0["result"]?.string } == results)
    }
    #expect(try program.run("payment", "callbacks", "list", "--after", "99").code == 66)
  }

  @Test("a kept request is written byte for byte, a refused one has left nothing")
  func show() throws {
    try refuseOne()
    let shown = try program.run("payment", "callbacks", "show", "1")
    #expect(shown.data == (try Data(contentsOf: URL(fileURLWithPath: program.file("paid.http")))))
    let json = try program.run("payment", "callbacks", "show", "1", "--format", "json").json()
    #expect(json["request"]?["method"]?.string == "POST")
    #expect(json["request"]?["body"]?.string?.contains(payment) == true)

    let refused = try program.run("payment", "callbacks", "show", "2")
    #expect(refused.code == 1)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("nothing of its request is kept"))
    let facts = try program.run("payment", "callbacks", "show", "2", "--format", "json")
    #expect(try facts.json()["request"] == .null)
    #expect(!facts.output.contains("secret"))
  }

  @Test("a request that is taken in again changes nothing that is known")
  func replay() throws {
    try refuseOne()
    let before = try program.run("payment", "show", payment, "--format", "json").json()
    let replayed = try program.run("payment", "callbacks", "replay", "1", "--format", "json")
    #expect(replayed.code == 0)
    #expect(try replayed.json()["result"]?.string == "repeated")
    #expect(try program.run("payment", "show", payment, "--format", "json").json() == before)
    #expect(try program.run("payment", "callbacks", "replay", "2").code == 1)
    #expect(try program.run("payment", "callbacks", "replay", "nothing").code == 66)
    #expect(try program.run("payment", "audit").code == 0)
  }
}
