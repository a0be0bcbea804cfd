import CommandLineKit
import Localization

/// Rows under aligned columns, written as they come once enough were seen to know the columns' widths.
///
/// On a terminal that is too narrow, names are cut down to a few characters first; then each row is folded
/// into several lines of whole columns, the titles likewise.
final class Table {
  /// A column.
  struct Column {
    let title: Text
    let isNumeric: Bool
    /// Whether what the column holds may be cut to fit a terminal, as a name may; an id, a date or a reason
    /// may not.
    let isCuttable: Bool
  }

  /// What a row has in one column.
  struct Cell {
    let text: String
    var style = Terminal.Style.plain

    init(_ text: String, _ style: Terminal.Style = .plain) {
      self.text = text.escapedForTerminal
      self.style = style
    }
  }

  private let environment: Environment
  private let columns: [Column]
  private var waiting: [[Cell]] = []
  private var widths: [Int]
  /// The columns of each line that a row takes.
  private var lines: [Range<Int>] = []
  private var isBegun = false

  /// How many rows are looked at before the columns' widths are settled.
  private static let sample = 500
  /// The width that names are not cut below.
  private static let narrowest = 8
  /// How far the second and later lines of a row are moved in.
  private static let indentation = 4

  init(_ environment: Environment, columns: [Column]) {
    self.environment = environment
    self.columns = columns
    widths = columns.map { $0.title[environment.language].displayWidth }
  }

  func add(_ cells: [Cell]) throws(OutputError) {
    if isBegun {
      try write(cells)
    } else {
      waiting.append(cells)
      if waiting.count == Self.sample { try begin() }
    }
  }

  /// Writes the rows that were kept back; a table without rows is nothing, not even titles.
  func finish() throws(OutputError) {
    if !isBegun, !waiting.isEmpty { try begin() }
  }

  private func begin() throws(OutputError) {
    isBegun = true
    for row in waiting {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], cell.text.displayWidth)
      }
    }
    narrow()
    fold()
    try write(columns.map { Cell($0.title[environment.language], .title) })
    for row in waiting { try write(row) }
    waiting = []
  }

  /// Narrows the widest columns that may be cut until a row fits the terminal, or they are as narrow as can be.
  private func narrow() {
    guard let limit = environment.terminal.width else { return }
    while widths.reduce(2 * (widths.count - 1), +) > limit {
      let candidates = columns.indices.filter {
        columns[$0].isCuttable && widths[$0] > Self.narrowest
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
    }
  }

  /// Shares the columns out to as few lines as the terminal's width allows, in their order.
  private func fold() {
    let limit = environment.terminal.width ?? .max
    var first = 0
    var width = widths.first ?? 0
    for index in columns.indices.dropFirst() {
      if width + 2 + widths[index] > limit {
        lines.append(first..<index)
        first = index
        width = Self.indentation + widths[index]
      } else {
        width += 2 + widths[index]
      }
    }
    lines.append(first..<columns.count)
  }

  private func write(_ cells: [Cell]) throws(OutputError) {
    for line in lines {
      // Nothing follows the last field that says something, and a line without any is left out.
      guard let last = line.last(where: { !cells[$0].text.isEmpty }) else { continue }
      let isContinued = line.lowerBound > 0
      let indentation = String(repeating: " ", count: isContinued ? Self.indentation : 0)
      if line.count == 1, isContinued, let width = environment.terminal.width {
        // Alone on its line, a long reason takes as many as it needs.
        for part in cells[last].text.wrapped(to: width - Self.indentation) {
          try environment.output.line(
            indentation + environment.terminal.styled(part, cells[last].style))
        }
      } else {
        let fields = (line.lowerBound...last).map { field($0, cells[$0], isLast: $0 == last) }
        try environment.output.line(indentation + fields.joined(separator: "  "))
      }
    }
  }

  /// What stands in the column at `index`, brought to its width.
  private func field(_ index: Int, _ cell: Cell, isLast: Bool) -> String {
    let isCut = environment.terminal.width != nil && columns[index].isCuttable
    let text = isCut ? cell.text.cut(to: widths[index]) : cell.text
    let styled = environment.terminal.styled(text, cell.style)
    let padding = String(repeating: " ", count: max(0, widths[index] - text.displayWidth))
    if columns[index].isNumeric { return padding + styled }
    return isLast ? styled : styled + padding
  }
}

extension String {
  /// The text, cut to `width` columns with an ellipsis.
  func cut(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var cut = ""
    for character in self {
      guard (cut + String(character)).displayWidth < width else { break }
      cut.append(character)
    }
    return cut + "…"
  }
}
