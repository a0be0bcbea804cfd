import CommandLineKit
import Testing

/// What a person sees at a terminal: tables that fit, a pager for long ones, and progress.
@Suite(
  .waiting,
  .enabled(
    if: ExternalTool.canTest(with: "python3", "faketime"), "python3 or faketime is not installed"))
struct TerminalTests {
  /// The program under a clock that goes 50 times as fast: what it does is long work on any machine.
  private static let slowed = ["faketime", "-f", "+0 x50", Workplace.preloadable]

  /// Runs `vosfact` on a pseudo-terminal of its own, and gives what it shows there and how it ends.
  private func onTerminal(
    _ words: [String], in workplace: Workplace, columns: Int = 80, rows: Int = 24,
    by program: [String] = [Workplace.executable], with variables: [String: String?] = [:]
  ) throws -> (shown: String, status: String) {
    let script = """
      import fcntl, os, pty, struct, sys, termios
      rows, columns, program = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
      child, terminal = pty.fork()
      if child == 0:
          fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
          os.execvp(program[0], program)
      shown = b""
      try:
          while piece := os.read(terminal, 65536):
              shown += piece
      except OSError:
          pass
      sys.stdout.buffer.write(shown)
      sys.stderr.write(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
      """
    let ending = try workplace.run(
      "python3", ["-c", script, String(rows), String(columns)] + program + words,
      with: ["TERM": "xterm", "PAGER": "sed 's/^/paged: /'"].merging(variables) { $1 })
    return (ending.output.replacing("\r\n", with: "\n"), ending.errors)
  }

  @Test("a table longer than the terminal goes to the pager, a shorter one does not")
  func long() throws {
    let workplace = try Shop(invoices: 30).workplace
    let long = try onTerminal(["invoice", "list"], in: workplace)
    let lines = long.shown.split(separator: "\n")
    #expect(lines.count == 31 && lines.allSatisfy { $0.hasPrefix("paged: ") })
    #expect(long.status == "0")
    let short = try onTerminal(["invoice", "list", "--limit", "20"], in: workplace)
    #expect(!short.shown.contains("paged"))
    #expect(short.shown.split(separator: "\n").count == 21)
  }

  @Test(
    "no pager for data, a dumb terminal, or where none is wanted",
    arguments: [
      ["PAGER": ""], ["PAGER": "cat"], ["TERM": "dumb"], ["VOSFACT_PAGER": ""],
    ])
  func unwanted(_ variables: [String: String]) throws {
    let workplace = try Shop(invoices: 30).workplace
    let shown = try onTerminal(
      ["invoice", "list"], in: workplace, with: variables.mapValues { $0 }
    ).shown
    #expect(!shown.contains("paged") && shown.contains("F-30"))
    let data = try onTerminal(["invoice", "list", "--format", "jsonl"], in: workplace).shown
    #expect(!data.contains("paged"))
  }

  @Test("to leave the pager early is no error, and the command's own answer is kept")
  func left() throws {
    let workplace = try Shop(invoices: 2000).workplace
    let left = try onTerminal(
      ["invoice", "list"], in: workplace, with: ["VOSFACT_PAGER": "head -n 1"])
    #expect(left.status == "0")
    #expect(left.shown.split(separator: "\n").count == 1)
    let forged = Array(repeating: "forged", count: 40)
    let verified = try onTerminal(["pay-link", "verify"] + forged, in: workplace)
    #expect(verified.shown.hasPrefix("paged: "))
    #expect(verified.status == "1")
  }

  @Test("a pager that does not run is told")
  func absent() throws {
    let workplace = try Shop(invoices: 30).workplace
    let ending = try onTerminal(
      ["invoice", "list"], in: workplace, with: ["PAGER": "no-such-pager"])
    #expect(ending.status == "74")
    #expect(ending.shown.contains("the pager 'no-such-pager' does not run"))
  }

  @Test("a table fits its terminal, wide characters and all", arguments: [40, 80, 200])
  func widths(_ columns: Int) throws {
    let workplace = try Workplace()
    for buyer in ["株式会社日本橋商店東京支店経理部", "👩‍👩‍👧 Zoë e\u{301}te\u{301} Société anonyme", "A"] {
      try workplace.succeed(
        "invoice", "create", "--buyer", buyer, "--line", "A;1;1000000;20", "--issued-on",
        "2026-01-05")
    }
    let shown = try onTerminal(
      ["invoice", "list"], in: workplace, columns: columns, rows: 60, with: ["NO_COLOR": "1"]
    ).shown
    let lines = shown.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(shown)")
    for number in ["F-2026-000001", "F-2026-000003"] { #expect(shown.contains(number)) }
    // Amounts of one column end below each other, whatever stands before them; folded, there are two.
    let ends = lines.compactMap { line in
      line.firstRange(of: "1,200,000.00 EUR").map { String(line[..<$0.upperBound]).displayWidth }
    }
    #expect(!ends.isEmpty && ends.count == 3 * Set(ends).count, "\(shown)")
  }

  @Test("an audit shows how far it is, in the user's language")
  func auditProgress() throws {
    let workplace = try Shop(invoices: 4000).workplace
    let shown = try onTerminal(
      ["payment", "audit", "--lang", "fr"], in: workplace, by: Self.slowed, with: ["NO_COLOR": "1"]
    ).shown
    #expect(shown.contains(/\renregistrements\u{A0}: [0-9]+  [0-9]+\/s  [0-9]+\u{A0}%\u{1B}\[K/))
    #expect(shown.contains(/\r\u{1B}\[K✓ les [0-9]+ entrées tiennent\n/))
    let quiet = try onTerminal(
      ["payment", "audit", "--quiet"], in: workplace, with: ["NO_COLOR": "1"]
    ).shown
    #expect(quiet.wholeMatch(of: /✓ all [0-9]+ entries hold\n/) != nil)
  }

  @Test("long work shows how far it is, and takes that away at its end")
  func progress() throws {
    let workplace = try Shop(invoices: 4000).workplace
    let words = ["invoice", "import", "documents.json"]
    let shown = try onTerminal(
      words + ["--dry-run", "--db", "new.db"], in: workplace, by: Self.slowed
    ).shown
    #expect(shown.contains(/\rdocuments: [0-9]+  [0-9]+\/s  [0-9]+\u{A0}%\u{1B}\[K/))
    #expect(
      shown.hasSuffix("\r\u{1B}[K4000 read, 4000 created, 0 unchanged, 0 rejected, 0 warnings\n"))
    for silent in [words + ["--quiet"], words] {
      let variables = silent == words ? ["TERM": "dumb"] : [:]
      let shown = try onTerminal(silent, in: workplace, with: variables).shown
      #expect(shown == "4000 read, 0 created, 4000 unchanged, 0 rejected, 0 warnings\n")
    }
  }
}
