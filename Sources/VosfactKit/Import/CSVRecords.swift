import Localization

/// The documents of a CSV file: each row is a line of a document, and consecutive rows with the same number
/// are one document, whose own fields stand in its first row.
struct CSVRecords: ImportRecords, ~Copyable {
  /// Columns that say something of the document, by the names of the service's API.
  private static let documentColumns = Set(
    ExportedDocument.documentColumns + ["buyer_first_name", "buyer_last_name"])

  /// Columns that say something of one line. `price_net` is a unit price here, as in a position.
  private static let positionColumns = Set(ExportedDocument.lineColumns + ["discount"])

  /// Columns of a document's totals, which as fields of the service have names that a line's price has here.
  static let totalColumns = [
    (column: "document_price_net", field: "price_net"),
    (column: "document_price_tax", field: "price_tax"),
    (column: "document_price_gross", field: "price_gross"),
  ]

  /// The column that says that a line is a separator: `kind` is the document's.
  static let lineKindColumn = "line_kind"

  private static let requiredColumns = [
    "number", "kind", "issue_date", "buyer_name", "name", "quantity", "price_net", "tax",
  ]

  private struct Column {
    let index: Int
    let name: String
  }

  private var reader: CSVReader
  private let ofDocument: [Column]
  private let ofPosition: [Column]
  private let numberIndex: Int
  /// What was read behind the latest document.
  private var held: CSVReader.Item?
  private var hasEnded = false
  private var isAfterBrokenRow = false

  /// Reads the header.
  ///
  /// - Throws: `FormatError`, also with all columns that are missing.
  init(_ source: consuming ByteSource) throws(FormatError) {
    let reader = try CSVReader(source)
    let columns = reader.header.enumerated().map { index, name in
      Column(index: index, name: name.trimmingSpaces.lowercased())
    }
    let missing = Self.requiredColumns.filter { name in !columns.contains { $0.name == name } }
    guard missing.isEmpty, let number = columns.first(where: { $0.name == "number" }) else {
      throw .header(.missingColumns(missing))
    }
    self.reader = reader
    numberIndex = number.index
    ofDocument = columns.compactMap { column in
      let total = Self.totalColumns.first { $0.column == column.name }
      if let total { return Column(index: column.index, name: total.field) }
      return Self.documentColumns.contains(column.name) ? column : nil
    }
    ofPosition = columns.compactMap { column in
      if column.name == Self.lineKindColumn { return Column(index: column.index, name: "kind") }
      return Self.positionColumns.contains(column.name) ? column : nil
    }
  }

  mutating func next() throws(FormatError) -> ImportItem? {
    switch try nextRow() {
    case .row(let fields, let line): return .record(try document(fields, line: line))
    case .fault(let error):
      isAfterBrokenRow = true
      return .broken(.fault(line: error.line, field: nil, reason: error.reason.text))
    case nil: return nil
    }
  }

  /// The document that begins with the row `first`.
  private mutating func document(_ first: [String], line: Int) throws(FormatError) -> ImportRecord {
    var positions = [position(first)]
    var lines = [line]
    var faults: [Importer.Notice] = []
    var isBesideBrokenRow = isAfterBrokenRow
    isAfterBrokenRow = false
    while let item = try nextRow() {
      guard case .row(let fields, let rowLine) = item, fields[numberIndex] == first[numberIndex],
        !fields[numberIndex].isEmpty
      else {
        if case .fault = item { isBesideBrokenRow = true }
        held = item
        break
      }
      // One more than is allowed is enough to tell that there are too many.
      guard positions.count <= ImportRecord.maximumLines else { continue }
      positions.append(position(fields))
      lines.append(rowLine)
      for column in ofDocument
      where !fields[column.index].isEmpty && fields[column.index] != first[column.index] {
        faults.append(
          .fault(
            line: rowLine, field: column.name,
            reason: Text(
              en:
                "another value than in the document's first row; both rows have its number; correct one",
              fr:
                "autre valeur qu’à la première ligne du document ; les deux en ont le numéro ; corrigez l’une"
            )))
      }
    }
    if isBesideBrokenRow {
      faults.append(
        .fault(
          line: line, field: nil,
          reason: Text(
            en:
              "a row next to the document is broken; it may be one of its lines; mend that row first",
            fr:
              "une ligne voisine du document est illisible ; elle en fait peut-être partie ; réparez-la d’abord"
          )))
    }
    var members = ofDocument.map { JSONMember($0.name, .string(first[$0.index].withoutDefusal)) }
    members.append(JSONMember("positions", .array(positions)))
    return ImportRecord(
      line: line, document: .object(members), positionLines: lines, faults: faults)
  }

  private func position(_ fields: [String]) -> JSONValue {
    .object(ofPosition.map { JSONMember($0.name, .string(fields[$0.index].withoutDefusal)) })
  }

  /// Whether a column says something of a line.
  static func isOfLine(_ column: String) -> Bool {
    column == lineKindColumn || positionColumns.contains(column)
  }

  /// A line of a document, of which each field stands in a column of that name.
  static func position(_ fields: [String], _ columns: [String]) -> JSONValue {
    let members = zip(columns, fields).compactMap { column, field -> JSONMember? in
      let isKind = column == lineKindColumn
      guard isKind || positionColumns.contains(column) else { return nil }
      return JSONMember(isKind ? "kind" : column, .string(field.withoutDefusal))
    }
    return .object(members)
  }

  private mutating func nextRow() throws(FormatError) -> CSVReader.Item? {
    if let item = held.take() { return item }
    guard !hasEnded else { return nil }
    do {
      return try reader.next()
    } catch {
      guard case .csv(let error) = error else { throw error }
      hasEnded = true
      return .fault(error)
    }
  }
}

extension Fault {
  /// A header with columns that say nothing of a line.
  static func columnsOfNoLine(_ names: [String]) -> Fault {
    let list = names.map(\.shown).joined(separator: ", ")
    let known = (["line_kind"] + ExportedDocument.lineColumns).joined(separator: ", ")
    return Fault(
      .badValue,
      en:
        "\(list) is of no line; what it says would be lost; leave it out, or name it one of \(known)",
      fr: """
        \(list) ne dit rien d’une ligne ; ce serait perdu ; retirez la colonne, ou nommez-la parmi \(known)
        """)
  }

  /// A header without columns that a document needs.
  static func missingColumns(_ names: [String]) -> Fault {
    let list = names.joined(separator: ", ")
    return Fault(
      .badValue,
      en: "the header lacks \(list); a document needs them; name the columns in the first row",
      fr:
        "il manque à l’en-tête : \(list) ; un document en a besoin ; nommez les colonnes en première ligne"
    )
  }
}

extension String {
  /// Whether the text is apostrophes and then what begins a formula in a spreadsheet.
  private var isDefused: Bool {
    guard utf8.first == UInt8(ascii: "'") else { return false }
    let rest = utf8.drop { $0 == UInt8(ascii: "'") }
    return rest.first.map("=+-@\t\r".utf8.contains) ?? false
  }

  /// The text without the apostrophe that `CSVWriter`, as spreadsheets do, puts before a formula.
  fileprivate var withoutDefusal: String { isDefused ? String(dropFirst()) : self }

  /// The text such that `withoutDefusal` gives it back although it looks defused itself.
  var keptFromDefusal: String { isDefused ? "'" + self : self }
}
