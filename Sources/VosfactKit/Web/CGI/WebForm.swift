/// The fields of a form of ours, as a browser sends them: each name once, its value a text that a person can
/// have typed.
struct WebForm: Equatable, Sendable {
  private let values: [String: String]

  /// How many bytes a form may have: what a person fills in, and the fields of a provider's own form, which
  /// come to the stand-in.
  static let limit = 65_536
  /// How many bytes one value may have.
  static let valueLimit = 2_000

  /// The fields in `bytes`; `nil` if a name is there twice, or something is no text: not UTF-8, with a control
  /// character, or too long.
  init?(parsing bytes: some Collection<UInt8>) {
    guard let fields = FormFields(parsing: bytes) else { return nil }
    var values: [String: String] = [:]
    for field in fields.fields {
      guard let name = Self.text(field.name), let value = Self.text(field.value),
        values.updateValue(value, forKey: name) == nil
      else { return nil }
    }
    self.values = values
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count <= valueLimit, let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return nil }
    return text
  }

  /// The value of a field without the spaces around it; `nil` if it is missing or empty.
  subscript(name: String) -> String? {
    guard let value = values[name]?.trimmingSpaces, !value.isEmpty else { return nil }
    return value
  }
}
