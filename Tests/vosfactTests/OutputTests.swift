import CommandLineKit
import Foundation
import Testing
import VosfactKit

@testable import vosfact

/// Where output goes: a terminal, a pipe that is closed.
@Suite(.waiting) struct OutputTests {
  /// Runs a shell command in which `$VOSFACT` is the program.
  private func shell(_ command: String, in workplace: Workplace) throws -> Workplace.Ending {
    try workplace.run("sh", ["-c", command], with: ["VOSFACT": Workplace.executable])
  }

  @Test("a reader that goes away ends a list without a word")
  func closedPipe() throws {
    let shop = try Shop(invoices: 3000)
    let ending = try shell(
      "{ $VOSFACT invoice list; echo $? >&2; } | head -n 1", in: shop.workplace)
    #expect(ending.output.hasPrefix("Number"))
    #expect(ending.errors == "141\n")
  }

  /// A call of every command that only tells something: the words that follow the command's name. `PAYMENT`
  /// is a payment, `LINK` a pay link, and `PRODUCT` one to a product.
  private static let calls: [String: [String]] = [
    "invoice export": [],
    "invoice history": ["F-1"],
    "invoice list": [],
    "invoice show": ["F-1"],
    "invoice template": [],
    "pay-link list": [],
    "pay-link page": ["LINK"],
    "pay-link sign": ["PRODUCT", "--email", "aline@example.org"],
    "pay-link test-redirect": [],
    "pay-link verify": ["LINK"],
    "payment audit": [],
    "payment callbacks list": [],
    "payment callbacks show": ["1"],
    "payment demo": ["--db", "demo.db"],
    "payment list": [],
    "payment outbox list": [],
    "payment show": ["PAYMENT"],
    "provider doctor": ["stripe"],
    "provider list": [],
    "provider show": ["stripe"],
    "provider simulate": ["stripe", "--payment", "PAYMENT", "--outcome", "paid"],
    "provider test": ["stripe"],
    "settings get": ["language"],
    "settings list": [],
    "settings webhook deliveries": ["1"],
    "settings webhook list": [],
  ]

  /// Commands that somebody else's answer goes through, a web server's or a receiver's.
  private static let relaying: Set = ["pay-link cgi", "settings webhook test"]

  /// The same for commands that also change something, when they do not.
  private static let others = [
    ["--help"], ["--version"], ["help", "invoice", "list"], ["invoice", "list", "--help"],
    ["pay-link", "create", "--unpaid"], ["settings", "check"],
  ]

  private static func calls(below command: Subcommand, _ path: [String] = []) -> [String] {
    command.subcommands.filter { !$0.isHidden }.flatMap { below -> [String] in
      let path = path + [below.name]
      guard below.subcommands.isEmpty else { return calls(below: below, path) }
      let name = path.joined(separator: " ")
      return below.options.contains(.dryRun) || relaying.contains(name) ? [] : [name]
    }
  }

  @Test("every command that only tells something is tested with a reader that is gone")
  func complete() {
    #expect(Self.calls(below: .root).sorted() == Self.calls.keys.sorted())
  }

  /// Runs `vosfact` with `words` where nobody reads its output any more.
  private func unread(_ words: [String], in workplace: Workplace) throws -> Workplace.Ending {
    try workplace.run(
      "bash",
      ["-c", #"exec 3> >(:); wait $!; "$@" >&3; exit $?"#, "bash", Workplace.executable] + words)
  }

  /// Makes a call to an address that nobody answers at.
  private func callNobody(in workplace: Workplace) throws {
    try workplace.succeed("settings", "set", "notifications.webhook.allow-private", "true")
    try workplace.succeed(
      "settings", "webhook", "add", "http://127.0.0.1:1/", "--secret-file", "key")
    try workplace.succeed("invoice", "create", "--buyer", "Aline", "--line", "Work;1;10;20")
    _ = try workplace.vosfact("payment", "reconcile")
  }

  @Test(
    "a reader that is gone ends every command without a word",
    .enabled(if: ExternalTool.canTest(with: "bash"), "bash is not installed"),
    arguments: ["table", "json", "jsonl", "csv"])
  func unread(_ format: String) throws {
    let shop = try Shop(invoices: 2)
    let payment = try shop.start("F-1")
    let link = try shop.workplace.succeed("pay-link", "create", "F-1").output.dropLast()
    let product = try shop.workplace.succeed(
      "pay-link", "create", "--product", "Premium", "--amount", "5", "--currency", "EUR"
    ).output.dropLast()
    try callNobody(in: shop.workplace)
    try shop.simulate("paid", of: payment, to: "paid.http")
    _ = try shop.receive("paid.http")
    let calls = Self.calls.map { command, call in
      command.split(separator: " ").map(String.init)
        + call.map { word in
          switch word {
          case "PAYMENT": payment
          case "LINK": String(link)
          case "PRODUCT": String(product)
          default: word
          }
        }
    }
    for words in calls + Self.others {
      let ending = try unread(words + ["--format", format], in: shop.workplace)
      #expect(ending.status == 141, "\(words)")
      #expect(ending.errors == "", "\(words)")
    }
  }

  @Test(
    "a command that changes something has done so, whoever reads what it tells",
    .enabled(if: ExternalTool.canTest(with: "bash"), "bash is not installed"))
  func unreadChange() throws {
    let shop = try Shop(invoices: 1)
    let words = ["invoice", "create", "--buyer", "B", "--line", "A;1;10;20"]
    let ending = try unread(words, in: shop.workplace)
    #expect(ending.status == 141)
    let number = try #require(try Self.numbers(in: shop.workplace).last)
    #expect(
      ending.errors == """
        vosfact: cannot write the output; its reader is gone; do not run it again, this is done: \
        \(number) (Issued: 12.00 EUR)

        """)
    #expect(try Self.numbers(in: shop.workplace).count == 2)
    try shop.workplace.succeed("payment", "audit")
    let rehearsed = try unread(words + ["--dry-run"], in: shop.workplace)
    #expect(rehearsed.status == 141)
    #expect(rehearsed.errors == "")
    #expect(try Self.numbers(in: shop.workplace).count == 2)
  }

  @Test(
    "a command under a key that did its work before its output failed may be run again",
    arguments: [
      (
        "en",
        """
        vosfact: cannot write the output; No space left on device; this is done: F-2026-000001 (Issued: \
        12.00 EUR); run it again with the same key for the same answer

        """
      ),
      (
        "fr",
        """
        vosfact: impossible d’écrire la sortie ; No space left on device ; ceci est fait : F-2026-000001 \
        (Émission : 12,00\u{202F}€) ; relancez avec la même clé pour la même réponse

        """
      ),
    ])
  func overfullUnderKey(_ language: String, _ line: String) throws {
    let workplace = try Workplace()
    let words = [
      "invoice", "create", "--buyer", "B", "--line", "A;1;10;20", "--key", "order-7",
      "--issued-on", "2026-02-01", "--lang", language,
    ]
    let ending = try overfull(words, in: workplace)
    #expect(ending.status == 74)
    #expect(ending.errors == line)
    let again = try workplace.run(Workplace.executable, words + ["--format", "json"])
    #expect(try again.json["number"]?.string == "F-2026-000001")
    #expect(try Self.numbers(in: workplace).count == 1)
  }

  @Test("callbacks that were taken in before the output failed may be taken in again")
  func overfullReceive() throws {
    let shop = try Shop(invoices: 1)
    let payment = try #require(try shop.start(1...1).first)
    try shop.simulate("paid", of: payment, to: "paid.http")
    let words = ["payment", "receive", "--provider", "stripe", "paid.http"]
    let ending = try overfull(words, in: shop.workplace)
    #expect(ending.status == 74)
    #expect(ending.errors.contains("this is done: "), "\(ending.errors)")
    #expect(
      ending.errors.hasSuffix("; run it again for the rest, what is known changes nothing\n"))
    let again = try shop.workplace.succeed(
      "payment", "receive", "--provider", "stripe", "paid.http", "--format", "json")
    #expect(try again.json.array?.first?["result"]?.string == "repeated")
  }

  private static func numbers(in workplace: Workplace) throws -> [String] {
    let list = try workplace.succeed("invoice", "list", "--format", "json").json
    return list.array?.compactMap { $0["number"]?.string } ?? []
  }

  /// Runs `vosfact` with `words` where the output goes to a full disk.
  private func overfull(_ words: [String], in workplace: Workplace) throws -> Workplace.Ending {
    try workplace.run(
      "sh", ["-c", #""$@" > /dev/full"#, "sh", Workplace.executable] + words)
  }

  @Test(
    "a command that did its work before its output failed says what it did, in the language asked for"
  )
  func overfullChange() throws {
    let shop = try Shop(invoices: 1)
    let words = ["invoice", "create", "--buyer", "B", "--line", "A;1;10;20"]
    for (language, line) in [
      (
        "en",
        """
        vosfact: cannot write the output; No space left on device; do not run it again, this is done: \
        F-2026-000001 (Issued: 12.00 EUR)

        """
      ),
      (
        "fr",
        """
        vosfact: impossible d’écrire la sortie ; No space left on device ; ne relancez pas, ceci est \
        fait : F-2026-000002 (Émission : 12,00\u{202F}€)

        """
      ),
    ] {
      let ending = try overfull(
        words + ["--lang", language, "--issued-on", "2026-02-01"], in: shop.workplace)
      #expect(ending.status == 74)
      #expect(ending.errors == line)
    }
    let json = try overfull(words + ["--format", "json"], in: shop.workplace)
    #expect(json.status == 74)
    #expect(json.errors.contains("(Issued: 12.00 EUR)"))
    #expect(try JSONValue(parsing: Array(json.errors.utf8))["error"]?["code"] == 74)
    #expect(try Self.numbers(in: shop.workplace).count == 4)
    for words in [["invoice", "list"], ["payment", "demo"]] {
      let ending = try overfull(words, in: shop.workplace)
      #expect(ending.status == 74)
      #expect(
        ending.errors == """
          vosfact: cannot write the output; No space left on device; make room or choose another place

          """)
    }
  }

  @Test("what an import did before its output failed is told in few words, and no secret ever is")
  func overfullMany() throws {
    let shop = try Shop(invoices: 1)
    let documents = (2...9).map { number in
      """
      {"kind": "vat", "number": "F-\(number)", "issue_date": "2026-01-05", "buyer_name": "Zoë",
       "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
      """
    }
    try shop.workplace.write(documents.joined(separator: "\n"), to: "more.json")
    let imported = try overfull(["invoice", "import", "more.json"], in: shop.workplace)
    #expect(imported.status == 74)
    #expect(
      imported.errors.hasSuffix(
        """
        this is done: F-2 (Imported: 12.00 EUR), F-3 (Imported: 12.00 EUR), F-4 (Imported: 12.00 EUR), \
        5 more

        """))
    let added = try overfull(
      ["settings", "webhook", "add", "https://example.org/hook", "--secret-file", "hook.secret"],
      in: shop.workplace)
    #expect(added.status == 74)
    #expect(added.errors.contains("https://example.org/hook"))
    let secret = String(decoding: try shop.workplace.read("hook.secret"), as: UTF8.self)
    #expect(!added.errors.contains(secret.filter { $0 != "\n" }))
  }

  @Test("what is told by no entry of the journal is told too when the output is lost")
  func overfullMessage() throws {
    let shop = try Shop(invoices: 1)
    try callNobody(in: shop.workplace)
    let ending = try overfull(["payment", "outbox", "drop", "1"], in: shop.workplace)
    #expect(ending.status == 74)
    #expect(ending.errors.hasSuffix("this is done: message 1\n"))
  }

  @Test("an output file that cannot be written is told, and not left behind")
  func outputFile() throws {
    let shop = try Shop(invoices: 1)
    let payment = try shop.start("F-1")
    for place in ["none/paid.http", "/dev/full"] {
      let ending = try shop.workplace.vosfact(
        "provider", "simulate", "stripe", "--payment", payment, "--outcome", "paid", "--output",
        place)
      #expect(ending.status == 73)
      #expect(ending.errors.contains(place))
    }
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
  }

  /// Runs `vosfact` on a pseudo-terminal and gives what it shows there.
  private func onTerminal(
    _ words: [String], in workplace: Workplace, _ variables: [String: String?]
  ) throws -> String {
    let script = """
      import os, pty, sys
      shown = b""
      def read(descriptor):
          global shown
          piece = os.read(descriptor, 4096)
          shown += piece
          return b""
      pty.spawn(sys.argv[1:], read, lambda descriptor: b"")
      sys.stdout.buffer.write(shown)
      """
    return try workplace.run(
      "python3", ["-c", script, Workplace.executable] + words, with: variables
    ).output
  }

  @Test(
    "on a terminal an unpaid line is pink, and has a cross in any case",
    .enabled(if: ExternalTool.canTest(with: "python3"), "python3 is not installed"))
  func pink() throws {
    let shop = try Shop(invoices: 1)
    _ = try shop.start("F-1")
    let list = ["payment", "list", "--lang", "fr"]
    let many = try onTerminal(list, in: shop.workplace, ["TERM": "xterm-256color"])
    #expect(many.contains("\u{1B}[38;5;205m✗ Impayé\u{1B}[0m"))
    let sixteen = try onTerminal(list, in: shop.workplace, ["TERM": "xterm"])
    #expect(sixteen.contains("\u{1B}[95m✗ Impayé\u{1B}[0m"))
    for plain: [String: String?] in [
      ["TERM": "dumb"], ["TERM": "xterm-256color", "NO_COLOR": "1"], ["TERM": nil],
    ] {
      let shown = try onTerminal(list, in: shop.workplace, plain)
      #expect(shown.contains("✗ Impayé"))
      #expect(!shown.contains("\u{1B}"))
    }
    let piped = try shop.workplace.succeed(
      "payment", "list", with: ["TERM": "xterm-256color"])
    #expect(!piped.output.contains("\u{1B}"))
  }

  @Test("text from outside cannot steer a terminal")
  func escapes() throws {
    let workplace = try Workplace()
    try workplace.write(
      """
      {"kind": "vat", "number": "F-1", "issue_date": "2026-01-05", "buyer_name": "Zo\\u00eb\\u202e",
       "positions": [{"name": "\\u001b[2J", "quantity": "1", "price_net": "10", "tax": "20"}]}
      """, to: "hostile.json")
    let imported = try workplace.vosfact("invoice", "import", "hostile.json")
    let created = try workplace.vosfact(
      "invoice", "create", "--buyer", "\u{1B}[2J", "--line", "\u{1B}]0;x\u{7};1;10;20")
    let shown = try workplace.vosfact("invoice", "show", "\u{1B}[2J")
    for ending in [imported, created, shown, try workplace.vosfact("\u{1B}[2J")] {
      #expect(
        !(ending.output + ending.errors).unicodeScalars.contains { scalar in
          scalar.value < 0x20 && scalar != "\n" || scalar == "\u{7F}" || scalar == "\u{202E}"
        })
    }
  }
}
