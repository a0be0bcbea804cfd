import CommandLineKit
import Localization
import VosfactKit

/// A list that is written as a table or as data, row by row, without keeping it all.
final class Listing {
  /// A column of the table.
  struct Column {
    let title: Text
    let isNumeric: Bool
    /// Whether what the column holds may be cut to fit a terminal, as a name may; an id, a date or a reason
    /// may not.
    let isCuttable: Bool

    init(_ title: Text, isNumeric: Bool = false, isCuttable: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
      self.isCuttable = isCuttable
    }
  }

  /// A field of the table.
  struct Cell {
    let text: String
    var style = Terminal.Style.plain

    init(_ text: String, _ style: Terminal.Style = .plain) {
      self.text = text.escapedForTerminal
      self.style = style
    }
  }

  private let environment: Environment
  private let format: OutputFormat
  private let columns: [Column]
  private var waiting: [[Cell]] = []
  private var widths: [Int]
  private var isBegun = false

  /// How many rows are looked at before the columns' widths are settled.
  private static let sample = 500

  init(_ environment: Environment, _ arguments: Arguments, columns: [Column]) {
    self.environment = environment
    self.columns = columns
    format = environment.format(arguments)
    widths = columns.map { $0.title[environment.language].displayWidth }
  }

  /// Adds a row: `json` for data, `cells` for the table, whichever is asked for.
  func add(
    _ json: @autoclosure () throws -> JSONValue, _ cells: @autoclosure () -> [Cell]
  ) throws {
    switch format {
    case .table:
      let cells = cells()
      if isBegun {
        try write(cells)
      } else {
        waiting.append(cells)
        if waiting.count == Self.sample { try beginTable() }
      }
    case .json:
      try environment.output.write((isBegun ? ",\n" : "[\n") + json().text)
      isBegun = true
    case .jsonl:
      try environment.output.line(json().text)
    case .csv:
      let fields = try json().flattened
      if !isBegun { try environment.output.write(CSVWriter.row(fields.map(\.name))) }
      isBegun = true
      try environment.output.write(CSVWriter.row(fields.map(\.value)))
    }
  }

  /// Writes what is left.
  func finish() throws {
    switch format {
    case .table: if !isBegun, !waiting.isEmpty { try beginTable() }
    case .json: try environment.output.write(isBegun ? "\n]\n" : "[]\n")
    case .jsonl, .csv: break
    }
  }

  private func beginTable() throws {
    isBegun = true
    for row in waiting {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], cell.text.displayWidth)
      }
    }
    fitToTerminal()
    try write(columns.map { Cell($0.title[environment.language], .title) })
    for row in waiting { try write(row) }
    waiting = []
  }

  /// Narrows the widest columns that may be cut until a row fits the terminal, or they are as narrow as can be.
  private func fitToTerminal() {
    guard let limit = environment.terminal.width else { return }
    while widths.reduce(2 * (widths.count - 1), +) > limit {
      let candidates = columns.indices.filter { columns[$0].isCuttable && widths[$0] > 8 }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
    }
  }

  private func write(_ cells: [Cell]) throws {
    var line = ""
    // Nothing follows the last field that says something.
    let last = cells.lastIndex { !$0.text.isEmpty } ?? 0
    for (index, cell) in cells[...last].enumerated() {
      let isCut = environment.terminal.width != nil && columns[index].isCuttable
      let text = isCut ? cell.text.cut(to: widths[index]) : cell.text
      let padding = String(repeating: " ", count: max(0, widths[index] - text.displayWidth))
      let styled = environment.terminal.styled(text, cell.style)
      if index > 0 { line += "  " }
      if columns[index].isNumeric {
        line += padding + styled
      } else {
        line += index == last ? styled : styled + padding
      }
    }
    try environment.output.line(line)
  }
}

extension String {
  /// The text, cut to `width` columns with an ellipsis.
  fileprivate func cut(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var cut = ""
    for character in self {
      guard (cut + String(character)).displayWidth < width else { break }
      cut.append(character)
    }
    return cut + "…"
  }
}

extension JSONValue {
  /// The members as fields of one row: objects within are joined by an underscore, arrays are left out.
  fileprivate var flattened: [(name: String, value: String)] {
    (members ?? []).flatMap { member -> [(name: String, value: String)] in
      switch member.value {
      case .object:
        return member.value.flattened.map { ("\(member.name)_\($0.name)", $0.value) }
      case .array: return []
      case .null: return [(member.name, "")]
      case .string(let text): return [(member.name, text)]
      case .number(let literal): return [(member.name, literal)]
      case .bool(let value): return [(member.name, value ? "true" : "false")]
      }
    }
  }
}
