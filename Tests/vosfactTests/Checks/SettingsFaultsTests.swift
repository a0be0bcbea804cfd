import Foundation
import Testing
import VosfactKit

/// Faults of the settings and of what waits, what `settings check` says of them, and that its own remedy
/// mends them.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
struct SettingsFaultsTests: ChecksShop {
  let shop: Shop

  init() throws {
    shop = try Self.checkedShop()
  }

  @Test(
    "callbacks that settle without their provider being asked are warned of, with what that lets through",
    arguments: ["true", "false"])
  func unconfirmed(_ confirms: String) throws {
    try workplace.succeed("provider", "set", "payzen", "site-id", "12345678")
    for (key, secret) in [("key", "a-form-key-of-test"), ("rest-password", "testpassword_1234")] {
      try workplace.write(secret, to: key)
    }
    try workplace.succeed("provider", "set", "payzen", "key", "file:key")
    if confirms == "false" {
      try workplace.succeed("provider", "set", "payzen", "confirm-by-api", "false")
    }
    try workplace.succeed("provider", "enable", "payzen", "--mode", "test")
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["subject"]?.string } == ["payzen"], "\(found)")
    #expect(found.first?["status"]?.string == "warning")
    let isToldHow = found.first?["explanation"]?.string?.contains("without paying") == true
    #expect(isToldHow == (confirms == "false"))
    // The password that is then typed, or that is missing next.
    for finding in found { try mend(finding, input: "testpassword_1234") }
    for finding in try findings(status: 0) { try mend(finding, input: "testpassword_1234") }
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("one secret for both ways is a fault")
  func sameSecret() throws {
    try workplace.succeed("provider", "enable", "ingenico", "--mode", "simulated")
    try sqlite(
      """
      UPDATE secret
         SET value = (SELECT value FROM secret WHERE name = 'provider.ingenico.sha-in')
       WHERE name = 'provider.ingenico.sha-out'
      """)
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["subject"]?.string } == ["ingenico"], "\(found)")
    try mend(found[0], input: "another-phrase-1875!?")
    #expect(try findings(status: 0).isEmpty)
  }

  @Test(
    "settings that contradict each other are told, and the command that is told mends them",
    arguments: [
      (["settings", "unset", "online-payments.enabled"], "settings", 0),
      (["settings", "set", "pay-link.base-url", "http://pay.example.org"], "settings", 0),
      (["settings", "set", "reconcile.after", "2d"], "settings", 0),
      (["settings", "set", "reconcile.give-up", "10m"], "settings", 0),
      (["settings", "set", "pay-link.lifetime", "1h"], "settings", 0),
      (["settings", "set", "online-payments.kinds", "invoice,credit-note"], "settings", 0),
      (
        ["settings", "set", "documents.number-pattern.quote", "F-{year}-{serial:6}"], "settings", 0
      ),
      (
        ["settings", "set", "payment.redirect.url", "https://shop.example.org/thanks"], "settings",
        0
      ),
      (["settings", "set", "mail.sendmail", "/nonexistent"], "settings", 1),
      (["settings", "set", "notifications.paid.body", "{{#open}}"], "settings", 1),
      (["provider", "set", "stripe", "currencies", "CHF"], "providers", 0),
      (["provider", "set", "stripe", "max-amount", "500"], "providers", 0),
      (["provider", "disable", "stripe"], "settings", 1),
    ] as [([String], String, Int32)])
  func contradiction(_ words: [String], _ check: String, _ status: Int32) throws {
    try #require(try workplace.run(Workplace.executable, words).status == 0)
    let found = try findings(status: status)
    #expect(found.compactMap { $0["check"]?.string } == [check], "\(found)")
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a simulated provider beside a live one is told, and the command that is told mends it")
  func modes() throws {
    let set = try workplace.run(
      Workplace.executable, ["provider", "set", "bitpay", "token", "-"], input: "tok3n-of-bitpay")
    try #require(set.status == 0, "\(set.errors)")
    try workplace.succeed("provider", "enable", "bitpay", "--mode", "live")
    let found = try findings(status: 1)
    #expect(found.map { $0["subject"]?.string } == ["stripe"], "\(found)")
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
    try workplace.succeed("provider", "enable", "stripe", "--mode", "simulated", "--beside-live")
    let asked = try findings(status: 0)
    #expect(asked.map { $0["status"]?.string } == ["warning"], "\(asked)")
  }

  /// What is told of products.
  private func toldOfProducts() throws -> [JSONValue] {
    try findings(status: 0).filter { $0["check"]?.string == "products" }
  }

  @Test("products on sale that cannot be bought, or whose customers do not come back, are told of")
  func products() throws {
    func create(_ name: String, _ amount: String, _ options: String...) throws {
      let words = ["pay-link", "create", "--product", name, "--amount", amount] + options
      let made = try workplace.run(
        Workplace.executable, words + ["--currency", "EUR", "--tax-rate", "20"])
      try #require(made.status == 0, "\(made.errors)")
    }
    /// Has the one finding mended that says `word`.
    func mendTheOne(_ word: String) throws {
      let found = try toldOfProducts()
      #expect(found.count == 1 && "\(found)".contains(word), "\(found)")
      try mend(try #require(found.first))
      #expect(try toldOfProducts().isEmpty)
    }
    try create("Premium", "10")
    #expect(try toldOfProducts().isEmpty)
    try create("Gold", "600")
    try workplace.succeed("settings", "set", "online-payments.max-amount", "500")
    try mendTheOne("online-payments.max-amount")
    try workplace.succeed("provider", "set", "stripe", "max-amount", "500")
    try mendTheOne("600.00")
    try create("Silver", "5", "--return", "https://shop.example.org/thanks")
    try create("Bronze", "4", "--return", "https://shop.example.org/thanks")
    try mendTheOne("no key signs")
  }

  @Test("a provider that is live with a key of test mode is a fault")
  func wrongKey() throws {
    let key: [String: String?] = [
      "KEY": "sk_live_1", "TEST": "sk_test_1", "HOOK": "whsec_0123456789",
    ]
    try workplace.succeed("provider", "set", "stripe", "secret-key", "env:KEY", with: key)
    try workplace.succeed("provider", "set", "stripe", "webhook-secret", "env:HOOK", with: key)
    try workplace.succeed("provider", "enable", "stripe", "--mode", "live")
    try workplace.succeed("provider", "set", "stripe", "secret-key", "env:TEST", with: key)
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == ["providers"])
    try mend(try #require(found.first), input: "sk_live_2\n")
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a secret kept by reference that cannot be read is a warning, and never shown")
  func secrets() throws {
    try workplace.write("whsec_hidden", to: "secret")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: workplace.file("secret"))
    try workplace.succeed(
      "provider", "set", "stripe", "webhook-secret", "file:\(workplace.file("secret"))",
      "--by-reference")
    #expect(try findings(status: 0).isEmpty)
    try FileManager.default.removeItem(atPath: workplace.file("secret"))
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["secrets"])
    try mend(try #require(found.first), input: "whsec_hidden\n")
    #expect(try findings(status: 0).isEmpty)
    #expect(try !workplace.succeed("settings", "check").output.contains("whsec_hidden"))
  }

  @Test("a secret's file that others may read is a warning, and the command mends it")
  func readableSecret() throws {
    try workplace.write("whsec_hidden", to: "secret")
    try #require(chmod(workplace.file("secret"), 0o600) == 0)
    try workplace.succeed(
      "provider", "set", "stripe", "webhook-secret", "file:\(workplace.file("secret"))",
      "--by-reference")
    try #require(chmod(workplace.file("secret"), 0o644) == 0)
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["secrets"])
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test(
    "what this version does not know is a warning, and the command that is told takes it away",
    arguments: [
      ("no.such.setting", "settings"), ("provider.stripe.no-such-key", "providers"),
      ("provider.acme.label", "providers"),
    ])
  func unknown(_ key: String, _ check: String) throws {
    try sqlite("INSERT INTO setting VALUES ('\(key)', 'x')")
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == [check])
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a spool folder that is missing, or the database's own, is a fault")
  func spool() throws {
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("spool"))
    try mend(try #require(try findings(status: 1).first))
    #expect(try findings(status: 0).isEmpty)
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.path)
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == ["callbacks"])
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a spool folder that is a file is a fault")
  func spoolFile() throws {
    try workplace.write("", to: "spool")
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("spool"))
    let found = try findings(status: 1)
    #expect(found.first?["explanation"]?.string == "it is no folder")
    try mend(try #require(found.first))
    // The next finding is that the new folder is not there, whose command makes it.
    try mend(try #require(try findings(status: 1).first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("callbacks that wait for long, or were refused, are warnings")
  func waitingCallbacks() throws {
    let spool = workplace.file("spool")
    try workplace.succeed("settings", "set", "callbacks.spool", spool)
    for folder in ["spool", "spool/refused"] {
      try FileManager.default.createDirectory(
        atPath: workplace.file(folder), withIntermediateDirectories: true)
    }
    try shop.simulate("paid", of: shop.start("F-1"), to: "spool/stripe-1.http")
    #expect(try findings(status: 0).isEmpty)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -7200)],
      ofItemAtPath: workplace.file("spool/stripe-1.http"))
    try workplace.write("GET / HTTP/1.1\r\n\r\n", to: "spool/refused/old.http")
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["callbacks", "callbacks"])
    let texts = found.compactMap { $0["explanation"]?.string }
    #expect(texts.first?.contains("more than an hour: 1") == true, "\(texts)")
    #expect(texts.last?.contains("refused: 1") == true, "\(texts)")
    try mend(try #require(found.first))
    // The command took the callback in: it is good as of when it came.
    #expect(try workplace.names.contains("spool"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(spool)/refused").contains("old.http"))
  }

  @Test("a payment that nobody gave up, one that asks for attention, and a failed message are told")
  func waiting() throws {
    _ = try shop.start([1], at: { UnixTime.now - Seconds(30 * 86_400) })
    let late = try findings(status: 0)
    #expect(late.compactMap { $0["check"]?.string } == ["payments"])
    try mend(try #require(late.first))
    #expect(try findings(status: 0).isEmpty)

    let payment = try shop.start("F-2")
    try workplace.succeed("invoice", "cancel", "F-2", "--never-delivered", "--reason", "an error")
    try shop.simulate("paid", of: payment, to: "paid.http")
    _ = try shop.receive("paid.http")
    try sqlite(
      """
      INSERT INTO outbox (uid, topic, key, stream, payload, state, queued_at, next_at, failure)
      VALUES ('x', 'mail.paid', 'x', 'mail', '{}', 'failed', 1, 1, 'refused')
      """)
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["payments", "outbox"])
    #expect(found.first?["explanation"]?.string == "payments that ask for attention: 1")
    try mend(try #require(found.first))
  }
}
