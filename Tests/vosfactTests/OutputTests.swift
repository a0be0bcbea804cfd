import Foundation
import Testing
import VosfactKit

/// Where output goes: a terminal, a pipe that is closed.
@Suite struct OutputTests {
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
