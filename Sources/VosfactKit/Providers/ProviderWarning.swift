import Localization

/// What a provider lets through as it is configured, or cannot do, though it could be configured otherwise; or that it is
/// no more.
struct ProviderWarning: Equatable {
  /// What mends it.
  enum Repair: Equatable {
    /// To set the key to that value; `-` for a secret, which is typed.
    case setting(key: String, value: String)
    /// To run the program with these words.
    case command([String])
  }

  let text: Text
  let repair: Repair

  init(_ repair: Repair, en: String, fr: String) {
    (text, self.repair) = (Text(en: en, fr: fr), repair)
  }

  init(_ key: String, _ value: String, en: String, fr: String) {
    self.init(.setting(key: key, value: value), en: en, fr: fr)
  }

  /// The words by which the program mends it for the provider `name`.
  func command(for name: String) -> [String] {
    switch repair {
    case .setting(let key, let value): ["provider", "set", name, key, value]
    case .command(let words): words
    }
  }
}
