import Foundation
import Testing
import VosfactKit

/// What shells do with our scripts, and what the program answers them.
@Suite(.waiting) struct CompletionTests {
  /// A number that stands for something else wherever it is not quoted.
  private static let odd = #"o'd $(touch made) `touch made` "$HOME" \ *!=:~é 7"#

  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 1)
    try importDocuments([Self.odd, "a:b=c"], into: workplace.database)
    try importDocuments(["M-1"], into: workplace.file("my shop.db"))
    try workplace.write("", to: "to import")
  }

  private func importDocuments(_ numbers: [String], into database: String) throws {
    let documents = numbers.map { number in
      let document: JSONValue = [
        "kind": "vat", "number": .string(number), "issue_date": "2026-01-05", "buyer_name": "Zoë",
        "positions": [["name": "A", "quantity": "1", "price_net": "10", "tax": "20"]],
      ]
      return document.text
    }
    try workplace.succeed(
      "--db", database, "invoice", "import", "-", input: documents.joined(separator: "\n"))
  }

  private static let folder = URL(filePath: Workplace.executable).deletingLastPathComponent().path

  /// Lines as they are typed up to the tabulator, and their words once they are completed.
  private static let lines: [(typed: String, words: [String])] = [
    ("invoice hist", ["invoice", "history"]), ("help invo", ["help", "invoice"]),
    ("payment list --atten", ["payment", "list", "--attention"]),
    ("invoice list --state partia", ["invoice", "list", "--state", "partially-paid"]),
    ("invoice list --state=partia", ["invoice", "list", "--state=partially-paid"]),
    ("--format=jsonl provider enab", ["--format=jsonl", "provider", "enable"]),
    ("provider enable strip", ["provider", "enable", "stripe"]),
    ("provider set stripe webhook-", ["provider", "set", "stripe", "webhook-secret"]),
    ("settings get time-", ["settings", "get", "time-zone"]),
    ("invoice show F", ["invoice", "show", "F-1"]),
    ("invoice show o", ["invoice", "show", odd]), ("invoice show 'o", ["invoice", "show", odd]),
    (#"invoice show o\'d\ "#, ["invoice", "show", odd]),
    ("invoice show a:", ["invoice", "show", "a:b=c"]),
    ("invoice show a:b=", ["invoice", "show", "a:b=c"]),
    ("--db 'my shop.db' invoice show ", ["--db", "my shop.db", "invoice", "show", "M-1"]),
    (#"--db=my\ shop.db invoice show M"#, ["--db=my shop.db", "invoice", "show", "M-1"]),
    (#"--db=~/my\ shop.db invoice show M"#, ["--db=~/my shop.db", "invoice", "show", "M-1"]),
    ("invoice import to", ["invoice", "import", "to import"]),
    (#"invoice import to\ "#, ["invoice", "import", "to import"]),
    ("--db to", ["--db", "to import"]), ("--db=to", ["--db=to import"]),
    // The cursor is at the word before the last.
    ("invoice sho F-1\u{2}\u{2}\u{2}\u{2}", ["invoice", "show", "F-1"]),
    // Nothing is hidden there, given twice, or an option where none can be.
    ("documentat", ["documentat"]), ("complet", ["complet"]),
    ("invoice list --overdue --overd", ["invoice", "list", "--overdue", "--overd"]),
    ("invoice list -- --overd", ["invoice", "list", "--", "--overd"]),
    ("settings get nothing", ["settings", "get", "nothing"]),
  ]

  @Test("lines are completed, and nothing in them runs", arguments: CompletingShell.installed)
  func lines(_ shell: CompletingShell) throws {
    let payment = try shop.start("F-1")
    let lines = Self.lines + [("payment show ", ["payment", "show", payment])]
    let completed = try shell.complete(
      lines.map { "vosfact " + $0.typed }, in: workplace, with: Self.folder)
    #expect(completed.words.count == lines.count, "\(completed.shown)")
    for (line, words) in zip(lines, completed.words) {
      #expect(words == ["vosfact"] + line.words, "\(line.typed)")
    }
    #expect(try !workplace.names.contains("made"))
  }

  @Test(
    "words are shown with their meaning, in which nothing is expanded",
    arguments: CompletingShell.installed.filter { $0 != .bash })
  func meanings(_ shell: CompletingShell) throws {
    let meaning =
      #"it's "50%" off: \back $(touch made) `touch made` $HOME [a:b] {c,d} <e> *?~ #;&|!"#
    try workplace.write(
      "#!/bin/sh\ncat << 'END'\none\t\(meaning)\no:\\e\t\(meaning) again\nEND\n", to: "vosfact")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workplace.file("vosfact"))
    let completed = try shell.complete(
      ["vosfact o\t", "vosfact o:"], in: workplace, with: workplace.path)
    #expect(completed.words.last == ["vosfact", #"o:\e"#])
    let shown =
      shell == .fish
      ? try CompletingShell.offers(ofFishFor: "vosfact o", in: workplace, with: workplace.path)
      : completed.shown
    #expect(shown.contains(meaning), "\(shown)")
    #expect(shown.contains(meaning + " again"), "\(shown)")
    #expect(try !workplace.names.contains("made"))
  }

  // MARK: - The program

  /// What the program answers to a shell that gives it words.
  private func answer(
    _ words: String..., with variables: [String: String?] = [:]
  ) throws -> String {
    let ending = try workplace.run(
      Workplace.executable, words, with: variables.merging(["VOSFACT_COMPLETE": "fish"]) { $1 })
    #expect(ending.status == 0)
    #expect(ending.errors == "")
    return ending.output
  }

  @Test("each word is told with its meaning, in the language of the line or else of the locale")
  func languages() throws {
    #expect(try answer("").contains("invoice\tCreate, import"))
    #expect(try answer("", with: ["LC_ALL": "fr_FR.UTF-8"]).contains("invoice\tCréer, importer"))
    #expect(try answer("--lang", "fr", "").contains("invoice\tCréer, importer"))
    #expect(try answer("settings", "get", "").contains("time-zone\tTime zone"))
  }

  @Test("payments are completed by the beginning of their id, products by their id")
  func queries() throws {
    try importDocuments(["F-2"], into: workplace.database)
    let ids = try [shop.start("F-1"), shop.start("F-2")]
    for id in ids { #expect(try answer("payment", "show", String(id.prefix(8))) == "\(id)\n") }
    #expect(
      Set(try answer("payment", "show", "").split(separator: "\n").map(String.init)) == Set(ids))
    #expect(try answer("payment", "show", "no") == "")
    try workplace.succeed(
      "pay-link", "create", "--product", "Compte Premium", "--amount", "10", "--currency", "EUR",
      "--tax-rate", "20")
    let listed = try workplace.succeed("pay-link", "list", "--format", "json")
    let product = try #require(try listed.json.array?.first?["product"]?.string)
    #expect(try answer("payment", "list", "--product=") == "--product=\(product)\n")
  }

  @Test("nothing runs, whatever the words are")
  func harmless() throws {
    let before = try workplace.read("vosfact.db")
    #expect(try answer("settings", "set", "company.name", "Mallory") == "")
    #expect(try answer("invoice", "cancel", "F-1") == "F-1\n")
    #expect(try answer("--version").contains("--version\tShow the version\n"))
    #expect(try workplace.read("vosfact.db") == before)
  }

  @Test(
    "without a database there is no answer and no message, and none is made",
    arguments: [
      ["invoice", "show", "F"], ["payment", "show", "F"], ["payment", "list", "--product", ""],
      ["--db", "", "invoice", "show", ""], ["--db", ".", "invoice", "show", ""],
    ])
  func silence(_ words: [String]) throws {
    let names = try workplace.names
    let ending = try workplace.run(
      Workplace.executable, words,
      with: ["VOSFACT_COMPLETE": "zsh", "VOSFACT_DB": workplace.file("missing.db")])
    #expect(ending.output == "")
    #expect(ending.errors == "")
    #expect(ending.status == 0)
    #expect(try workplace.names == names)
  }

  @Test("a shell that is not known is told nothing, and no shell asks by an empty variable")
  func others() throws {
    let other = try workplace.vosfact("--version", with: ["VOSFACT_COMPLETE": "tcsh"])
    #expect(other.status == 64)
    #expect(other.output == "")
    let none = try workplace.succeed("--version", with: ["VOSFACT_COMPLETE": ""])
    #expect(none.output.hasPrefix("vosfact "))
  }

  @Test("under a web server the request is answered, and the arguments are none")
  func webServer() throws {
    let ending = try workplace.vosfact(
      "invoice", "show", "",
      with: [
        "VOSFACT_COMPLETE": "fish", "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET",
        "PATH_INFO": "/p/none",
      ])
    #expect(ending.output.hasPrefix("Status: 404"))
    #expect(!ending.output.contains("F-1"))
  }
}
