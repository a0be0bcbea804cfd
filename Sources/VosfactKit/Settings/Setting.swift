package import Localization

/// A key that `settings` knows: its type, its default and what it is for.
package struct Setting: Sendable {
  package let key: String
  package let type: SettingType
  /// What holds while the user sets nothing; `nil` if nothing does.
  package let defaultValue: String?
  package let help: Text

  init(_ key: String, _ type: SettingType, default defaultValue: String? = nil, help: Text) {
    self.key = key
    self.type = type
    self.defaultValue = defaultValue
    self.help = help
  }

  /// The value as it is stored.
  ///
  /// - Throws: `SettingError.badValue`, with what is allowed, if the setting does not take it, and `.badFile`
  ///   if it names a file that cannot be used.
  package func checked(_ text: String) throws(SettingError) -> String {
    guard let value = type.normalized(text) else {
      throw .badValue(key: key, allowed: type.allowed)
    }
    if let reason = type.fault(of: value) { throw .badFile(key: key, reason: reason) }
    return value
  }
}
