import Localization

/// The settings in the database, over the defaults of the catalogue.
package struct Settings {
  let database: Database

  private static let all: StaticString = "SELECT key, value FROM setting"

  private static let replace: StaticString = """
    INSERT INTO setting (key, value) VALUES (?1, ?2)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
    """

  private static let delete: StaticString = "DELETE FROM setting WHERE key = ?1"

  /// What is set for `setting`, or its default; `nil` if there is neither.
  package func value(_ setting: Setting) throws(StorageError) -> String? {
    try stored(setting.key) ?? setting.defaultValue
  }

  /// What is set for `setting`, defaults apart.
  package func stored(_ setting: Setting) throws(StorageError) -> String? {
    try stored(setting.key)
  }

  private static let memory = "setting"

  func stored(_ key: String) throws(StorageError) -> String? {
    let all = try database.remembered(Self.memory) { () throws(StorageError) in
      var rows = try database.query(Self.all)
      var values: [String: String] = [:]
      while let row = try rows.next() { values[row.text("key")] = row.text("value") }
      return values
    }
    return all[key]
  }

  func store(_ value: String, for key: String) throws(StorageError) {
    database.forget(Self.memory)
    try database.run(Self.replace, key, value)
  }

  func remove(_ key: String) throws(StorageError) {
    database.forget(Self.memory)
    try database.run(Self.delete, key)
  }

  /// Sets `setting` to `text` and records it; setting what is set already changes nothing.
  ///
  /// - Throws: `Fault`, with what is allowed, else `StorageError`.
  package func set(_ setting: Setting, to text: String, at time: UnixTime) throws {
    let value = try setting.checked(text)
    try database.transaction {
      guard try stored(setting) != value else { return }
      try store(value, for: setting.key)
      try Journal(database: database).append(
        .settingChanged, about: .settings, ["key": .string(setting.key), "value": .string(value)],
        at: time)
    }
  }

  /// Gives `setting` its default again and records it.
  package func unset(_ setting: Setting, at time: UnixTime) throws {
    try database.transaction {
      guard try stored(setting) != nil else { return }
      try remove(setting.key)
      try Journal(database: database).append(
        .settingUnset, about: .settings, ["key": .string(setting.key)], at: time)
    }
  }

  /// The value of a setting that must be there.
  ///
  /// - Throws: `Fault` if it is not, else `StorageError`.
  func required(_ setting: Setting) throws -> String {
    guard let value = try value(setting) else {
      throw Fault(
        .misconfigured,
        en:
          "the setting \(setting.key) is missing; this needs it; run: vosfact settings set \(setting.key) VALUE",
        fr:
          "le réglage \(setting.key) manque ; il est nécessaire ici ; lancez : vosfact settings set \(setting.key) VALEUR"
      )
    }
    return value
  }

  /// The currency of new documents and products.
  package var currency: Currency {
    get throws(StorageError) { try value(.defaultCurrency).flatMap { Currency(code: $0) } ?? .euro }
  }

  /// The language of the seller.
  var language: Language {
    get throws(StorageError) { try value(.language).flatMap(Language.init(rawValue:)) ?? .french }
  }

  /// The date where the seller is.
  func date(of time: UnixTime) throws -> CalendarDate {
    LocalTime.date(of: time, in: try required(.timeZone))
  }

  func isOn(_ setting: Setting) throws(StorageError) -> Bool {
    try value(setting) == "true"
  }

  /// The number that `setting`, which has a default, holds. One that was stored by other hands and is none counts as
  /// 1, so that no limit is lost by it; `settings check` tells of it.
  func count(_ setting: Setting) throws(StorageError) -> Int64 {
    try value(setting).flatMap { setting.type.normalized($0) }.flatMap { Int64($0) } ?? 1
  }

  /// What the value of a setting that must be there stands for.
  ///
  /// - Throws: `Fault` if it is not there, or stands for nothing; else `StorageError`.
  func required<Value>(_ setting: Setting, _ read: (String) -> Value?) throws -> Value {
    guard let value = read(try required(setting)) else { throw setting.refusal }
    return value
  }

  /// The length of time that `setting` holds.
  func duration(_ setting: Setting) throws -> Seconds { try required(setting) { Seconds($0) } }

  /// The number of bytes that `setting` holds.
  func byteCount(_ setting: Setting) throws -> Int {
    try required(setting) { ByteCount($0)?.count }
  }
}
