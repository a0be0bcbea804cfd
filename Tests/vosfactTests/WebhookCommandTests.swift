import Foundation
import Testing
import VosfactKit

/// Calls to an endpoint of the user's own, made by the built program to a receiver that really listens.
@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct WebhookCommandTests {
  private let receiver: StandIn
  private let shop: Shop

  private var workplace: Workplace { shop.workplace }

  init() throws {
    receiver = try StandIn("webhook_receiver")
    shop = try Shop(invoices: 3)
    try workplace.succeed("settings", "set", "notifications.webhook.allow-private", "on")
  }

  private func add(_ path: String, _ events: String...) throws {
    let options = events.flatMap { ["--event", $0] }
    let ending = try workplace.run(
      Workplace.executable,
      ["settings", "webhook", "add", receiver.base + path, "--secret-file", "hook.secret"] + options
    )
    try #require(ending.status == 0, "\(ending.errors)")
  }

  /// The calls that the receiver has got.
  private func calls() throws -> [JSONValue] {
    let answer = try workplace.run("curl", ["-s", "\(receiver.base)/calls"])
    return try #require(try answer.json.array)
  }

  /// Takes in a callback that settles a document.
  private func pay(_ document: String) throws {
    try shop.simulate("paid", of: shop.start(document), to: "\(document).http")
    #expect(try shop.receive("\(document).http")["result"] == "applied")
  }

  private func messages() throws -> [JSONValue] {
    try workplace.rows("payment", "outbox", "list")
  }

  @Test("a payment is told of, signed, once, and the deliveries say what came back")
  func told() throws {
    try add("/hook", "payment.paid", "document.paid")
    try pay("F-1")
    let report = try workplace.succeed("payment", "reconcile", "--format", "json")
    #expect(try report.json["delivered"] == 2)
    #expect(
      try workplace.succeed("payment", "reconcile", "--format", "json").json["delivered"] == 0)

    let calls = try calls()
    let bodies = try calls.map { try JSONValue(parsing: Array(#require($0["body"]?.string).utf8)) }
    #expect(bodies.compactMap { $0["type"]?.string } == ["payment.paid", "document.paid"])
    #expect(bodies.allSatisfy { $0["data"]?["document"]?["number"] == "F-1" })
    #expect(bodies.allSatisfy { $0["data"]?["payment"]?["settled"] == true })
    for call in calls {
      let headers = try #require(call["headers"])
      #expect(headers["webhook-signature"]?.string?.hasPrefix("v1,") == true)
      #expect(headers["webhook-id"]?.string?.hasPrefix("msg_") == true)
      #expect(headers["content-type"] == "application/json")
    }
    let deliveries = try workplace.rows("settings", "webhook", "deliveries", "1")
    #expect(deliveries.compactMap { $0["status"]?.int64 } == [200, 200])
    #expect(deliveries.first?["answer"] == "thank you")
    #expect(deliveries.first?["name"] == calls.first?["headers"]?["webhook-id"])

    // Once more by hand, under the same name.
    let name = try #require(deliveries.first?["name"]?.string)
    try workplace.succeed("settings", "webhook", "redeliver", name)
    try workplace.succeed("payment", "reconcile")
    #expect(try self.calls().count { $0["headers"]?["webhook-id"]?.string == name } == 2)
  }

  @Test(
    "what does not answer 2xx is tried again later, a redirect is not followed",
    arguments: ["/status/500", "/status/404", "/redirect", "/hang-up"])
  func failing(_ path: String) throws {
    try add(path, "payment.paid", "document.paid")
    try pay("F-1")
    let report = try workplace.succeed("payment", "reconcile", "--format", "json")
    #expect(try report.json["failed"] == 1)
    #expect(try calls().compactMap { $0["path"]?.string } == [path])
    // The second call about the document waits for the first.
    let messages = try messages()
    #expect(messages.compactMap { $0["state"]?.string } == ["waiting", "waiting"])
    #expect(messages.compactMap { $0["attempts"]?.int64 } == [1, 0])
    #expect(messages.first?["failure"] != .null)
  }

  @Test("a receiver that asks to wait an hour is left alone for an hour")
  func retryAfter() throws {
    try add("/later", "payment.paid")
    try pay("F-1")
    try workplace.succeed("payment", "reconcile")
    let message = try #require(try messages().first)
    let next = try #require(message["next_at"]?.string)
    let queued = try #require(message["queued_at"]?.string)
    // An hour later, to the second or a few more.
    #expect(next > queued)
    let seconds = try workplace.run(
      "sqlite3", [":memory:", "SELECT unixepoch('\(next)') - unixepoch('\(queued)')"]
    ).output
    #expect(try (3600...3720).contains(#require(Int(seconds.trimmingCharacters(in: .newlines)))))
  }

  @Test("410 ends all calls to the address, which the user is told with the way back")
  func gone() throws {
    try add("/status/410", "payment.paid", "document.paid")
    try pay("F-1")
    let ending = try workplace.vosfact("payment", "reconcile")
    #expect(ending.status == 69)
    #expect(ending.errors.contains("settings webhook enable 1"))
    #expect(try calls().count == 1)
    #expect(try messages().compactMap { $0["state"]?.string } == ["failed", "failed"])
    try pay("F-2")
    #expect(try messages().count == 2)
    #expect(try workplace.vosfact("settings", "check").output.contains("answered that it is gone"))
    try workplace.succeed("settings", "webhook", "enable", "1")
    try pay("F-3")
    #expect(try messages().count == 4)
  }

  @Test("a private address is refused unless the setting allows it, and the calls wait")
  func privateAddress() throws {
    try add("/hook", "payment.paid")
    try workplace.succeed("settings", "unset", "notifications.webhook.allow-private")
    try pay("F-1")
    let ending = try workplace.vosfact("payment", "reconcile")
    #expect(ending.status == 78)
    #expect(ending.errors.contains("notifications.webhook.allow-private"))
    #expect(try calls().isEmpty)
    #expect(try workplace.vosfact("settings", "webhook", "test", "1").status == 78)
    try workplace.succeed("settings", "set", "notifications.webhook.allow-private", "on")
    try workplace.succeed("payment", "outbox", "retry", "1")
    try workplace.succeed("payment", "reconcile")
    #expect(try calls().count == 1)
  }

  @Test("a test call says what came back, and is kept nowhere")
  func test() throws {
    try add("/hook")
    let good = try workplace.succeed("settings", "webhook", "test", "1", "--format", "json").json
    #expect(good["status"] == 200)
    #expect(good["failure"] == .null)
    #expect(try calls().first?["body"]?.string?.contains("vosfact.test") == true)
    try workplace.succeed("settings", "webhook", "remove", "1")
    try FileManager.default.removeItem(atPath: workplace.file("hook.secret"))
    try add("/status/500")
    #expect(try workplace.vosfact("settings", "webhook", "test", "2").status == 1)
    #expect(try messages().isEmpty)
  }

  @Test("the secret is in its own file, for its owner alone, and nowhere in what is printed")
  func secret() throws {
    try add("/hook")
    let secret = String(decoding: try workplace.read("hook.secret"), as: UTF8.self)
    #expect(secret.hasPrefix("whsec_"))
    let attributes = try FileManager.default.attributesOfItem(atPath: workplace.file("hook.secret"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let words = [
      ["settings", "webhook", "list", "--format", "json"], ["settings", "webhook", "test", "1"],
      ["settings", "webhook", "deliveries", "1"], ["settings", "check"],
    ]
    for words in words {
      let ending = try workplace.run(Workplace.executable, words)
      #expect(!(ending.output + ending.errors).contains(secret.dropLast()))
    }
    // Neither source nor file, both, or a file that is there: nothing is changed.
    #expect(try workplace.vosfact("settings", "webhook", "rotate", "1").status == 64)
    #expect(
      try workplace.vosfact("settings", "webhook", "rotate", "1", "--secret-file", "hook.secret")
        .status == 73)
    #expect(
      try workplace.vosfact(
        "settings", "webhook", "rotate", "1", "--secret", "env:NEW", with: ["NEW": "short"]
      ).status == 65)
    #expect(
      try workplace.vosfact(
        "settings", "webhook", "rotate", "1", "--secret", "env:NEW",
        with: ["NEW": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
      ).status == 0)
  }
}
