import Localization
import VosfactKit

/// How rows of one kind are listed: as a table, each column with what it has of a row, or as data, whose members stand
/// one form describes: JSON, the header of CSV and the manual have them from there.
struct ListForm<Row>: Sendable {
  /// A column of the table.
  struct Column: Sendable {
    let heading: Table.Column
    let cell: @Sendable (Row, Language) -> Table.Cell

    /// A column that holds the same in every language.
    static func text(
      en: String, fr: String, isNumeric: Bool = false, isCuttable: Bool = false,
      _ text: @escaping @Sendable (Row) -> String
    ) -> Column {
      styled(en: en, fr: fr, isNumeric: isNumeric, isCuttable: isCuttable) { row, _ in
        .init(text(row))
      }
    }

    /// A column that holds what is said differently in each language.
    static func said(
      en: String, fr: String, isNumeric: Bool = false,
      _ text: @escaping @Sendable (Row, Language) -> String
    ) -> Column {
      styled(en: en, fr: fr, isNumeric: isNumeric) { .init(text($0, $1)) }
    }

    /// A column of cells that have a style.
    static func styled(
      en: String, fr: String, isNumeric: Bool = false, isCuttable: Bool = false,
      _ cell: @escaping @Sendable (Row, Language) -> Table.Cell
    ) -> Column {
      let heading = Table.Column(
        title: Text(en: en, fr: fr), isNumeric: isNumeric, isCuttable: isCuttable)
      return Column(heading: heading, cell: cell)
    }
  }

  let columns: [Column]
  let record: RecordForm<Row>

  /// The names of the members as the manual gives them, `{"a", "b"}`.
  var shape: String { record.shape }

  /// - Parameter columns: none where the table is written otherwise.
  init(columns: [Column] = [], members: [RecordForm<Row>.Member]) {
    self.columns = columns
    record = RecordForm(members)
  }

  /// A row as scripts read it.
  func json(_ row: Row, _ language: Language) -> JSONValue { record.json(row, language) }
}

extension Environment {
  /// Lists the rows that `next` gives, `nil` after the last.
  func list<Row>(as form: ListForm<Row>, _ next: () throws -> Row?) throws {
    let listing = RowListing(self, form)
    while let row = try next() { try listing.add(row) }
    try listing.finish()
  }

  /// Lists `rows`.
  func list<Row>(_ rows: [Row], as form: ListForm<Row>) throws {
    try list(rows, as: form) { $0 }
  }

  /// Lists what `row` makes of each of `things`, as soon as it is made.
  func list<Thing, Row>(
    _ things: [Thing], as form: ListForm<Row>, _ row: (Thing) throws -> Row
  ) throws {
    var rest = things[...]
    try list(as: form) { try rest.popFirst().map(row) }
  }
}
