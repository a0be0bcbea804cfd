import Localization
import VosfactKit

/// How rows of one kind are listed: as a table, each column with what it has of a row, or as data, whose members stand
/// here alone: JSON, the header of CSV and the manual have them from here.
struct ListForm<Row>: Sendable {
  /// A column of the table.
  struct Column: Sendable {
    fileprivate let heading: Table.Column
    fileprivate let cell: @Sendable (Row, Language) -> Table.Cell

    /// A column that holds the same in every language.
    static func text(
      en: String, fr: String, isNumeric: Bool = false, isCuttable: Bool = false,
      _ text: @escaping @Sendable (Row) -> String
    ) -> Column {
      let title = Text(en: en, fr: fr)
      return Column(
        heading: .init(title, isNumeric: isNumeric, isCuttable: isCuttable),
        cell: { row, _ in .init(text(row)) })
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
      en: String, fr: String, isNumeric: Bool = false,
      _ cell: @escaping @Sendable (Row, Language) -> Table.Cell
    ) -> Column {
      Column(heading: .init(Text(en: en, fr: fr), isNumeric: isNumeric), cell: cell)
    }
  }

  /// A member of a row's object.
  struct Member: Sendable {
    fileprivate let name: String
    fileprivate var isColumn = true
    fileprivate let value: @Sendable (Row, Language) -> JSONValue

    /// A string, or null.
    static func text(_ name: String, _ text: @escaping @Sendable (Row) -> String?) -> Member {
      Member(name: name) { row, _ in text(row).map { .string($0) } ?? .null }
    }

    /// A string for people, or null.
    static func said(_ name: String, _ text: @escaping @Sendable (Row) -> Text?) -> Member {
      Member(name: name) { row, language in text(row).map { .string($0[language]) } ?? .null }
    }

    /// An integer, or null.
    static func number<Number: BinaryInteger & Sendable>(
      _ name: String, _ number: @escaping @Sendable (Row) -> Number?
    ) -> Member {
      Member(name: name) { row, _ in number(row).map { .integer($0) } ?? .null }
    }

    /// True or false.
    static func bool(_ name: String, _ value: @escaping @Sendable (Row) -> Bool) -> Member {
      Member(name: name) { row, _ in .bool(value(row)) }
    }

    /// An array of strings, which CSV has no column of.
    static func words(_ name: String, _ words: @escaping @Sendable (Row) -> [String]) -> Member {
      Member(name: name, isColumn: false) { row, _ in .array(words(row).map { .string($0) }) }
    }
  }

  let columns: [Column]
  /// The names in the header of CSV, as `Listing` wants them.
  let fields: [String]
  let json: @Sendable (Row, Language) -> JSONValue
  /// The names of the members as the manual gives them, `{"a", "b"}`; empty for an object of the library.
  let shape: String

  /// - Parameter columns: none where the table is written otherwise.
  init(columns: [Column] = [], members: [Member]) {
    self.columns = columns
    fields = members.filter(\.isColumn).map(\.name)
    json = { row, language in
      .object(members.map { JSONMember($0.name, $0.value(row, language)) })
    }
    shape = "{" + members.map { "\"\($0.name)\"" }.joined(separator: ", ") + "}"
  }

  /// A form whose members are an object's of the library, named `fields` in CSV.
  init(columns: [Column], fields: [String], json: @escaping @Sendable (Row, Language) -> JSONValue)
  {
    (self.columns, self.fields, self.json) = (columns, fields, json)
    shape = ""
  }
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

extension Environment {
  /// Lists the rows that `next` gives, `nil` after the last.
  func list<Row>(as form: ListForm<Row>, _ next: () throws -> Row?) throws {
    let listing = RowListing(self, form)
    while let row = try next() { try listing.add(row) }
    try listing.finish()
  }

  /// Lists `rows`.
  func list<Row>(_ rows: [Row], as form: ListForm<Row>) throws {
    var rest = rows[...]
    try list(as: form) { rest.popFirst() }
  }
}
