import Foundation
import Testing

@testable import VosfactKit

/// Calls to a receiver that takes its time.
@Suite(
  .waiting,
  .enabled(
    if: ExternalTool.canTest(with: "curl", "python3", "faketime"), "needs curl, python3, faketime"))
struct WebhookSlowReceiverTests {
  @Test("a receiver that never ends its answers is left after a while, and holds up no other call")
  func slow() throws {
    let workplace = try Workplace()
    let receiver = try StandIn("webhook_receiver", workplace.file("clock"))
    try workplace.write("+0\n", to: "clock")
    // curl by a clock that the receiver puts forward, so that nobody waits for the time limit.
    try FileManager.default.createDirectory(
      atPath: workplace.file("bin"), withIntermediateDirectories: false)
    let curl = try #require(ExternalTool.path(of: "curl"))
    try workplace.write(
      """
      #!/bin/sh
      exec faketime -f +0 env -u FAKETIME FAKETIME_NO_CACHE=1 \
        FAKETIME_TIMESTAMP_FILE='\(workplace.file("clock"))' \(curl) "$@"
      """, to: "bin/curl")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workplace.file("bin/curl"))

    try workplace.succeed("settings", "set", "notifications.webhook.allow-private", "on")
    for path in ["/slow", "/quick"] {
      try workplace.succeed(
        "settings", "webhook", "add", receiver.base + path, "--event", "document.created",
        "--secret-file", "secret\(path.dropFirst())")
    }
    for _ in 1...3 { _ = try workplace.invoice("10") }
    let path = "\(workplace.file("bin")):\(Subprocess.systemSearchPath)"
    let ending = try workplace.vosfact(
      "payment", "reconcile", "--format", "json", with: ["PATH": path])
    #expect(try ending.json["delivered"] == 4, "\(ending.errors)")
    #expect(try ending.json["failed"] == 2)

    let messages = try workplace.rows("payment", "outbox", "list")
    let late = messages.filter { $0["state"] == "waiting" }
    #expect(late.compactMap { $0["document"]?.string?.last } == ["1", "2"])
    #expect(late.allSatisfy { $0["webhook"] == 1 && $0["attempts"] == 1 })
    #expect(late.allSatisfy { $0["failure"]?.string?.contains("20") == true }, "\(late)")
    let deliveries = try workplace.rows("settings", "webhook", "deliveries", "2")
    #expect(deliveries.compactMap { $0["status"]?.int64 } == [200, 200, 200])
  }
}
