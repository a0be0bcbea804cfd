import CommandLineKit
import Foundation
import Testing

@testable import VosfactKit
@testable import vosfact

/// What `--dry-run` promises: what would change is shown in the same form, and nothing is changed.
@Suite(.waiting) struct DryRunTests {
  /// A call of every command that has the option: the words that follow the command's name. `PAYMENT` is one
  /// that asks for attention, `PAID` one that is paid and given back in part, `HAND` one without a document.
  private static let calls: [String: [String]] = [
    "invoice address": ["F-2", "--email", "new@example.org"],
    "invoice cancel": ["F-2", "--never-delivered", "--reason", "an error"],
    "invoice claim": ["F-1"],
    "invoice convert": ["D-2026-000001", "--to", "invoice"],
    "invoice credit": ["F-1", "--all", "--reason", "one too many"],
    "invoice create": ["--buyer", "B", "--line", "A;1;10;20"],
    "invoice import": ["more.json"],
    "invoice remind": [],
    "invoice send": ["--all-unsent"],
    "pay-link create": ["F-2", "F-4"],
    "pay-link redirect-key": ["redirect.key"],
    "pay-link revoke": ["F-2", "F-4"],
    "pay-link rotate-key": ["--retire-older"],
    "payment allocate": ["HAND", "F-2"],
    "payment callbacks replay": ["1"],
    "payment outbox drop": ["1"],
    "payment outbox retry": ["1"],
    "payment receive": ["--provider", "stripe", "late.http"],
    "payment reconcile": [],
    "payment refund": ["PAID", "--amount", "1"],
    "payment record": ["F-2", "--method", "cash"],
    "payment resolve": ["PAYMENT", "--decision", "reject", "--reason", "paid back"],
    "payment void": ["HAND", "--reason", "it bounced"],
    "payment start": ["F-2", "--provider", "stripe"],
    "provider certificate": [
      "paypal", "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    ],
    "provider disable": ["stripe"],
    "provider enable": ["stripe", "--mode", "test"],
    "provider migrate": ["ingenico", "worldline"],
    "provider set": ["stripe", "label", "Card"],
    "settings backup": ["copy.db"],
    "settings check": ["--accept-journal"],
    "settings set": ["language", "en"],
    "settings unset": ["pay-link.base-url"],
    "settings webhook add": ["https://shop.example.org/2", "--secret-file", "second.secret"],
    "settings webhook enable": ["1"],
    "settings webhook redeliver": ["1"],
    "settings webhook remove": ["1"],
    "settings webhook rotate": ["1", "--secret-file", "second.secret"],
  ]

  /// Those that record nothing in any case: links are only signed, and that callback is known already.
  private static let unchanging = ["pay-link create", "payment callbacks replay"]

  @Test("every command that has the option is rehearsed here")
  func complete() {
    func rehearsed(below command: Subcommand, _ path: [String] = []) -> [String] {
      command.subcommands.flatMap { below -> [String] in
        let path = path + [below.name]
        let hasOption = below.options.contains { $0.name == "dry-run" }
        return (hasOption ? [path.joined(separator: " ")] : []) + rehearsed(below: below, path)
      }
    }
    #expect(rehearsed(below: .root).sorted() == Self.calls.keys.sorted())
  }

  /// A shop with something to do for each command, and what stands for its payments in `calls`.
  private func busyShop() throws -> (shop: Shop, payments: [String: String]) {
    let shop = try Shop(invoices: 4)
    let workplace = shop.workplace
    let secrets: [String: String?] = ["KEY": "sk_test_1", "HOOK": "whsec_0123456789"]
    try workplace.succeed("provider", "set", "stripe", "secret-key", "env:KEY", with: secrets)
    try workplace.succeed("provider", "set", "stripe", "webhook-secret", "env:HOOK", with: secrets)
    try workplace.succeed(
      "invoice", "create", "--kind", "quote", "--buyer", "B", "--line", "A;1;10;20",
      "--issued-on", "2026-11-01")
    let paid = try shop.start("F-1")
    try shop.simulate("paid", of: paid, to: "paid.http")
    _ = try shop.receive("paid.http")
    try workplace.succeed("payment", "refund", paid, "--amount", "1")
    try workplace.succeed("provider", "set", "ingenico", "pspid", "SELLER")
    let hand = try workplace.succeed(
      "payment", "record", "--method", "transfer", "--amount", "5", "--format", "json"
    ).json.array?.first?["id"]?.string
    let late = try shop.start("F-3")
    try workplace.succeed("invoice", "cancel", "F-3", "--never-delivered", "--reason", "an error")
    try shop.simulate("paid", of: late, to: "canceled.http")
    _ = try shop.receive("canceled.http")
    try FileManager.default.createDirectory(
      atPath: workplace.file("spool"), withIntermediateDirectories: true)
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("spool"))
    try shop.simulate("paid", of: shop.start("F-4"), to: "late.http")
    try workplace.write(try workplace.read("late.http"), to: "spool/1.http")
    try workplace.write("not an entry", to: "vosfact.db-head")
    try workplace.write(
      """
      {"kind": "vat", "number": "N-1", "issue_date": "2026-01-05", "buyer_name": "Zoë",
       "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
      """, to: "more.json")
    // A program that is called in curl's place, and tells of it.
    try FileManager.default.createDirectory(
      atPath: workplace.file("bin"), withIntermediateDirectories: true)
    try workplace.write("#!/bin/sh\n: > \"$HOME/called\"\nexit 6\n", to: "bin/curl")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workplace.file("bin/curl"))
    return (shop, ["PAYMENT": late, "PAID": paid, "HAND": try #require(hand)])
  }

  /// Adds a webhook that is gone, a call to it that has failed, and a document that is late.
  private func addNotices(to workplace: Workplace) throws {
    try workplace.succeed(
      "settings", "webhook", "add", "https://shop.example.org/1", "--secret-file", "first.secret")
    try workplace.succeed("settings", "set", "reminders.after", "1")
    try workplace.succeed(
      "invoice", "create", "--buyer", "B", "--email", "b@example.org", "--line", "A;1;10;20",
      "--issued-on", "2026-01-05", "--due-on", "2026-01-10")
    _ = try workplace.run(
      "sqlite3",
      [
        workplace.database,
        "UPDATE webhook SET disabled_at = 1; UPDATE outbox SET state = 'failed', ended_at = 1;",
      ])
  }

  /// PayPal's sandbox in the shop's settings, and what serves its certificate, which curl itself asks for.
  private func certificateServer(for workplace: Workplace) throws -> StandIn {
    let server = try StandIn("certificate_api")
    let identity = try #require(
      SigningIdentity.make(
        authority: "an authority", name: PayPalTrust.simulatedName, random: .system))
    for (name, certificate) in [("ca.pem", identity.authority), ("new.pem", identity.certificate)] {
      let pem = try #require(certificate.pem)
      try workplace.write(String(decoding: pem, as: UTF8.self), to: name)
    }
    let curl = try workplace.run("sh", ["-c", "command -v curl"]).output.dropLast()
    try workplace.write("#!/bin/sh\nexec \(curl) \"$@\"\n", to: "bin/curl")
    _ = try workplace.run(String(curl), ["--silent", "--data-binary", "@new.pem", server.base])
    try FileManager.default.createDirectory(
      atPath: workplace.file("certificates"), withIntermediateDirectories: true)
    for (key, value) in [
      ("client-id", "client-1"), ("webhook-id", "2CJ781045X895601X"), ("api-base", server.base),
      ("ca-file", workplace.file("ca.pem")),
      ("certificate-directory", workplace.file("certificates")),
    ] {
      try workplace.succeed("provider", "set", "paypal", key, value)
    }
    try workplace.succeed(
      "provider", "set", "paypal", "client-secret", "env:SECRET",
      with: ["SECRET": "s3cret-of-paypal"])
    try workplace.succeed("provider", "enable", "paypal", "--mode", "test")
    return server
  }

  /// What every file holds; of the database, its rows.
  private func state(of workplace: Workplace) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: workplace.path)
    let log = ["vosfact.db-wal", "vosfact.db-shm"]
    return try names.filter { !log.contains($0) }.reduce(into: [:]) { state, name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: workplace.file(name), isDirectory: &isFolder)
      state[name] =
        if name == "vosfact.db" {
          try workplace.run("sqlite3", ["-readonly", workplace.database, ".dump"]).output
        } else if isFolder.boolValue {
          "a folder"
        } else {
          String(decoding: try workplace.read(name), as: UTF8.self)
        }
    }
  }

  /// The names of a value's members, and of those within: what scripts rely on.
  private func shape(_ value: JSONValue) -> [String] {
    if let members = value.members {
      return members.flatMap { member in
        [member.name] + shape(member.value).map { "\(member.name).\($0)" }
      }
    }
    return value.array?.first.map { shape($0).map { "[]\($0)" } } ?? []
  }

  /// How many rows a table has; lines that are set in, as the remedies of a check, belong to the one above.
  private func rows(_ table: String) -> Int {
    table.split(separator: "\n").count { !$0.hasPrefix("    ") }
  }

  @Test(
    "a rehearsal shows what the command shows, in the same form, and leaves everything as it was",
    .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"),
    arguments: calls.keys.sorted().filter {
      $0 != "provider certificate" || ExternalTool.canTest(with: "curl", "python3")
    })
  func sameForm(_ command: String) throws {
    let (shop, payments) = try busyShop()
    let server =
      command == "provider certificate" ? try certificateServer(for: shop.workplace) : nil
    defer { withExtendedLifetime(server) {} }
    let call = try #require(Self.calls[command]).map {
      payments[$0] ?? $0
    }
    let words = command.split(separator: " ").map(String.init) + call
    func run(_ options: String..., in workplace: Workplace) throws -> Workplace.Ending {
      try workplace.run(
        Workplace.executable, words + options, with: ["PATH": workplace.file("bin")])
    }

    if ["invoice", "settings", "payment outbox"].contains(where: command.hasPrefix) {
      try addNotices(to: shop.workplace)
    }
    let before = try state(of: shop.workplace)
    for format in ["json", "jsonl", "csv", "table"] {
      let rehearsed = try run("--format", format, "--dry-run", in: shop.workplace)
      #expect(rehearsed.status == 0, "\(rehearsed.errors)")
      // These say what is left to do, and what the money counts for then.
      let talkers = ["provider migrate", "payment allocate"]
      #expect(rehearsed.errors.isEmpty || talkers.contains(command))
      #expect(try state(of: shop.workplace) == before, "as \(format)")

      let copy = try Workplace(copying: shop.workplace)
      if command == "payment reconcile" {
        try copy.succeed("settings", "set", "callbacks.spool", copy.file("spool"))
      }
      if command == "provider certificate" {
        try copy.succeed(
          "provider", "set", "paypal", "certificate-directory", copy.file("certificates"))
      }
      let done = try run("--format", format, in: copy)
      #expect(done.status == 0, "\(done.errors)")
      switch format {
      case "csv":
        #expect(
          rehearsed.output.prefix { !$0.isNewline } == done.output.prefix { !$0.isNewline })
      case "table":
        // What succeeds without a result to tell says nothing, but its rehearsal does.
        #expect(rehearsed.output != "")
        #expect(done.output == "" || rows(done.output) == rows(rehearsed.output))
      default:
        let data = [rehearsed, done].map { format == "json" ? $0.output : "[\($0.output)]" }
        let values = try data.map {
          try JSONValue(parsing: Array($0.replacing("}\n{", with: "},{").utf8))
        }
        #expect(shape(values[0]) == shape(values[1]))
      }
      if !Self.unchanging.contains(command) { #expect(try state(of: copy) != before) }
    }
  }

  @Test("a live provider is not asked for a payment that is only rehearsed")
  func network() throws {
    let workplace = try busyShop().shop.workplace
    let secrets: [String: String?] = ["KEY": "sk_live_1", "HOOK": "whsec_0123456789"]
    try workplace.succeed("provider", "set", "stripe", "secret-key", "env:KEY", with: secrets)
    try workplace.succeed("provider", "set", "stripe", "webhook-secret", "env:HOOK", with: secrets)
    try workplace.succeed("provider", "enable", "stripe", "--mode", "live")
    let words = ["payment", "start", "F-2", "--provider", "stripe", "--format", "json"]
    let path = ["PATH": workplace.file("bin")]
    let rehearsed = try workplace.run(Workplace.executable, words + ["--dry-run"], with: path)
    #expect(rehearsed.status == 0, "\(rehearsed.errors)")
    #expect(try rehearsed.json["next"] == .null)
    #expect(try !workplace.names.contains("called"))
    #expect(try workplace.run(Workplace.executable, words, with: path).status == 69)
    #expect(try workplace.names.contains("called"))
  }

  @Test(
    "a rehearsal makes no database",
    arguments: [
      ["invoice", "create", "--buyer", "B", "--line", "A;1;10;20"],
      ["invoice", "import", "documents.json"],
      ["settings", "set", "language", "en"],
      ["provider", "set", "stripe", "position", "1"],
      ["provider", "enable", "stripe", "--mode", "simulated"],
      ["pay-link", "rotate-key"],
    ])
  func nothingMade(_ words: [String]) throws {
    let workplace = try Workplace()
    try workplace.write("[]", to: "documents.json")
    let ending = try workplace.run(Workplace.executable, words + ["--dry-run"])
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(ending.output != "")
    #expect(try workplace.names == ["documents.json"])

    // Nor the folder that the user's own database would be in.
    let unnamed = try workplace.run(
      Workplace.executable, words + ["--dry-run"], with: ["VOSFACT_DB": nil])
    #expect(unnamed.status == 0, "\(unnamed.errors)")
    #expect(try workplace.names == ["documents.json"])
  }

  @Test("a payment is rehearsed as it would start, and none is stored")
  func start() throws {
    let workplace = try Shop(invoices: 1).workplace
    let words = ["payment", "start", "F-1", "--provider", "stripe", "--format", "json"]
    let before = try workplace.succeed("payment", "audit", "--format", "json").output
    let rehearsed = try workplace.run(Workplace.executable, words + ["--dry-run"]).json
    #expect(try workplace.succeed("payment", "list", "--format", "json").output == "[]\n")
    #expect(try workplace.succeed("payment", "audit", "--format", "json").output == before)
    let started = try workplace.run(Workplace.executable, words).json
    for member in ["document", "provider", "mode", "state", "amount"] {
      #expect(rehearsed["payment"]?[member] == started["payment"]?[member])
    }
    #expect(rehearsed["next"]?["kind"] == started["next"]?["kind"])
  }
}
