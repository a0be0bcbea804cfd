import CommandLineKit
import Localization
import VosfactKit

extension Environment {
  /// Writes one thing: as data when that is asked for, else as `text` says it.
  ///
  /// - Parameter cells: the arrays that CSV has in one field each.
  func show(_ json: JSONValue, cells: Set<String> = [], as text: () throws -> String) throws {
    switch format {
    case .table: try output.write(try text())
    case .json, .jsonl: try output.line(json.text)
    case .csv:
      let row = json.flattened(cells)
      try output.write(CSVWriter.row(row.map(\.name)) + CSVWriter.row(row.map(\.value)))
    }
  }

  /// The same for one thing of which `form` says what scripts read.
  func show<Row>(_ row: Row, as form: RecordForm<Row>, text: () throws -> String) throws {
    try show(form.json(row, language), cells: form.cells, as: text)
  }

  /// The same for one thing that scripts read as an object.
  func show<Record: DataRecord>(_ record: Record, as text: () throws -> String) throws {
    try show(record, as: Record.form, text: text)
  }

  /// Runs `body`, which tells `progress` of each of many items, and shows how far it is unless `--quiet` is
  /// given.
  ///
  /// - Parameters:
  ///   - noun: what the items are, in the plural.
  ///   - share: how much of the whole is done, from 0 to 1; `nil` if the whole is not known.
  func working<Result>(
    on noun: Text, _ arguments: Arguments, share: @escaping () -> Double? = { nil },
    _ body: () throws -> Result
  ) rethrows -> Result {
    try progress.during(noun, in: language, isWanted: !arguments.flag("quiet"), share: share, body)
  }

  /// Runs `body` on the database in one transaction, which is undone under `--dry-run`; what it prints is
  /// seen only once it is stored, and not at all if it fails.
  func change<Result>(
    _ kit: Kit, _ arguments: Arguments, _ body: () throws -> Result
  ) throws -> Result {
    try output.holding {
      try kit.transaction(rehearsing: arguments.flag("dry-run"), body)
    }
  }

  /// Changes what each word of an operand names, all or none, and lists how these stand then.
  func changeEach<Row>(
    _ operand: String, _ arguments: Arguments, as form: ListForm<Row>,
    _ change: (Kit, String) throws -> Row
  ) throws -> ExitCode {
    let kit = try openKit(arguments, .existing)
    try self.change(kit, arguments) {
      try list(arguments.operands(operand).map { try change(kit, $0) }, as: form)
    }
    return .done
  }
}

extension Arguments {
  /// What `--amount` says, in a currency.
  func amount(in currency: Currency) throws -> Amount? {
    try value("amount").map { try Amount($0, currency: currency) }
  }

  /// - Throws: `Fault` if one of `options` is given, of which it says what follows the option's name.
  func refuse(_ options: [String], en: String, fr: String) throws(Fault) {
    guard let option = options.first(where: isGiven) else { return }
    throw Fault(.wrongUsage, en: "--\(option) \(en)", fr: "--\(option) \(fr)")
  }

  /// The value of an option that must be read as something.
  ///
  /// - Throws: `Fault`, with what is allowed, if it cannot.
  func parsed<Value>(
    _ name: String, _ allowed: Text, _ read: (String) -> Value?
  ) throws(Fault) -> Value? {
    guard let text = value(name) else { return nil }
    guard let value = read(text) else {
      throw Fault(
        .wrongUsage,
        en: "'\(text.shown)' is wrong for --\(name); nothing was done; give \(allowed.en)",
        fr:
          "« \(text.shown) » ne convient pas à --\(name) ; rien n’a été fait ; donnez \(allowed.fr)"
      )
    }
    return value
  }

  /// What `--key` names, with what is asked under it: neither where nor how it is shown.
  func idempotencyKey() throws(Fault) -> IdempotencyKey? {
    guard let name = value("key") else { return nil }
    let shown = Set(Subcommand.root.options.map(\.name) + ["key", "dry-run"])
    return try IdempotencyKey(name, of: description(leavingOut: shown))
  }

  func emailAddresses(_ name: String) throws(Fault) -> String? {
    let type = SettingType.emailAddresses
    return try parsed(name, type.allowed, type.normalized)
  }

  func date(_ name: String) throws(Fault) -> CalendarDate? {
    try parsed(name, Text(en: "a date as 2026-11-23", fr: "une date comme 2026-11-23")) {
      CalendarDate($0)
    }
  }

  func duration(_ name: String) throws(Fault) -> Seconds? {
    try parsed(name, SettingType.duration.allowed) { Seconds($0) }
  }

  /// How many rows at the most.
  func limit() throws(Fault) -> Int {
    try parsed("limit", Text(en: "a whole number above zero", fr: "un nombre entier positif")) {
      Int($0).flatMap { $0 > 0 ? $0 : nil }
    } ?? .max
  }
}
