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

  /// What is set for `setting`, or its default.
  package func value<Value>(_ setting: Setting<Value>) throws(StorageError) -> Value {
    setting.value(try stored(setting.key))
  }

  /// What is set for `setting`, defaults apart.
  package func stored(_ setting: any AnySetting) throws(StorageError) -> String? {
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
  package func set(_ setting: any AnySetting, to text: String, at time: UnixTime) throws {
    try set(setting.key, to: setting.checked(text), as: setting.key, of: .settings, at: time)
  }

  /// Stores `value` at `path` and records that the key `key` of `subject` was changed to it, unless it was that.
  func set(
    _ path: String, to value: String, as key: String, of subject: JournalSubject, at time: UnixTime
  ) throws {
    try database.transaction {
      guard try stored(path) != value else { return }
      try store(value, for: path)
      try Journal(database: database).append(
        .settingChanged, about: subject, ["key": .string(key), "value": .string(value)], at: time)
    }
  }

  /// Gives `setting` its default again and records it.
  package func unset(_ setting: any AnySetting, at time: UnixTime) throws {
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
  func required<Value>(_ setting: Setting<Value?>) throws -> Value {
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

  /// The date where the seller is.
  func date(of time: UnixTime) throws(StorageError) -> CalendarDate {
    LocalTime.date(of: time, in: try value(.timeZone))
  }
}
