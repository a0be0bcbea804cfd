package import Localization

/// What values a setting takes. A type of a higher floor is declared there, beside what its values stand for.
package struct SettingType: Sendable {
  /// What the type takes, for a person who gave something else.
  package let allowed: Text
  /// Whether a value may have several lines.
  private let hasLines: Bool
  private let normalize: @Sendable (String) -> String?
  private var open: (@Sendable (String) throws -> Void)?

  /// - Parameters:
  ///   - en: what it takes, in English.
  ///   - fr: the same in French.
  ///   - hasLines: whether a value may have several lines, which are separated by line feeds.
  ///   - normalize: gives the value as it is stored, or `nil` if the type takes none such.
  init(
    en: String, fr: String, hasLines: Bool = false,
    _ normalize: @escaping @Sendable (String) -> String?
  ) {
    allowed = Text(en: en, fr: fr)
    self.hasLines = hasLines
    self.normalize = normalize
  }

  /// The absolute path of a file.
  ///
  /// - Parameter open: reads the file at a path, and throws an `ExplainedError` if it cannot be used.
  static func file(
    en: String, fr: String, _ open: @escaping @Sendable (String) throws -> Void
  ) -> SettingType {
    var type = SettingType(en: en, fr: fr, path.normalize)
    type.open = open
    return type
  }

  /// The value as it is stored, or `nil` if `text` is none that the type takes.
  package func normalized(_ text: String) -> String? {
    let lines =
      hasLines ? text.split(omittingEmptySubsequences: false) { $0.isNewline } : [text[...]]
    guard lines.allSatisfy({ $0.shown(limit: .max) == $0 }) else { return nil }
    return normalize(hasLines ? lines.joined(separator: "\n") : text)
  }

  /// Why a file that a stored value names cannot be used; `nil` if it can, or the type names none.
  func fault(of value: String) -> Text? {
    do {
      try open?(value)
      return nil
    } catch {
      return (error as? any ExplainedError)?.text
    }
  }
}

extension SettingType {
  static let boolean = SettingType(en: "true or false", fr: "true ou false") { text in
    switch text.lowercased() {
    case "true", "on", "yes": "true"
    case "false", "off", "no": "false"
    default: nil
    }
  }

  static func choice(_ choices: [String]) -> SettingType {
    let names = choices.joined(separator: ", ")
    return SettingType(en: "one of \(names)", fr: "l’une de ces valeurs : \(names)") { text in
      choices.first { $0 == text.lowercased() }
    }
  }

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

  /// Exactly that many digits.
  static func digits(count: Int) -> SettingType {
    SettingType(en: "\(count) digits", fr: "\(count) chiffres") { text in
      let trimmed = text.trimmingSpaces
      return trimmed.isDigits && trimmed.utf8.count == count ? trimmed : nil
    }
  }

  package static let emailAddresses = SettingType(
    en: "e-mail addresses, separated by commas",
    fr: "des adresses électroniques, séparées par des virgules", EmailAddresses.normalized)

  /// ISO 3166-1, two letters.
  package static let country = SettingType(
    en: "two letters of ISO 3166, as FR", fr: "deux lettres d’ISO 3166, comme FR"
  ) { text in
    let isCode =
      text.utf8.count == 2 && text.utf8.allSatisfy { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 }
    return isCode ? text.uppercased() : nil
  }

  /// A decimal number above zero.
  static let amount = SettingType(
    en: "a number above zero, as 1500.00", fr: "un nombre positif, comme 1500,00"
  ) { text in
    guard let number = ExactDecimal(text), number.coefficient > 0 else { return nil }
    return number.description
  }

  package static let duration = SettingType(
    en: "a number and s, m, h, d or w, as 90d", fr: "un nombre et s, m, h, d ou w, comme 90d"
  ) { Seconds($0)?.description }

  /// A number of bytes, or none.
  static let size = SettingType(
    en: "a number and KiB, MiB or GiB, as 256MiB, or 0",
    fr: "un nombre et KiB, MiB ou GiB, comme 256MiB, ou 0"
  ) { ByteCount($0)?.description }

  /// An `https` address, or an `http` one, without query and fragment.
  static let address = SettingType(
    en: "an address as https://pay.example.org, without ? or #",
    fr: "une adresse comme https://payer.example.org, sans ? ni #", WebAddress.normalized)

  /// An absolute path.
  static let path = SettingType(en: "an absolute path", fr: "un chemin absolu") { text in
    text.hasPrefix("/") && text.utf8.count < 4096 ? text : nil
  }

  static let timeZone = SettingType(
    en: "a time zone of the system, as Europe/Paris",
    fr: "un fuseau horaire du système, comme Europe/Paris"
  ) { LocalTime.knows($0) ? $0 : nil }

  package static let currency = SettingType(
    en: "a currency of ISO 4217, as EUR", fr: "une devise d’ISO 4217, comme EUR"
  ) { Currency(code: $0)?.code }

  /// Currencies, separated by commas.
  static let currencies = SettingType(
    en: "currencies of ISO 4217 separated by commas, as EUR,CHF",
    fr: "des devises d’ISO 4217 séparées par des virgules, comme EUR,CHF"
  ) { text in
    let codes = text.split(separator: ",").map { Currency(code: $0.trimmingSpaces)?.code }
    let known = codes.compactMap(\.self)
    return known.isEmpty || known.count < codes.count ? nil : known.joined(separator: ",")
  }

  /// A whole number from 1 to 99.
  static let position = SettingType(
    en: "a whole number from 1 to 99", fr: "un nombre entier de 1 à 99"
  ) { text in
    guard let place = Int(text), (1...99).contains(place) else { return nil }
    return String(place)
  }

  /// Kinds of documents, separated by commas.
  static let documentKinds: SettingType = {
    let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
    return SettingType(
      en: "some of \(kinds), separated by commas", fr: "parmi \(kinds), séparés par des virgules"
    ) { text in
      let names = text.split(separator: ",").map { $0.trimmingSpaces }
      guard !names.isEmpty, names.allSatisfy({ DocumentKind(rawValue: $0) != nil }) else {
        return nil
      }
      return DocumentKind.allCases.map(\.rawValue).filter(names.contains).joined(separator: ",")
    }
  }()

  /// Kinds of documents, separated by commas, or none of them.
  static let documentKindsOrNone = SettingType(
    en: "\(documentKinds.allowed.en), or none", fr: "\(documentKinds.allowed.fr), ou none"
  ) { $0.trimmingSpaces == "none" ? "none" : documentKinds.normalized($0) }

  /// A colour as style sheets write it.
  static let color = SettingType(
    en: "a colour as navy, #1d4f91, rgb(29 79 145) or hsl(210 65% 45%), without transparency",
    fr: "une couleur comme navy, #1d4f91, rgb(29 79 145) ou hsl(210 65% 45%), sans transparence"
  ) { CSSColor($0) == nil ? nil : $0.trimmingSpaces.lowercased() }

  /// An account of ISO 13616, whose check digits are right.
  static let iban = SettingType(
    en: "an IBAN, as FR76 3000 6000 0112 3456 7890 189; its check digits must be right",
    fr: "un IBAN, comme FR76 3000 6000 0112 3456 7890 189 ; sa clé doit être juste"
  ) { IBAN($0)?.code }

  /// A bank of ISO 9362.
  static let bic = SettingType(
    en: "a BIC of 8 or 11 characters, as AGRIFRPP",
    fr: "un BIC de 8 ou 11 caractères, comme AGRIFRPP"
  ) { BIC($0)?.code }

  /// A program and its arguments, separated by spaces.
  static let command = SettingType(
    en: "a program and its arguments, separated by spaces, as weasyprint",
    fr: "un programme et ses arguments, séparés par des espaces, comme weasyprint"
  ) { ProgramLine($0)?.description }

  /// A number from 0 to 100.
  static let percentage = SettingType(
    en: "a number from 0 to 100, as 2.5", fr: "un nombre de 0 à 100, comme 2,5"
  ) { text in
    guard let number = ExactDecimal(text), case .percent(let share)? = TaxRate(number.description)
    else { return nil }
    return share.description
  }

  /// The template of one line.
  static let line = SettingType(
    en: "a template of one line, as {{document.number}}",
    fr: "un modèle d’une ligne, comme {{document.number}}"
  ) { template($0, maximumLength: 500) }

  /// The template of a text of several lines.
  static let lines = SettingType(
    en: "a template of at most 20,000 characters", fr: "un modèle d’au plus 20 000 caractères",
    hasLines: true
  ) { template($0, maximumLength: 20_000) }

  /// `text` if it can be a template of at most that many characters.
  private static func template(_ text: String, maximumLength: Int) -> String? {
    text.trimmingSpaces.isEmpty || text.unicodeScalars.count > maximumLength ? nil : text
  }

  /// Whole numbers of days from 0 to 365, separated by commas.
  static let days = SettingType(
    en: "whole numbers from 0 to 365 separated by commas, as 1,15,30",
    fr: "des nombres entiers de 0 à 365 séparés par des virgules, comme 1,15,30"
  ) { text in
    let days = text.split(separator: ",").map { Int($0.trimmingSpaces) }
    let known = Set(days.compactMap(\.self)).filter((0...365).contains)
    guard !days.isEmpty, days.count == known.count else { return nil }
    return known.sorted().map(String.init).joined(separator: ",")
  }

  /// A whole number from 1 to 1,000,000.
  static let count = SettingType(
    en: "a whole number from 1 to 1,000,000", fr: "un nombre entier de 1 à 1 000 000"
  ) { text in
    let trimmed = text.trimmingSpaces
    guard trimmed.isDigits, let number = Int(trimmed), (1...1_000_000).contains(number) else {
      return nil
    }
    return String(number)
  }
}
