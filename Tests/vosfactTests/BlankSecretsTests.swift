import Foundation
import Testing

@testable import VosfactKit

/// A secret that anybody could guess proves nothing: it is refused when it is given and whenever it is read.
@Suite(.waiting) struct BlankSecretsTests {
  /// A key that holds a secret.
  struct Key: Sendable, CustomTestStringConvertible {
    let provider: String
    let name: String
    let leastLength: Int

    var testDescription: String { "\(provider) \(name)" }
  }

  static let keys = Providers.descriptions.flatMap { provider in
    provider.keys.compactMap { key -> Key? in
      guard case .secret(_, let leastLength) = key.content else { return nil }
      return Key(provider: provider.name, name: key.name, leastLength: leastLength)
    }
  }

  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    try workplace.succeed("settings", "set", "pay-link.base-url", "https://pay.example")
    try workplace.succeed("settings", "set", "online-payments.enabled", "true")
  }

  private func sqlite(_ sql: String) throws {
    let ending = try workplace.run("sqlite3", [workplace.database, sql])
    try #require(ending.status == 0, "\(ending.errors)")
  }

  /// How many values are stored, of whatever secret.
  private var stored: String {
    get throws {
      try workplace.run("sqlite3", [workplace.database, "SELECT count(*) FROM secret"]).output
    }
  }

  @Test(
    "every secret of every provider is refused when it is blank or too short, wherever it comes from",
    .enabled(if: ExternalTool.canTest(with: "sqlite3")), arguments: keys)
  func given(_ key: Key) throws {
    let short = String(repeating: "x", count: key.leastLength - 1)
    let values = [" \n", "\u{200B}\u{A0}\u{2003}", short, " \(short)\t\u{200B}"]
    for (place, value) in values.enumerated() {
      try workplace.write(value, to: "secret")
      let file = "file:\(workplace.file("secret"))"
      let ways = [
        ["env:SECRET"], [file], ["-"], [file, "--by-reference"], ["env:SECRET", "--by-reference"],
      ]
      for way in ways {
        let ending = try workplace.run(
          Workplace.executable, ["provider", "set", key.provider, key.name] + way,
          with: ["SECRET": value], input: value)
        #expect(ending.status == 65, "\(way) \(place): \(ending.errors)")
        let fault = place < 2 ? "blank" : "too short"
        #expect(ending.errors.hasPrefix("vosfact: the secret is \(fault); nothing was changed; "))
      }
    }
    #expect(try stored == "0\n")
    try workplace.succeed(
      "provider", "set", key.provider, key.name, "-", input: "\(short)x\n")
    #expect(try stored == "1\n")
  }

  @Test(
    "what is no regular file is refused at once, a link to one is not",
    .enabled(if: ExternalTool.canTest(with: "python3")))
  func places() throws {
    try workplace.write("k3y-of-payzen", to: "secret")
    let made = try workplace.run(
      "python3",
      [
        "-c",
        """
        import os, socket
        os.mkfifo("pipe"); os.mkdir("folder"); os.symlink("secret", "link"); os.symlink("pipe", "piped")
        socket.socket(socket.AF_UNIX).bind("socket")
        """,
      ])
    try #require(made.status == 0, "\(made.errors)")
    for path in ["pipe", "piped", "folder", "socket", "/dev/zero", "/dev/null", "/dev/tty"] {
      // Who only keeps the value may read it from a pipe; of one that nobody writes into it is blank.
      for option in path.hasPrefix("pipe") ? [["--by-reference"]] : [[], ["--by-reference"]] {
        let whole = path.hasPrefix("/") ? path : workplace.file(path)
        let ending = try workplace.run(
          Workplace.executable, ["provider", "set", "payzen", "key", "file:\(whole)"] + option)
        #expect(ending.status == 65, "\(path): \(ending.errors)")
        #expect(ending.errors.contains("\(whole); it is no regular file; "), "\(ending.errors)")
      }
    }
    let unwritten = try workplace.vosfact("provider", "set", "payzen", "key", "file:pipe")
    #expect(unwritten.status == 65)
    #expect(unwritten.errors.hasPrefix("vosfact: the secret is blank; "))
    let piped = try workplace.run(
      "bash",
      ["-c", "\(Workplace.executable) provider set payzen key file:<(sleep 0.1; cat secret)"])
    #expect(piped.status == 0, "\(piped.errors)")
    try workplace.succeed("provider", "set", "payzen", "key", "file:link")
    try workplace.succeed(
      "provider", "set", "payzen", "key", "file:\(workplace.file("link"))", "--by-reference")
  }

  /// Has a secret of PayZen's kept by reference, and it enabled with all that it needs.
  private func payzenByReference() throws {
    try workplace.write("k3y-of-payzen\n", to: "secret")
    try #require(chmod(workplace.file("secret"), 0o600) == 0)
    try workplace.succeed("provider", "set", "payzen", "site-id", "12345678")
    try workplace.succeed(
      "provider", "set", "payzen", "key", "file:\(workplace.file("secret"))", "--by-reference")
    try workplace.succeed(
      "provider", "set", "payzen", "rest-password", "-", input: "testpassword_1")
    try workplace.succeed("provider", "enable", "payzen", "--mode", "test")
  }

  /// The faults of secrets that `settings check` finds.
  private func findings() throws -> [JSONValue] {
    let ending = try workplace.vosfact("settings", "check", "--format", "json")
    return try #require(ending.json.array).filter {
      $0["check"]?.string == "secrets" && $0["status"]?.string == "fault"
    }
  }

  /// Runs the command of the only finding in a shell, where `vosfact` is the program under test.
  private func mend(_ findings: [JSONValue], input: String) throws {
    try #require(findings.count == 1, "\(findings)")
    let remedy = try #require(findings[0]["remedy"]?.string)
    let ending = try workplace.run(
      "sh", ["-c", "vosfact() { '\(Workplace.executable)' \"$@\"; }; \(remedy)"], input: input)
    #expect(ending.status == 0, "\(remedy): \(ending.errors)")
  }

  @Test(
    "a reference whose file was emptied or became a pipe proves nothing, is told of, and is mended",
    arguments: ["", " \n", "short", "pipe"])
  func emptied(_ content: String) throws {
    try payzenByReference()
    let document = try workplace.invoice("120")
    if content == "pipe" {
      try FileManager.default.removeItem(atPath: workplace.file("secret"))
      try #require(mkfifo(workplace.file("secret"), 0o600) == 0)
    } else {
      try workplace.write(content, to: "secret")
    }
    let place = "file:\(workplace.file("secret"))"
    for words in [
      ["provider", "test", "payzen"], ["provider", "enable", "payzen", "--mode", "live"],
      ["payment", "start", document, "--provider", "payzen"],
    ] {
      let ending = try workplace.run(Workplace.executable, words)
      #expect(ending.status == 78, "\(words): \(ending.errors)")
      #expect(
        ending.errors.hasPrefix("vosfact: payzen key cannot be used; \(place) "), "\(ending.errors)"
      )
      #expect(ending.errors.contains("; run: vosfact provider set payzen key -\n"))
    }
    try mend(findings(), input: "k3y-of-payzen\n")
    #expect(try findings().isEmpty)
    try workplace.succeed("payment", "start", document, "--provider", "payzen")
  }

  @Test(
    "every secret that another program blanked is told of by its key, with the command that mends it",
    .enabled(if: ExternalTool.canTest(with: "sqlite3")), arguments: keys)
  func blanked(_ key: Key) throws {
    let good = String(repeating: "x", count: key.leastLength)
    try workplace.succeed("provider", "set", key.provider, key.name, "-", input: good)
    #expect(try findings().isEmpty)
    for value in ["x''", "x'20e2808b0a'", "x'6162'"] {
      try sqlite("UPDATE secret SET value = \(value)")
      try mend(findings(), input: good)
      #expect(try findings().isEmpty)
    }
  }

  @Test(
    "a reference that another program wrote and that is none is told of without reading, or telling, anything",
    .enabled(if: ExternalTool.canTest(with: "sqlite3")), arguments: ["-", "whsec_shown-nowhere"])
  func noReference(_ reference: String) throws {
    try workplace.succeed(
      "provider", "set", "stripe", "webhook-secret", "-", input: "whsec_0123456789")
    try sqlite("UPDATE secret SET value = NULL, reference = '\(reference)'")
    // A secret that would do, where nobody may look for it.
    let told = try workplace.vosfact("settings", "check", input: "whsec_0123456789")
    #expect(!(told.output + told.errors).contains("shown-nowhere"))
    let found = try workplace.vosfact(
      "settings", "check", "--format", "json", input: "whsec_0123456789")
    try mend(
      try #require(found.json.array).filter { $0["check"] == "secrets" && $0["status"] == "fault" },
      input: "whsec_0123456789")
    #expect(try findings().isEmpty)
  }

  @Test(
    "a callback settles nothing, and is not lost, while the secret that proves it is blank",
    .enabled(if: ExternalTool.canTest(with: "sqlite3")),
    arguments: Providers.descriptions.map(\.name))
  func callback(_ provider: String) throws {
    try workplace.succeed("provider", "enable", provider, "--mode", "simulated")
    let document = try workplace.invoice("120")
    let payment = try #require(
      workplace.succeed("payment", "start", document, "--provider", provider, "--format", "json")
        .json["payment"]?["id"]?.string)
    try workplace.succeed(
      "provider", "simulate", provider, "--payment", payment, "--outcome", "paid", "--output",
      "paid.http")
    try sqlite("CREATE TABLE kept AS SELECT * FROM secret; UPDATE secret SET value = x'20'")
    let refused = try workplace.vosfact(
      "payment", "receive", "--provider", provider, "paid.http")
    #expect(refused.status == 78, "\(refused.errors)")
    #expect(refused.errors.contains("vosfact provider set \(provider) "))
    #expect(refused.errors.contains(" cannot be used; what is stored is blank; "))

    // In the folder of callbacks it waits until the secret is mended.
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("spool"))
    let spooled = "spool/\(provider)/one.http"
    let folder = workplace.file("spool/\(provider)")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try workplace.write(workplace.read("paid.http"), to: spooled)
    let reconciled = try workplace.vosfact("payment", "reconcile")
    #expect(reconciled.errors.contains(" cannot be used; what is stored is blank; "))
    #expect(FileManager.default.fileExists(atPath: workplace.file(spooled)))
    #expect(try state(of: document) == "issued")

    try sqlite("DELETE FROM secret; INSERT INTO secret SELECT * FROM kept; DROP TABLE kept")
    try workplace.succeed("payment", "reconcile")
    #expect(try state(of: document) == "paid")
  }

  private func state(of document: String) throws -> String? {
    try workplace.succeed("invoice", "show", document, "--format", "json").json["state"]?.string
  }

  @Test(
    "the secret of a webhook is refused alike, when it is given and when it is read",
    .enabled(if: ExternalTool.canTest(with: "sqlite3")))
  func webhook() throws {
    for value in [" ", "whsec_", "whsec_AAAA"] {
      let ending = try workplace.vosfact(
        "settings", "webhook", "add", "https://shop.example.org/", "--secret", "-", input: value)
      #expect(ending.status == 65, "\(ending.errors)")
    }
    try workplace.succeed(
      "settings", "webhook", "add", "https://shop.example.org/", "--secret-file", "hook.secret")
    try sqlite("UPDATE secret SET value = x'09'")
    let ending = try workplace.vosfact("settings", "webhook", "test", "1")
    #expect(ending.status == 78, "\(ending.errors)")
    #expect(
      ending.errors.hasPrefix(
        "vosfact: the secret of webhook 1 cannot be used; what is stored is blank; run: vosfact"))
    try mend(findings(), input: "")
    #expect(try findings().isEmpty)
  }

  @Test(
    "no return address is signed by a blank key, and the customer's page is there all the same",
    .enabled(if: ExternalTool.canTest(with: "sqlite3")))
  func redirect() throws {
    let shop = try Shop(invoices: 1)
    let workplace = shop.workplace
    try workplace.succeed(
      "settings", "set", "payment.redirect.url", "https://shop.example.org/thanks")
    try workplace.succeed("pay-link", "redirect-key", "redirect.key")
    let page = "/r/\(try shop.token("F-1"))"
    let payment = try shop.start("F-1")
    try shop.simulate("paid", of: payment, to: "paid.http")
    _ = try shop.receive("paid.http")
    #expect(try shop.answer("GET", page).head.contains { $0.hasPrefix("Location: ") })
    let blanked = try workplace.run(
      "sqlite3",
      [
        workplace.database,
        "UPDATE secret SET value = x'20' WHERE name = 'payment.redirect.key'",
      ])
    try #require(blanked.status == 0, "\(blanked.errors)")
    let answer = try shop.answer("GET", page)
    #expect(answer.status == "Status: 200 OK", "\(answer.head)")
    #expect(answer.errors.contains("the key of return redirects cannot be used"))
    for words in [["pay-link", "test-redirect"], ["pay-link", "redirect-key", "same.key"]] {
      let ending = try workplace.run(Workplace.executable, words)
      #expect(ending.status == 78, "\(ending.errors)")
      #expect(ending.errors.contains("run: vosfact pay-link redirect-key redirect.key --renew"))
    }
    try workplace.succeed("pay-link", "redirect-key", "new.key", "--renew")
    #expect(try shop.answer("GET", page).head.contains { $0.hasPrefix("Location: ") })
  }
}
