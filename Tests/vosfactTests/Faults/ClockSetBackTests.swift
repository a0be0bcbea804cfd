import Testing
import VosfactKit

/// What is recorded while the clock is set back.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "faketime"), "faketime is not installed"))
struct ClockSetBackTests {
  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 2)
    try shop.workplace.succeed("settings", "set", "company.name", "Maison Kervella")
  }

  /// Runs `vosfact` a day before now.
  private func yesterday(_ words: String...) throws -> Workplace.Ending {
    try workplace.run("faketime", ["-f", "-1d", Workplace.preloadable] + words)
  }

  @Test("the journal keeps the order in which things were recorded, and holds")
  func order() throws {
    let payment = try shop.start("F-1")
    try shop.simulate("pending", of: payment, to: "pending.http")
    #expect(try shop.receive("pending.http")["result"] == "applied")
    try #require(
      yesterday(
        "provider", "simulate", "stripe", "--payment", payment, "--outcome", "paid", "--output",
        "paid.http"
      ).status == 0)
    let received = try yesterday(
      "payment", "receive", "--provider", "stripe", "paid.http", "--format", "jsonl")
    #expect(try received.json["result"] == "applied")
    #expect(try shop.only("payment", "list", "--document", "F-1")["state"] == "paid")

    let history = try workplace.rows("invoice", "history", "F-1")
    let times = history.compactMap { $0["at"]?.string }
    // The last entries have earlier times than those before them.
    #expect(times.count == history.count && times != times.sorted())
    #expect(history.last?["kind"] == "document.paid", "\(history)")
    try workplace.expectSound()
  }

  @Test("settings check tells that the clock was set back, until it has caught up")
  func told() throws {
    let finding = try yesterday("settings", "check").output
    #expect(finding.contains("! clock: "), "\(finding)")
    #expect(try !workplace.succeed("settings", "check").output.contains("! clock"))
  }

  @Test("an attempt that began later than now stays open, and is not asked about")
  func attempt() throws {
    let payment = try shop.start("F-1")
    let reconciled = try yesterday("payment", "reconcile", "--format", "json")
    #expect(reconciled.status == 0, "\(reconciled.errors)")
    #expect(try reconciled.json["asked"] == 0 && reconciled.json["expired"] == 0)
    #expect(try shop.only("payment", "list", "--document", "F-1")["id"] == .string(payment))
    #expect(try shop.only("payment", "list", "--document", "F-1")["state"] == "pending")
  }

  @Test("a link made while the clock is set back verifies once it is right again")
  func link() throws {
    let made = try yesterday("pay-link", "create", "F-1")
    let url = String(made.output.dropLast())
    #expect(try workplace.vosfact("pay-link", "verify", url).status == 0)
  }
}
