import CommandLineKit
import Localization
import Testing

@Suite struct ParserTests {
  let root = SampleTree.root

  // MARK: - What is accepted

  @Test(
    "an option's value follows it or an equals sign",
    arguments: [
      ("bill list --state paid", "paid"), ("bill list --state=paid", "paid"),
      ("bill --dry-run list --state issued --limit 3", "issued"), ("bill list", nil),
    ])
  func value(_ line: String, _ state: String?) throws {
    let arguments = try #require(try root.arguments(line))
    #expect(arguments.path == ["shop", "bill", "list"])
    #expect(arguments.value("state") == state)
  }

  @Test(
    "an option of a group stands anywhere at or below it",
    arguments: [
      "--db x bill show 12", "bill --db x show 12", "bill show --db x 12", "bill show 12 --db x",
      "bill show 12 --db=x", "--db=x bill -- show 12", "--db x -- bill show 12",
    ])
  func inheritedOption(_ line: String) throws {
    let arguments = try #require(try root.arguments(line))
    #expect(arguments.value("db") == "x")
    #expect(arguments.operand("reference") == "12")
    #expect(!arguments.flag("quiet"))
  }

  @Test("a flag is true when given and false when not")
  func flag() throws {
    let arguments = try #require(try root.arguments("bill --dry-run show 12"))
    #expect(arguments.flag("dry-run"))
    #expect(!arguments.flag("quiet"))
  }

  @Test("a default applies when the option is absent, and only then")
  func defaultValue() throws {
    #expect(try root.arguments("bill list")?.value("limit") == "100")
    #expect(try root.arguments("bill list --limit 5")?.value("limit") == "5")
    #expect(try root.arguments("bill list --limit=")?.value("limit") == "")
  }

  @Test("a repeatable option keeps every value in order")
  func repeatable() throws {
    let arguments = try #require(try root.arguments("bill list --tag b --tag=a --tag= --tag b"))
    #expect(arguments.values("tag") == ["b", "a", "", "b"])
    #expect(try root.arguments("bill list")?.values("tag") == [])
    #expect(arguments.values("limit") == ["100"])
  }

  @Test(
    "whatever follows the equals sign is the value, byte for byte",
    arguments: [
      "", "=", "a=b", "-x", "--", "--db=y", " ", "\u{301}", "\u{1B}[2J", "e\u{301}", "\u{E9}",
    ])
  func attachedValue(_ value: String) throws {
    let arguments = try #require(try root.arguments(["--db=" + value, "count"]))
    #expect(arguments.value("db").map { Array($0.utf8) } == Array(value.utf8))
  }

  @Test("a value may be a dash alone or empty", arguments: ["-", "", " "])
  func detachedValue(_ value: String) throws {
    #expect(try root.arguments(["--db", value, "count"])?.value("db") == value)
  }

  @Test(
    "a negative number is a value and an operand", arguments: ["-5", "-5.00", "-0,5", "-12345"])
  func negativeNumber(_ number: String) throws {
    #expect(try root.arguments(["bill", "list", "--limit", number])?.value("limit") == number)
    #expect(try root.arguments(["count", number])?.operands("thing") == [number])
  }

  @Test(
    "what only begins like a negative number is an option",
    arguments: ["-5.", "-.5", "-5e3", "-5.0.0", "-5-", "-٥", "-1 ", "-5\u{301}"])
  func notANumber(_ word: String) {
    #expect(
      root.usageError(["count", word])
        == .unknownOption(word, suggestion: nil, path: ["shop", "count"]))
  }

  @Test("after -- every word is an operand, and a dash alone is always one")
  func endOfOptions() throws {
    #expect(
      try root.arguments("count - a -- --quiet -h -- -x")?.operands("thing")
        == ["-", "a", "--quiet", "-h", "--", "-x"])
    #expect(try root.arguments("count --")?.operands("thing") == [])
  }

  @Test("empty words are operands")
  func emptyOperands() throws {
    #expect(try root.arguments(["count", "", ""])?.operands("thing") == ["", ""])
  }

  @Test("operands are dealt out by their number")
  func operands() throws {
    let two = try #require(try root.arguments("move a shelf"))
    #expect(two.operands("source") == ["a"])
    #expect(two.operand("target") == "shelf")
    let four = try #require(try root.arguments("move a b c shelf"))
    #expect(four.operands("source") == ["a", "b", "c"])
    #expect(four.operand("target") == "shelf")
  }

  @Test("an optional operand is there or not")
  func optionalOperand() throws {
    #expect(try root.arguments("bill show 12")?.operands("part") == [])
    #expect(try root.arguments("bill show 12 buyer")?.operands("part") == ["buyer"])
  }

  @Test("a hidden command runs when it is named")
  func hiddenCommand() throws {
    guard case .run(let command, let arguments) = try root.parse(["spill"]) else {
      Issue.record("not run")
      return
    }
    #expect(try command.run(arguments, ()) == .no)
  }

  @Test("thousands of words are read", .timeLimit(.minutes(10)))
  func manyWords() throws {
    let words = (0..<100_000).map(String.init)
    #expect(try root.arguments(["count"] + words)?.operands("thing") == words)
    let tags = words.flatMap { ["--tag", $0] }
    #expect(try root.arguments(["bill", "list"] + tags)?.values("tag") == words)
    #expect(
      root.usageError(words) == .unknownCommand("0", suggestion: nil, path: ["shop"]))
  }

  // MARK: - Help and version

  @Test(
    "help is asked for at every level, whatever is missing",
    arguments: [
      ("--help", ["shop"]), ("-h", ["shop"]), ("help", ["shop"]),
      ("bill --help", ["shop", "bill"]),
      ("bill list -h", ["shop", "bill", "list"]), ("bill add --help", ["shop", "bill", "add"]),
      ("help bill", ["shop", "bill"]), ("help bill add", ["shop", "bill", "add"]),
      ("--db x help bill", ["shop", "bill"]), ("help --lang fr bill", ["shop", "bill"]),
      ("help --help", ["shop"]), ("bill show 1 2 3 4 --help", ["shop", "bill", "show"]),
    ])
  func help(_ line: String, _ path: [String]) throws {
    let words = line.split(separator: " ").map(String.init)
    guard case .help(let command, let found) = try root.parse(words) else {
      Issue.record("no help")
      return
    }
    #expect(found == path)
    #expect(command.name == path.last)
  }

  @Test("the version is asked for at the root", arguments: ["--version", "-V", "--quiet -V"])
  func version(_ line: String) throws {
    guard case .version = try root.parse(line.split(separator: " ").map(String.init)) else {
      Issue.record("no version")
      return
    }
  }

  @Test("help of what does not exist is an error")
  func helpOfNothing() {
    #expect(
      root.usageError("help bil")
        == .unknownCommand("bil", suggestion: "bill", path: ["shop"]))
    #expect(
      root.usageError("help count all") == .unexpectedOperand("all", path: ["shop", "count"]))
    #expect(
      root.usageError("bill help")
        == .unknownCommand("help", suggestion: nil, path: ["shop", "bill"])
    )
  }

  // MARK: - What is refused

  @Test(
    "a command line that is wrong is refused for its first fault",
    arguments: [
      ("", UsageError.missingSubcommand(choices: ["bill", "move", "count"], path: ["shop"])),
      ("bill", .missingSubcommand(choices: ["list", "add", "show"], path: ["shop", "bill"])),
      ("bil list", .unknownCommand("bil", suggestion: "bill", path: ["shop"])),
      ("hlep", .unknownCommand("hlep", suggestion: "help", path: ["shop"])),
      ("-", .unknownCommand("-", suggestion: nil, path: ["shop"])),
      ("spil", .unknownCommand("spil", suggestion: nil, path: ["shop"])),
      ("-- --help", .unknownCommand("--help", suggestion: nil, path: ["shop"])),
      ("--qiet count", .unknownOption("--qiet", suggestion: "--quiet", path: ["shop"])),
      ("--qui count", .unknownOption("--qui", suggestion: nil, path: ["shop"])),
      ("-quiet count", .unknownOption("-quiet", suggestion: "--quiet", path: ["shop"])),
      ("---quiet count", .unknownOption("---quiet", suggestion: "--quiet", path: ["shop"])),
      ("-q count", .unknownOption("-q", suggestion: nil, path: ["shop"])),
      ("--=x count", .unknownOption("--", suggestion: nil, path: ["shop"])),
      ("--token=s3cret count", .unknownOption("--token", suggestion: nil, path: ["shop"])),
      (
        "--state paid bill list", .unknownOption("--state", suggestion: nil, path: ["shop"])
      ),
      (
        "count --versoin", .unknownOption("--versoin", suggestion: nil, path: ["shop", "count"])
      ),
      ("count -V", .unknownOption("-V", suggestion: nil, path: ["shop", "count"])),
      ("count --quiet=yes", .unexpectedValue(option: "quiet", path: ["shop", "count"])),
      ("count --quiet=", .unexpectedValue(option: "quiet", path: ["shop", "count"])),
      ("count --help=no", .unexpectedValue(option: "help", path: ["shop", "count"])),
      ("count --quiet --quiet", .repeatedOption("quiet", path: ["shop", "count"])),
      ("--db a count --db=b", .repeatedOption("db", path: ["shop", "count"])),
      (
        "bill show", .missingOperand(Text(verbatim: "REFERENCE"), path: ["shop", "bill", "show"])
      ),
      ("move a", .missingOperand(Text(verbatim: "TARGET"), path: ["shop", "move"])),
      ("move", .missingOperand(Text(verbatim: "SOURCE"), path: ["shop", "move"])),
      (
        "bill show 1 lines x y", .unexpectedOperand("x", path: ["shop", "bill", "show"])
      ),
      (
        "bill add x",
        .missingOption(
          "kind", placeholder: Text(en: "KIND", fr: "GENRE"), path: ["shop", "bill", "add"])
      ),
      (
        "bill list --state due",
        .invalidChoice(
          "due", subject: Text(verbatim: "--state"), choices: ["issued", "paid"],
          path: ["shop", "bill", "list"])
      ),
      (
        "bill list --state=",
        .invalidChoice(
          "", subject: Text(verbatim: "--state"), choices: ["issued", "paid"],
          path: ["shop", "bill", "list"])
      ),
      (
        "bill show 1 all",
        .invalidChoice(
          "all", subject: Text(verbatim: "PART"), choices: ["lines", "buyer"],
          path: ["shop", "bill", "show"])
      ),
    ])
  func refused(_ line: String, _ error: UsageError) {
    #expect(root.usageError(line) == error)
  }

  @Test(
    "an option that needs a value does not take what looks like an option",
    arguments: ["--db", "--db --quiet", "--db -x", "--db -h", "--db --", "--db -- x"])
  func missingValue(_ line: String) {
    #expect(
      root.usageError(line)
        == .missingValue(
          option: "db", placeholder: Text(en: "PATH", fr: "CHEMIN"), path: ["shop"]))
  }

  @Test(
    "hostile words are refused in one clean line",
    arguments: [
      "\u{1B}[2J", "\0", "a\nb", "\u{202E}", "-\u{1B}", "--\u{7}=x", "-\u{301}", "--\r\n",
      "\u{301}",
    ])
  func hostileWord(_ word: String) throws {
    let error = try #require(root.usageError([word]))
    #expect(error.text.en == error.text.en.escapedForTerminal)
    #expect(error.text.fr == error.text.fr.escapedForTerminal)
  }

  @Test("a word of a million letters is refused at once", .timeLimit(.minutes(10)))
  func longWord() {
    let word = String(repeating: "x", count: 1_000_000)
    #expect(root.usageError([word]) == .unknownCommand(word, suggestion: nil, path: ["shop"]))
    #expect(
      root.usageError(["--" + word])
        == .unknownOption("--" + word, suggestion: nil, path: ["shop"]))
  }

  // MARK: - A value whatever the rest

  @Test(
    "an option of the root is found even in a line that is wrong",
    arguments: [
      ("--lang fr", "fr"), ("--lang=en", "en"), ("nonsense --bad --lang fr", "fr"),
      ("bill list --help --lang=fr", "fr"), ("--lang", nil), ("--lang de", nil), ("--lang=", nil),
      ("bill -- --lang fr", nil), ("--language=fr", nil), ("", nil), ("--lang --", nil),
    ])
  func valueAnywhere(_ line: String, _ language: String?) {
    let words = line.split(separator: " ").map(String.init)
    #expect(root.valueAnywhere(of: "lang", in: words) == language)
  }

  @Test(
    "a flag, or an option unknown to the root, has no value anywhere", arguments: ["quiet", "x"])
  func noValueAnywhere(_ name: String) {
    #expect(root.valueAnywhere(of: name, in: ["--\(name)=1"]) == nil)
  }
}
