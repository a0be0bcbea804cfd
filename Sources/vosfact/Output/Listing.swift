import CommandLineKit
import VosfactKit

/// A list that is written as a table or as data, row by row, without keeping it all.
final class Listing {
  private let environment: Environment
  private let fields: [String]
  private let table: Table
  private var isBegun = false

  /// - Parameters:
  ///   - columns: the table's.
  ///   - fields: the names in the header of CSV: the members of each row's JSON, those of an object within
  ///     joined to its name by an underscore, without arrays.
  init(_ environment: Environment, columns: [Table.Column], fields: [String]) {
    self.environment = environment
    self.fields = fields
    table = Table(environment, columns: columns)
  }

  /// Adds a row: `json` for data, `cells` for the table, whichever is asked for.
  func add(
    _ json: @autoclosure () throws -> JSONValue, _ cells: @autoclosure () -> [Table.Cell]
  ) throws {
    environment.unfinished = self
    switch environment.format {
    case .table: try table.add(cells())
    case .json: try environment.output.write((isBegun ? ",\n" : "[\n") + json().text)
    case .jsonl: try environment.output.line(json().text)
    case .csv:
      let row = try json().flattened
      assert(row.map(\.name) == fields, "the header is not that of the row")
      try beginCSV()
      try environment.output.write(CSVWriter.row(row.map(\.value)))
    }
    isBegun = true
  }

  /// Writes what is left, so that the list is whole.
  func finish() throws {
    environment.unfinished = nil
    switch environment.format {
    case .table: try table.finish()
    case .json: try environment.output.write(isBegun ? "\n]\n" : "[]\n")
    case .jsonl: break
    case .csv: try beginCSV()
    }
  }

  /// Writes the header unless a row did.
  private func beginCSV() throws(OutputError) {
    guard !isBegun else { return }
    try environment.output.write(CSVWriter.row(fields))
  }
}

extension JSONValue {
  /// The members as fields of one row: objects within are joined by an underscore, arrays are left out.
  var flattened: [(name: String, value: String)] {
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
