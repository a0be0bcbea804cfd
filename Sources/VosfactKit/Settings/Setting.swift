package import Localization

/// A key that `settings` knows, whatever its value is.
package protocol AnySetting: Sendable {
  var key: String { get }
  var type: any AnySettingType { get }
  /// What holds while the user sets nothing, as it would be stored; `nil` if nothing does.
  var defaultValue: String? { get }
  /// What it is for.
  var help: Text { get }
}

extension AnySetting {
  /// The value as it is stored.
  ///
  /// - Throws: `Fault`, with what is allowed, if the setting does not take it, or if it names a file that cannot be used.
  package func checked(_ text: String) throws(Fault) -> String {
    guard let value = type.normalized(text) else {
      throw Fault(
        .badValue, en: "wrong value for \(key); nothing was changed; give \(type.allowed.en)",
        fr: "valeur refusée pour \(key) ; rien n’a changé ; donnez \(type.allowed.fr)")
    }
    if let reason = type.fault(of: value) {
      throw Fault(
        .badValue, en: "the file for \(key) cannot be used; nothing was changed; \(reason.en)",
        fr: "le fichier pour \(key) est inutilisable ; rien n’a changé ; \(reason.fr)")
    }
    return value
  }
}

/// A key that `settings` knows: the type of its values, its default and what it is for.
///
/// `Value` is optional where there is no default.
package struct Setting<Value: Sendable>: AnySetting {
  package let key: String
  package let type: any AnySettingType
  package let defaultValue: String?
  package let help: Text
  /// What holds where that is stored, or nothing is. What the type does not take, as other hands stored it, counts as
  /// nothing: `settings check` tells of it.
  let value: @Sendable (String?) -> Value
}

extension Setting {
  /// - Parameters:
  ///   - en: what it is for, in English.
  ///   - fr: the same in French.
  init(_ key: String, _ type: SettingType<Value>, default text: String, en: String, fr: String) {
    guard let standard = type.read(text) else {
      preconditionFailure("the default of \(key) is of its type")
    }
    self.init(key: key, type: type, defaultValue: text, help: Text(en: en, fr: fr)) { stored in
      stored.flatMap(type.read) ?? standard
    }
  }

  /// The same without a default.
  init<Wrapped>(_ key: String, _ type: SettingType<Wrapped>, en: String, fr: String)
  where Value == Wrapped? {
    self.init(key: key, type: type, defaultValue: nil, help: Text(en: en, fr: fr)) { stored in
      stored.flatMap(type.read)
    }
  }
}
