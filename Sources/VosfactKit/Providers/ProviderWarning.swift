import Localization

/// What a provider lets through as it is configured, or cannot do, though it could be configured otherwise.
struct ProviderWarning: Equatable {
  let text: Text
  /// The key whose value mends it.
  let key: String
  /// That value; `-` for a secret, which is typed.
  let value: String

  init(_ key: String, _ value: String, en: String, fr: String) {
    (text, self.key, self.value) = (Text(en: en, fr: fr), key, value)
  }
}
