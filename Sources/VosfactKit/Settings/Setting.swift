package import Localization

/// A key that `settings` knows: its type, its default and what it is for.
package struct Setting: Sendable {
  package let key: String
  package let type: SettingType
  /// What holds while the user sets nothing; `nil` if nothing does.
  package let defaultValue: String?
  package let help: Text

  /// - Parameters:
  ///   - en: what it is for, in English.
  ///   - fr: the same in French.
  init(
    _ key: String, _ type: SettingType, default defaultValue: String? = nil, en: String, fr: String
  ) {
    self.key = key
    self.type = type
    self.defaultValue = defaultValue
    help = Text(en: en, fr: fr)
  }

  /// The value as it is stored.
  ///
  /// - Throws: `Fault`, with what is allowed, if the setting does not take it, or if it names a file that cannot be used.
  package func checked(_ text: String) throws(Fault) -> String {
    guard let value = type.normalized(text) else { throw refusal }
    if let reason = type.fault(of: value) {
      throw Fault(
        .badValue, en: "the file for \(key) cannot be used; nothing was changed; \(reason.en)",
        fr: "le fichier pour \(key) est inutilisable ; rien n’a changé ; \(reason.fr)")
    }
    return value
  }

  /// What is said of a value that it does not take.
  var refusal: Fault {
    Fault(
      .badValue, en: "wrong value for \(key); nothing was changed; give \(type.allowed.en)",
      fr: "valeur refusée pour \(key) ; rien n’a changé ; donnez \(type.allowed.fr)")
  }
}
