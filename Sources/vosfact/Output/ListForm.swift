import Localization
import VosfactKit

/// How rows of one kind are listed: as a table, each column with what it has of a row, or as data.
struct ListForm<Row> {
  /// A column of the table.
  struct Column {
    fileprivate let heading: Table.Column
    fileprivate let cell: (Row, Language) -> Table.Cell

    /// A column that holds the same in every language.
    static func text(
      en: String, fr: String, isNumeric: Bool = false, isCuttable: Bool = false,
      _ text: @escaping (Row) -> String
    ) -> Column {
      let title = Text(en: en, fr: fr)
      return Column(
        heading: .init(title, isNumeric: isNumeric, isCuttable: isCuttable),
        cell: { row, _ in .init(text(row)) })
    }

    /// A column that holds what is said differently in each language.
    static func said(
      en: String, fr: String, isNumeric: Bool = false,
      _ text: @escaping (Row, Language) -> String
    ) -> Column {
      styled(en: en, fr: fr, isNumeric: isNumeric) { .init(text($0, $1)) }
    }

    /// A column of cells that have a style.
    static func styled(
      en: String, fr: String, isNumeric: Bool = false,
      _ cell: @escaping (Row, Language) -> Table.Cell
    ) -> Column {
      Column(heading: .init(Text(en: en, fr: fr), isNumeric: isNumeric), cell: cell)
    }
  }

  let columns: [Column]
  /// The names in the header of CSV, as `Listing` wants them.
  let fields: [String]
  let json: (Row, Language) -> JSONValue
}

/// A list of rows that have one form.
struct RowListing<Row> {
  private let form: ListForm<Row>
  private let language: Language
  private let listing: Listing

  init(_ environment: Environment, _ form: ListForm<Row>) {
    self.form = form
    language = environment.language
    listing = Listing(environment, columns: form.columns.map(\.heading), fields: form.fields)
  }

  func add(_ row: Row) throws {
    try listing.add(form.json(row, language), form.columns.map { $0.cell(row, language) })
  }

  func finish() throws { try listing.finish() }
}
