import CommandLineKit
import Testing
import VosfactKit

@testable import vosfact

/// What is asked under `--key` is made once, however often it is asked.
@Suite(.waiting) struct IdempotencyKeyTests {
  /// A command that makes something, and another content that must not come under the same key.
  struct Making: CustomTestStringConvertible, Sendable {
    let command: [String]
    let other: [String]
    /// Counts what is there.
    let list: [String]

    var testDescription: String { command.joined(separator: " ") }
  }

  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 2)
    let documents = ["M-1", "M-2"].map { number in
      """
      {"kind": "vat", "number": "\(number)", "issue_date": "2026-01-05", "buyer_name": "Lune",
       "buyer_email": "lune@example.org",
       "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
      """
    }
    try workplace.write(documents.joined(separator: "\n"), to: "mailed.json")
    try workplace.succeed("invoice", "import", "mailed.json")
  }

  private func vosfact(_ words: [String]) throws -> Workplace.Ending {
    try workplace.run(Workplace.executable, words)
  }

  static let makings = [
    Making(
      command: ["invoice", "create", "--buyer", "Lune", "--line", "A;1;10;20"],
      other: ["invoice", "create", "--buyer", "Lune", "--line", "A;2;10;20"],
      list: ["invoice", "list"]),
    Making(
      command: ["payment", "start", "F-1", "--provider", "stripe", "--amount", "10"],
      other: ["payment", "start", "F-2", "--provider", "stripe", "--amount", "10"],
      list: ["payment", "list"]),
    Making(
      command: ["payment", "record", "F-1", "--method", "cash", "--amount", "10"],
      other: ["payment", "record", "F-1", "--method", "cash", "--amount", "1"],
      list: ["payment", "list"]),
    Making(
      command: ["invoice", "send", "M-1"], other: ["invoice", "send", "M-2"],
      list: ["payment", "outbox", "list"]),
    Making(
      command: ["pay-link", "rotate-key"], other: ["pay-link", "rotate-key", "--retire-older"],
      list: ["payment", "audit"]),
    Making(
      command: ["pay-link", "create", "--product", "Premium", "--amount", "10"],
      other: ["pay-link", "create", "--product", "Premium", "--amount", "12"],
      list: ["pay-link", "list"]),
    Making(
      command: [
        "settings", "webhook", "add", "https://shop.example.org/told", "--secret-file", "told.key",
      ],
      other: [
        "settings", "webhook", "add", "https://shop.example.org/other", "--secret-file", "o.key",
      ], list: ["settings", "webhook", "list"]),
  ]

  @Test(
    "the same again gives the same and makes nothing; something else is refused", arguments: makings
  )
  func once(_ making: Making) throws {
    let key = ["--key", "order 4711", "--format", "json"]
    let first = try vosfact(making.command + key)
    #expect(first.status == 0, "\(first.errors)")
    let there = try things(of: making)
    let again = try vosfact(making.command + ["--format", "json", "--key", "order 4711"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output == first.output)

    let other = try vosfact(making.other + key)
    #expect(other.status == 1)
    #expect(other.errors.contains("'order 4711' was given with something else"))
    let french = try vosfact(making.other + key + ["--lang", "fr"])
    #expect(french.errors.contains("« order 4711 » a servi à autre chose"))
    #expect(try things(of: making) == there)

    let fresh = try vosfact(making.other + ["--key", "order 4712"])
    #expect(fresh.status == 0, "\(fresh.errors)")
  }

  /// What `making` has made by now, without the links to it, which are made anew whenever they are shown.
  private func things(of making: Making) throws -> [[JSONMember]?]? {
    try vosfact(making.list + ["--format", "json"]).json.array?.map { thing in
      thing.members?.filter { $0.name != "url" && $0.name != "expires_at" }
    }
  }

  @Test("every command that makes something takes a key")
  func commands() {
    func names(_ command: Subcommand, below path: [String]) -> [String] {
      let path = path + [command.name]
      let takesKey = command.options.contains { $0.name == "key" }
      return (takesKey ? [path.joined(separator: " ")] : [])
        + command.subcommands.flatMap { names($0, below: path) }
    }
    let makings = Self.makings.map { $0.command.prefix { $0 != "https://shop.example.org/told" } }
    let wanted = Set(
      makings.map { words in
        (["vosfact"] + words.prefix(words.first == "settings" ? 3 : 2)).joined(separator: " ")
      } + [
        "vosfact payment refund", "vosfact payment allocate", "vosfact invoice credit",
        "vosfact invoice convert",
      ])
    #expect(Set(names(.root, below: [])) == wanted)
  }

  @Test("one refund goes out under a key, and one that was declined may be asked again")
  func refund() throws {
    let payment = try #require(try shop.start(1...1).first)
    try shop.simulate("paid", of: payment, to: "paid.http")
    _ = try shop.receive("paid.http")
    let command = ["payment", "refund", payment, "--amount", "5", "--key", "r", "--format", "json"]
    let first = try vosfact(command)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try vosfact(command).output == first.output)
    let shown = try workplace.vosfact("payment", "show", payment, "--format", "json").json
    #expect(shown["refunded"]?.string == "5.00")
    let more = try workplace.vosfact("payment", "refund", payment, "--amount", "6", "--key", "r")
    #expect(more.status == 1)
    let tooMuch = ["payment", "refund", payment, "--amount", "9999", "--key", "s"]
    #expect(try vosfact(tooMuch).status == 1)
    #expect(
      try workplace.vosfact("payment", "refund", payment, "--amount", "6", "--key", "s").status == 0
    )
    #expect(try workplace.vosfact("payment", "audit").status == 0)
  }

  @Test("money is given to a document once under a key")
  func allocation() throws {
    let record = ["payment", "record", "--method", "transfer", "--amount", "50"]
    let hand = try #require(
      try vosfact(record + ["--format", "json"]).json.array?.first?["id"]?.string)
    let command = ["payment", "allocate", hand, "F-1", "--amount", "5", "--key", "a"]
    let first = try vosfact(command + ["--format", "json"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(try vosfact(command + ["--format", "json"]).output == first.output)
    let other = ["payment", "allocate", hand, "F-1", "--amount", "6", "--key", "a"]
    #expect(try vosfact(other).status == 1)
    let shown = try workplace.vosfact("invoice", "show", "F-1", "--format", "json").json
    #expect(shown["received"]?.string == "5.00")
  }

  @Test("a webhook is added once under a key, and never with another secret")
  func webhookSecret() throws {
    let add = { (secret: String) in
      try workplace.run(
        Workplace.executable,
        [
          "settings", "webhook", "add", "https://shop.example.org/told", "--key", "a", "--secret",
          "env:HOOK",
        ], with: ["HOOK": "whsec_" + String(repeating: secret, count: 32)])
    }
    let first = try add("a")
    #expect(first.status == 0, "\(first.errors)")
    #expect(try add("a").status == 0)
    let other = try add("b")
    #expect(other.status == 1)
    #expect(other.errors.contains("the key was given with another secret"))
    #expect(other.errors.split(separator: "\n").count == 1)
  }

  @Test("a failed command and a rehearsal leave the key free")
  func free() throws {
    let create = ["invoice", "create", "--buyer", "Lune", "--key", "k", "--line", "A;1;10;20"]
    #expect(try vosfact(create + ["--dry-run"]).status == 0)
    #expect(try vosfact(create + ["--line", "B"]).status == 65)
    #expect(try vosfact(create + ["--line", "B;1;2;20"]).status == 0)
  }

  @Test("eight processes that ask at once under one key get one document")
  func together() throws {
    let create = [
      "invoice", "create", "--buyer", "Lune", "--line", "A;1;10;20", "--key", "k", "--format",
      "json",
    ]
    let results = Threads.run(8) { _ in try vosfact(create) }
    let numbers = try results.map { try $0.get().json["number"]?.string }
    #expect(Set(numbers).count == 1)
    #expect(!numbers.contains(nil))
    let list = try workplace.vosfact("invoice", "list", "--format", "json").json
    #expect(list.array?.count == 5)
  }

  @Test(
    "a key that nobody could read again is refused",
    arguments: ["", " ", "a\u{7}", String(repeating: "k", count: 201)])
  func unreadable(_ key: String) throws {
    let result = try workplace.vosfact(
      "invoice", "create", "--buyer", "Lune", "--line", "A;1;10;20", "--key", key)
    #expect(result.status == 65)
    #expect(result.errors.contains("the key cannot be kept"))
  }
}
