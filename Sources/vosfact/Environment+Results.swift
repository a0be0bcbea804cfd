import CommandLineKit
import Localization
import VosfactKit

extension Environment {
  /// Writes one thing: as data when that is asked for, else as `text` says it.
  func show(_ json: JSONValue, _ arguments: Arguments, as text: () throws -> String) throws {
    switch format(arguments) {
    case .table: try output.write(try text())
    case .json, .jsonl: try output.line(json.text)
    case .csv:
      let row = Listing(self, arguments, columns: [])
      try row.add(json, [])
      try row.finish()
    }
  }
}

extension Arguments {
  /// The value of an option that must be read as something.
  ///
  /// - Throws: `CommandError.badOption`, with what is allowed, if it cannot.
  func parsed<Value>(
    _ name: String, _ allowed: Text, _ read: (String) -> Value?
  ) throws(CommandError) -> Value? {
    guard let text = value(name) else { return nil }
    guard let value = read(text) else {
      throw .badOption(name: name, value: text, allowed: allowed)
    }
    return value
  }

  func date(_ name: String) throws(CommandError) -> CalendarDate? {
    try parsed(name, Text(en: "a date as 2026-11-23", fr: "une date comme 2026-11-23")) {
      CalendarDate($0)
    }
  }

  func duration(_ name: String) throws(CommandError) -> Seconds? {
    try parsed(name, SettingType.duration.allowed) { Seconds($0) }
  }

  /// How many rows at the most.
  func limit() throws(CommandError) -> Int {
    try parsed("limit", Text(en: "a whole number above zero", fr: "un nombre entier positif")) {
      Int($0).flatMap { $0 > 0 ? $0 : nil }
    } ?? .max
  }
}
