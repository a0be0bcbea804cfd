import CommandLineKit
import VosfactKit

/// A list of rows of one form that is written as a table or as data, row by row, without keeping it all.
final class RowListing<Row> {
  private let environment: Environment
  private let form: ListForm<Row>
  private let table: Table
  private var isBegun = false

  init(_ environment: Environment, _ form: ListForm<Row>) {
    self.environment = environment
    self.form = form
    table = Table(environment, columns: form.columns.map(\.heading))
  }

  /// Adds a row, as data or to the table, whichever is asked for.
  func add(_ row: Row) throws {
    if !isBegun { environment.unfinished = finish }
    let language = environment.language
    switch environment.format {
    case .table: try table.add(form.columns.map { $0.cell(row, language) })
    case .json:
      try environment.output.write((isBegun ? ",\n" : "[\n") + form.json(row, language).text)
    case .jsonl: try environment.output.line(form.json(row, language).text)
    case .csv:
      let row = form.json(row, language).flattened(form.record.cells)
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

  /// The names in the header of CSV: the members of each row's JSON, those of an object within joined to its name by
  /// an underscore, without most arrays.
  private var fields: [String] {
    form.record.example.flattened(form.record.cells).map(\.name)
  }

  /// Writes the header unless a row did.
  private func beginCSV() throws(OutputError) {
    guard !isBegun else { return }
    try environment.output.write(CSVWriter.row(fields))
  }
}

extension JSONValue {
  /// The members as fields of one row: objects within are joined by an underscore; arrays are left out, but for those
  /// named `cells`.
  func flattened(_ cells: Set<String> = []) -> [(name: String, value: String)] {
    (members ?? []).flatMap { member -> [(name: String, value: String)] in
      switch member.value {
      case .object:
        return member.value.flattened().map { ("\(member.name)_\($0.name)", $0.value) }
      case .array(let parts):
        return cells.contains(member.name)
          ? [(member.name, parts.map(\.cell).joined(separator: "; "))] : []
      case .null: return [(member.name, "")]
      case .string(let text): return [(member.name, text)]
      case .number(let literal): return [(member.name, literal)]
      case .bool(let value): return [(member.name, value ? "true" : "false")]
      }
    }
  }

  /// What stands for a part of an array in its field: a text, or the values of an object beside each other, those that
  /// are no single word between double quotes.
  private var cell: String {
    guard let members else { return string ?? "" }
    return members.compactMap(\.value.string).map { text in
      let isWord = text.utf8.allSatisfy {
        $0 > 0x20 && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\"")
      }
      return isWord ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: " ")
  }
}
