package import Localization

/// What texts a setting takes, whatever it reads them as.
package protocol AnySettingType: Sendable {
  /// What the type takes, for a person who gave something else.
  var allowed: Text { get }
  /// The value as it is stored, or `nil` if `text` is none that the type takes.
  func normalized(_ text: String) -> String?
  /// Why a file that a stored value names cannot be used; `nil` if it can, or the type names none.
  func fault(of value: String) -> Text?
}

/// What values a setting takes, and the texts that stand for them; declared beside the values' own type.
package struct SettingType<Value: Sendable>: AnySettingType {
  package let allowed: Text
  /// What a stored text stands for, or `nil` if the type takes none such.
  package let read: @Sendable (String) -> Value?
  /// Whether a value may have several lines.
  private let hasLines: Bool
  private let normalForm: @Sendable (String) -> String?
  private var open: (@Sendable (String) throws -> Void)?

  /// - Parameters:
  ///   - en: what it takes, in English.
  ///   - fr: the same in French.
  ///   - hasLines: whether a value may have several lines, which are separated by line feeds.
  ///   - normalForm: gives the text as it is stored, or `nil` if the type takes none such.
  ///   - read: what a stored text stands for.
  init(
    en: String, fr: String, hasLines: Bool = false,
    normalForm: @escaping @Sendable (String) -> String?,
    read: @escaping @Sendable (String) -> Value?
  ) {
    allowed = Text(en: en, fr: fr)
    self.read = read
    self.hasLines = hasLines
    self.normalForm = normalForm
  }

  /// The same, with the value written as it is stored.
  init(
    en: String, fr: String, write: @escaping @Sendable (Value) -> String,
    read: @escaping @Sendable (String) -> Value?
  ) {
    self.init(en: en, fr: fr, normalForm: { read($0).map(write) }, read: read)
  }

  package func normalized(_ text: String) -> String? {
    let lines =
      hasLines ? text.split(omittingEmptySubsequences: false) { $0.isNewline } : [text[...]]
    guard lines.allSatisfy({ $0.shown(limit: .max) == $0 }) else { return nil }
    return normalForm(hasLines ? lines.joined(separator: "\n") : text)
  }

  package func fault(of value: String) -> Text? {
    do {
      try open?(value)
      return nil
    } catch {
      return (error as? any ExplainedError)?.text
    }
  }
}

extension SettingType where Value: CustomStringConvertible {
  /// The same, of values that say themselves how they are stored.
  init(
    en: String, fr: String, hasLines: Bool = false, read: @escaping @Sendable (String) -> Value?
  ) {
    self.init(en: en, fr: fr, hasLines: hasLines, normalForm: { read($0)?.description }, read: read)
  }
}

extension SettingType {
  /// One of `choices`, by what `name` gives.
  static func choice(
    _ choices: [Value], named name: @escaping @Sendable (Value) -> String
  ) -> SettingType {
    let names = choices.map(name).joined(separator: ", ")
    return SettingType(en: "one of \(names)", fr: "l’une de ces valeurs : \(names)", write: name) {
      text in choices.first { name($0) == text.lowercased() }
    }
  }
}

extension SettingType where Value: RawRepresentable<String> {
  static func choice(_ choices: [Value]) -> SettingType { choice(choices) { $0.rawValue } }
}

extension SettingType<Bool> {
  static let boolean = SettingType(en: "true or false", fr: "true ou false") { text in
    switch text.lowercased() {
    case "true", "on", "yes": true
    case "false", "off", "no": false
    default: nil
    }
  }
}

extension SettingType<String> {
  /// One line of at most that many characters, which are Unicode's scalars.
  package static func text(maximumLength: Int) -> SettingType {
    SettingType(
      en: "one line of at most \(maximumLength) characters",
      fr: "une ligne d’au plus \(maximumLength) caractères"
    ) { text in
      let trimmed = text.trimmingSpaces
      return trimmed.isEmpty || trimmed.unicodeScalars.count > maximumLength ? nil : trimmed
    }
  }

  /// An absolute path.
  static let path = SettingType(en: "an absolute path", fr: "un chemin absolu") { text in
    text.hasPrefix("/") && text.utf8.count < 4096 ? text : nil
  }

  /// The absolute path of a file.
  ///
  /// - Parameter open: reads the file at a path, and throws an `ExplainedError` if it cannot be used.
  static func file(
    en: String, fr: String, _ open: @escaping @Sendable (String) throws -> Void
  ) -> SettingType {
    var type = SettingType(en: en, fr: fr, read: path.read)
    type.open = open
    return type
  }
}
