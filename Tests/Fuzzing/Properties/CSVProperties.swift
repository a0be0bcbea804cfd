@testable import VosfactKit

/// What must hold of reading and writing CSV.
enum CSVProperties {
  static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let atOnce = Table(bytes, chunkSize: max(1, bytes.count))
    for size in [1, 2, 3, 7] {
      try require(
        Table(bytes, chunkSize: size) == atOnce,
        "a table is the same in pieces of \(size) bytes as at once")
    }
    for row in atOnce.rows {
      try require(row.count == atOnce.header.count, "a row has as many fields as the header")
      try checkWriting(row.map { String(decoding: $0, as: UTF8.self) })
    }
  }

  private static func checkWriting(_ row: [String]) throws(BrokenProperty) {
    let header = row.indices.map { "column\($0)" }
    let written = CSVWriter.row(header) + CSVWriter.row(row)
    let table = Table(Array(written.utf8), chunkSize: max(1, written.utf8.count))
    try require(table.fault == nil && table.rows.count == 1, "what is written is one sound row")
    for (field, read) in zip(row, table.rows.first ?? []) {
      let bytes = Array(field.utf8)
      try require(
        read == bytes || read == [UInt8(ascii: "'")] + bytes,
        "what is written reads as it was, or with an apostrophe in front")
      let isFormula = read.first.map { "=@\t\r".utf8.contains($0) } ?? false
      try require(!isFormula, "nothing written begins as a formula does")
    }
  }

  /// What a reader gives, in bytes: Swift takes "é" in one scalar and in two for the same text.
  private struct Table: Equatable {
    private(set) var header: [[UInt8]] = []
    private(set) var rows: [[[UInt8]]] = []
    /// The lines that rows and faults are on, and the faults, as texts.
    private(set) var places: [String] = []
    /// The first fault, as a text.
    private(set) var fault: String?

    init(_ bytes: [UInt8], chunkSize: Int) {
      do throws(FormatError) {
        var reader = try CSVReader(ByteSource(bytes, chunkSize: chunkSize))
        header = reader.header.map { Array($0.utf8) }
        while let item = try reader.next() {
          switch item {
          case .row(let fields, let line):
            rows.append(fields.map { Array($0.utf8) })
            places.append("\(line)")
          case .fault(let error): note("\(error)")
          }
        }
      } catch {
        note("\(error)")
      }
    }

    private mutating func note(_ text: String) {
      places.append(text)
      fault = fault ?? text
    }
  }
}
