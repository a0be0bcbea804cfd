import CSQLite
import Foundation
import Localization
import Testing

@testable import VosfactKit

/// A database of its own in memory, whose clock stands still, with documents read from texts.
struct ImportFixture {
  let kit: Kit

  init() throws {
    kit = Kit(database: try .inMemory()) { UnixTime(seconds: 1_795_000_000) }
  }

  /// What importing a file with these bytes gives.
  struct Outcome {
    let summary: Importer.Summary
    let notices: [Importer.Notice]

    /// The notices in English, one a line.
    var english: [String] { notices.map(\.text.en) }
  }

  @discardableResult
  func importing(
    _ text: String, format: Importer.Format? = nil, keepGoing: Bool = false
  ) throws -> Outcome {
    try importing(Data(text.utf8), format: format, keepGoing: keepGoing)
  }

  @discardableResult
  func importing(
    _ data: Data, format: Importer.Format? = nil, keepGoing: Bool = false
  ) throws -> Outcome {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var notices: [Importer.Notice] = []
    let summary = try kit.importer.importDocuments(
      from: handle.fileDescriptor, format: format, keepGoing: keepGoing
    ) { notices.append($0) }
    return Outcome(summary: summary, notices: notices)
  }

  func document(_ number: String) throws -> Document {
    try kit.documents.named(number)
  }

  /// Every row of every table, as text.
  func dump() throws -> [String] {
    var dump: [String] = []
    for table in try strings("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    where !table.hasPrefix("document_buyer") {
      let columns = try strings("SELECT name FROM pragma_table_info('\(table)')")
      let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ', ' || ")
      dump += try strings("SELECT '\(table): ' || \(row) FROM \"\(table)\"")
    }
    return dump
  }

  func count(_ table: String) throws -> Int {
    try #require(Int(try strings("SELECT count(*) FROM \(table)")[0]))
  }

  /// The first column of a query's rows.
  private func strings(_ sql: String) throws -> [String] {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try #require(sqlite3_prepare_v2(kit.database.connection, sql, -1, &statement, nil) == SQLITE_OK)
    var strings: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      strings.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
    }
    return strings
  }

  /// One document as the service's API gives it, with `changes` made to its fields; a field is left out
  /// if its change is nil.
  static func json(_ changes: [(String, String?)] = [], positions: String = position) -> String {
    var fields: [(String, String)] = [
      ("number", #""F-1""#), ("kind", #""vat""#), ("issue_date", #""2026-01-01""#),
      ("currency", #""EUR""#), ("buyer_name", #""Éloïse Lefèvre""#), ("positions", positions),
    ]
    for (name, value) in changes {
      fields.removeAll { $0.0 == name }
      if let value { fields.append((name, value)) }
    }
    return "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  static let position =
    #"[{"name": "Conseil", "quantity": "2", "quantity_unit": "h", "price_net": "50.00", "tax": "20"}]"#

  /// What the generator of documents writes.
  static func generated(_ count: Int, seed: Int, format: String) throws -> Data {
    let script = try #require(
      Bundle.module.url(
        forResource: "generate_documents", withExtension: "py", subdirectory: "Data"))
    let output = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: output) }
    let handle = try FileHandle(forWritingTo: output)
    let process = Process()
    process.executableURL = URL(
      fileURLWithPath: try #require(ExternalTool.python, "python3 is not installed"))
    process.arguments = [
      script.path, String(count), "--seed", String(seed), "--format", format,
    ]
    process.standardOutput = handle
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try Data(contentsOf: output)
  }
}

extension Importer.Notice {
  /// The notice as `12: positions[0].tax: what; why; what to do`.
  var text: Text {
    switch self {
    case .fault(let line, let field, let reason):
      let place = Self.place(line, field)
      return Text(en: place + reason.en, fr: place + reason.fr)
    case .warning(let line, let field, let reason):
      let place = Self.place(line, field)
      return Text(
        en: "\(place)warning: \(reason.en)", fr: "\(place)avertissement : \(reason.fr)")
    }
  }

  private static func place(_ line: Int, _ field: String?) -> String {
    field.map { "\(line): \($0): " } ?? "\(line): "
  }
}
