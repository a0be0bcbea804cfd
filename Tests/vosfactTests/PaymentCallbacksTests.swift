import Testing
import VosfactKit

@Suite(.waiting) struct PaymentCallbacksTests {
  let workplace: Workplace
  let payment: String

  /// A payment that Stripe was simulated to be told of, and the request, which was taken in.
  init() throws {
    workplace = try Workplace()
    try workplace.succeed("provider", "enable", "stripe", "--mode", "simulated")
    try workplace.succeed("settings", "set", "online-payments.enabled", "true")
    try workplace.succeed("settings", "set", "pay-link.base-url", "https://shop.test")
    let number = try workplace.invoice("120.00")
    let started = try workplace.vosfact(
      "payment", "start", number, "--provider", "stripe", "--format", "json")
    try #require(started.status == 0, "\(started.errors)")
    payment = try #require(
      try started.json["payment"]?["id"]?.string, "\(started.errors)")
    try workplace.succeed(
      "provider", "simulate", "stripe", "--payment", payment, "--outcome", "paid", "--output",
      "paid.http")
    let received = try workplace.vosfact(
      "payment", "receive", "--provider", "stripe", "paid.http")
    try #require(received.status == 0, "\(received.errors)")
  }

  private func refuseOne() throws {
    try workplace.write("POST / HTTP/1.1\r\n\r\n{\"secret\": 1}", to: "forged.http")
    let refused = try workplace.vosfact(
      "payment", "receive", "--provider", "stripe", "forged.http")
    try #require(refused.status == 1)
  }

  @Test("the inbox lists what came, and what was refused with its reason")
  func list() throws {
    try refuseOne()
    let all = try workplace.vosfact("payment", "callbacks", "list", "--format", "json").json
    #expect(all.array?.map { $0["result"]?.string } == ["applied", "refused"])
    #expect(all.array?.first?["payment"]?.string == payment)
    for (options, results) in [
      (["--result", "refused"], ["refused"]), (["--limit", "1"], ["applied"]),
      (["--after", "1"], ["refused"]), (["--provider", "stripe"], ["applied", "refused"]),
      (["--result", "attention"], []),
    ] {
      let some = try workplace.run(
        Workplace.executable, ["payment", "callbacks", "list", "--format", "json"] + options)
      #expect(try some.json.array?.map { $0["result"]?.string } == results)
    }
    #expect(try workplace.vosfact("payment", "callbacks", "list", "--after", "99").status == 66)
  }

  @Test("a kept request is written byte for byte, a refused one has left nothing")
  func show() throws {
    try refuseOne()
    let shown = try workplace.vosfact("payment", "callbacks", "show", "1")
    #expect(Array(shown.output.utf8) == (try workplace.read("paid.http")))
    let json = try workplace.vosfact("payment", "callbacks", "show", "1", "--format", "json").json
    #expect(json["request"]?["method"]?.string == "POST")
    #expect(json["request"]?["body"]?.string?.contains(payment) == true)

    let refused = try workplace.vosfact("payment", "callbacks", "show", "2")
    #expect(refused.status == 1)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("nothing of its request is kept"))
    let facts = try workplace.vosfact("payment", "callbacks", "show", "2", "--format", "json")
    #expect(try facts.json["request"] == .null)
    #expect(!facts.output.contains("secret"))
  }

  @Test("a request that is taken in again changes nothing that is known")
  func replay() throws {
    try refuseOne()
    let before = try workplace.vosfact("payment", "show", payment, "--format", "json").json
    let replayed = try workplace.vosfact("payment", "callbacks", "replay", "1", "--format", "json")
    #expect(replayed.status == 0)
    #expect(try replayed.json["result"]?.string == "repeated")
    #expect(try workplace.vosfact("payment", "show", payment, "--format", "json").json == before)
    #expect(try workplace.vosfact("payment", "callbacks", "replay", "2").status == 1)
    #expect(try workplace.vosfact("payment", "callbacks", "replay", "nothing").status == 66)
    #expect(try workplace.vosfact("payment", "audit").status == 0)
  }
}
