import CommandLineKit
import Glibc

/// The terminal that output goes to, if it goes to one.
struct Terminal {
  let isTerminal: Bool
  /// How many columns it has; `nil` if output does not go to a terminal, so that lines are as long as they are.
  let width: Int?
  /// How many rows it has; of no meaning if output does not go to a terminal.
  let height: Int
  /// Whether a line that is shown can be written anew.
  let canRewrite: Bool
  private let palette: Palette

  private enum Palette {
    case none, sixteen, many
  }

  init(descriptor: Int32, variables: [String: String]) {
    isTerminal = isatty(descriptor) == 1
    var size = winsize()
    let isKnown = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = isTerminal ? (isKnown ? Int(size.ws_col) : 80) : nil
    height = isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24
    let name = variables["TERM"] ?? ""
    canRewrite = isTerminal && name != "dumb" && !name.isEmpty
    // https://no-color.org: present and not empty.
    if !canRewrite || !(variables["NO_COLOR"] ?? "").isEmpty {
      palette = .none
    } else {
      palette = name.contains("256") || variables["COLORTERM"] != nil ? .many : .sixteen
    }
  }

  /// How wide help is set.
  var helpWidth: Int { min(max(width ?? 80, 40), 100) }

  /// How many rows the lines in `bytes` take, of which one that is too wide goes on in the next row.
  func rows(of bytes: [UInt8]) -> Int {
    let lines = String(decoding: bytes, as: UTF8.self)
      .replacing(/\u{1B}\[[0-9;]*m/, with: "").split(
        separator: "\n", omittingEmptySubsequences: false)
    let continued = lines.map { max(0, String($0).displayWidth - 1) / (width ?? .max) }
    return lines.count - 1 + continued.reduce(0, +)
  }

  /// How a text stands out.
  enum Style {
    case plain
    /// Paid.
    case good
    /// "Impayé": pink.
    case bad
    case title
  }

  /// `text` with the sequences that give it `style`, on a terminal that has colours.
  func styled(_ text: String, _ style: Style) -> String {
    let code: String? =
      switch (style, palette) {
      case (.plain, _), (_, .none): nil
      case (.good, .sixteen): "32"
      case (.good, .many): "38;5;35"
      case (.bad, .sixteen): "95"
      case (.bad, .many): "38;5;205"
      case (.title, _): "1"
      }
    return code.map { "\u{1B}[\($0)m\(text)\u{1B}[0m" } ?? text
  }
}
