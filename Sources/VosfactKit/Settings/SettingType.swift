package import Localization

/// What values a setting takes.
package enum SettingType: Equatable, Sendable {
  case boolean
  case choice([String])
  /// One line of at most that many characters, which are Unicode's scalars.
  case text(maximumLength: Int)
  /// Exactly that many digits.
  case digits(count: Int)
  case emailAddresses
  /// ISO 3166-1, two letters.
  case country
  /// A decimal number above zero.
  case amount
  case duration
  /// A number of bytes, or none.
  case size
  /// An `https` address, or an `http` one, without query and fragment.
  case address
  /// An absolute path.
  case path
  case timeZone
  case currency
  /// Currencies, separated by commas.
  case currencies
  /// A whole number from 1 to 99.
  case position
  /// Kinds of documents, separated by commas.
  case documentKinds
  /// Kinds of documents, separated by commas, or none of them.
  case documentKindsOrNone
  /// A colour as style sheets write it.
  case color
  /// An account of ISO 13616, whose check digits are right.
  case iban
  /// A bank of ISO 9362.
  case bic
  /// The absolute path of a picture that documents can carry.
  case logo
  /// The absolute path of a template.
  case template
  /// The absolute path of a template of the page that customers come back to.
  case returnTemplate
  /// A program and its arguments, separated by spaces.
  case command
  /// A number from 0 to 100.
  case percentage
  /// What is charged on a late payment: a percentage, or one of the law's own rates.
  case latePenalty
  case numberPattern
  /// The template of one line.
  case line
  /// The template of a text of several lines.
  case lines
  /// Whole numbers of days from 0 to 365, separated by commas.
  case days
  /// A whole number from 1 to 1,000,000.
  case count

  /// The value as it is stored, or `nil` if `text` is none that the type takes.
  package func normalized(_ text: String) -> String? {
    let lines =
      self == .lines ? text.split(omittingEmptySubsequences: false) { $0.isNewline } : [text[...]]
    guard lines.allSatisfy({ $0.shown(limit: .max) == $0 }) else { return nil }
    switch self {
    case .boolean:
      return [
        "true": "true", "false": "false", "on": "true", "off": "false", "yes": "true",
        "no": "false",
      ][
        text.lowercased()]
    case .choice(let choices): return choices.first { $0 == text.lowercased() }
    case .text(let maximumLength):
      let trimmed = text.trimmingSpaces
      return trimmed.isEmpty || trimmed.unicodeScalars.count > maximumLength ? nil : trimmed
    case .digits(let count):
      let trimmed = text.trimmingSpaces
      return trimmed.isDigits && trimmed.utf8.count == count ? trimmed : nil
    case .emailAddresses: return EmailAddresses.normalized(text)
    case .country:
      let isCode =
        text.utf8.count == 2 && text.utf8.allSatisfy { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 }
      return isCode ? text.uppercased() : nil
    case .amount:
      guard let number = ExactDecimal(text), number.coefficient > 0 else { return nil }
      return number.description
    case .duration: return Seconds(text)?.description
    case .size: return ByteCount(text)?.description
    case .address: return WebAddress.normalized(text)
    case .path: return text.hasPrefix("/") && text.utf8.count < 4096 ? text : nil
    case .timeZone: return LocalTime.knows(text) ? text : nil
    case .currency: return Currency(code: text)?.code
    case .currencies:
      let codes = text.split(separator: ",").map { Currency(code: $0.trimmingSpaces)?.code }
      let known = codes.compactMap(\.self)
      return known.isEmpty || known.count < codes.count ? nil : known.joined(separator: ",")
    case .position:
      guard let place = Int(text), (1...99).contains(place) else { return nil }
      return String(place)
    case .documentKinds:
      let names = text.split(separator: ",").map { $0.trimmingSpaces }
      guard !names.isEmpty, names.allSatisfy({ DocumentKind(rawValue: $0) != nil }) else {
        return nil
      }
      return DocumentKind.allCases.map(\.rawValue).filter(names.contains).joined(separator: ",")
    case .numberPattern: return (try? NumberPattern(text)) == nil ? nil : text
    case .line: return Self.template(text, maximumLength: 500)
    case .lines: return Self.template(lines.joined(separator: "\n"), maximumLength: 20_000)
    case .days:
      let days = text.split(separator: ",").map { Int($0.trimmingSpaces) }
      let known = Set(days.compactMap(\.self)).filter((0...365).contains)
      guard !days.isEmpty, days.count == known.count else { return nil }
      return known.sorted().map(String.init).joined(separator: ",")
    case .count:
      let trimmed = text.trimmingSpaces
      guard trimmed.isDigits, let number = Int(trimmed), (1...1_000_000).contains(number) else {
        return nil
      }
      return String(number)
    case .documentKindsOrNone:
      return text.trimmingSpaces == "none" ? "none" : Self.documentKinds.normalized(text)
    case .color: return CSSColor(text) == nil ? nil : text.trimmingSpaces.lowercased()
    case .iban: return IBAN(text)?.code
    case .bic: return BIC(text)?.code
    case .logo, .template, .returnTemplate: return Self.path.normalized(text)
    case .command: return ProgramLine(text)?.description
    case .percentage:
      guard let number = ExactDecimal(text), case .percent(let share)? = TaxRate(number.description)
      else { return nil }
      return share.description
    case .latePenalty: return LatePenalty(text)?.description
    }
  }

  /// Why a file that a stored value names cannot be used; `nil` if it can, or the type names none.
  func fault(of value: String) -> Text? {
    do {
      switch self {
      case .logo: _ = try Logo(path: value)
      case .template: _ = try DocumentTemplate(path: value)
      case .returnTemplate: _ = try ReturnTemplate(path: value)
      default: break
      }
      return nil
    } catch {
      return (error as? any ExplainedError)?.text
    }
  }

  /// `text` if it can be a template of at most that many characters.
  private static func template(_ text: String, maximumLength: Int) -> String? {
    guard !text.trimmingSpaces.isEmpty, text.unicodeScalars.count <= maximumLength else {
      return nil
    }
    return text
  }

  /// What the type takes, for a person who gave something else.
  package var allowed: Text {
    switch self {
    case .boolean: return Text(en: "true or false", fr: "true ou false")
    case .choice(let choices):
      let names = choices.joined(separator: ", ")
      return Text(en: "one of \(names)", fr: "l’une de ces valeurs : \(names)")
    case .text(let maximumLength):
      return Text(
        en: "one line of at most \(maximumLength) characters",
        fr: "une ligne d’au plus \(maximumLength) caractères")
    case .digits(let count):
      return Text(en: "\(count) digits", fr: "\(count) chiffres")
    case .emailAddresses:
      return Text(
        en: "e-mail addresses, separated by commas",
        fr: "des adresses électroniques, séparées par des virgules")
    case .country:
      return Text(en: "two letters of ISO 3166, as FR", fr: "deux lettres d’ISO 3166, comme FR")
    case .amount:
      return Text(en: "a number above zero, as 1500.00", fr: "un nombre positif, comme 1500,00")
    case .duration:
      return Text(
        en: "a number and s, m, h, d or w, as 90d", fr: "un nombre et s, m, h, d ou w, comme 90d")
    case .size:
      return Text(
        en: "a number and KiB, MiB or GiB, as 256MiB, or 0",
        fr: "un nombre et KiB, MiB ou GiB, comme 256MiB, ou 0")
    case .address:
      return Text(
        en: "an address as https://pay.example.org, without ? or #",
        fr: "une adresse comme https://payer.example.org, sans ? ni #")
    case .path: return Text(en: "an absolute path", fr: "un chemin absolu")
    case .timeZone:
      return Text(
        en: "a time zone of the system, as Europe/Paris",
        fr: "un fuseau horaire du système, comme Europe/Paris")
    case .currency:
      return Text(en: "a currency of ISO 4217, as EUR", fr: "une devise d’ISO 4217, comme EUR")
    case .currencies:
      return Text(
        en: "currencies of ISO 4217 separated by commas, as EUR,CHF",
        fr: "des devises d’ISO 4217 séparées par des virgules, comme EUR,CHF")
    case .position: return Text(en: "a whole number from 1 to 99", fr: "un nombre entier de 1 à 99")
    case .documentKinds:
      let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
      return Text(
        en: "some of \(kinds), separated by commas", fr: "parmi \(kinds), séparés par des virgules")
    case .documentKindsOrNone:
      let kinds = Self.documentKinds.allowed
      return Text(en: "\(kinds.en), or none", fr: "\(kinds.fr), ou none")
    case .color:
      return Text(
        en: "a colour as navy, #1d4f91, rgb(29 79 145) or hsl(210 65% 45%), without transparency",
        fr: "une couleur comme navy, #1d4f91, rgb(29 79 145) ou hsl(210 65% 45%), sans transparence"
      )
    case .iban:
      return Text(
        en: "an IBAN, as FR76 3000 6000 0112 3456 7890 189; its check digits must be right",
        fr: "un IBAN, comme FR76 3000 6000 0112 3456 7890 189 ; sa clé doit être juste")
    case .bic:
      return Text(
        en: "a BIC of 8 or 11 characters, as AGRIFRPP",
        fr: "un BIC de 8 ou 11 caractères, comme AGRIFRPP")
    case .logo:
      return Text(
        en: "the absolute path of a PNG, JPEG or SVG picture",
        fr: "le chemin absolu d’une image PNG, JPEG ou SVG")
    case .template:
      return Text(
        en: "the absolute path of a template, as 'vosfact invoice template' writes one",
        fr: "le chemin absolu d’un modèle, comme en écrit « vosfact invoice template »")
    case .returnTemplate:
      return Text(
        en:
          "the absolute path of a template, as 'vosfact pay-link test-redirect --template' writes one",
        fr:
          "le chemin absolu d’un modèle, comme en écrit « vosfact pay-link test-redirect --template »"
      )
    case .command:
      return Text(
        en: "a program and its arguments, separated by spaces, as weasyprint",
        fr: "un programme et ses arguments, séparés par des espaces, comme weasyprint")
    case .percentage:
      return Text(en: "a number from 0 to 100, as 2.5", fr: "un nombre de 0 à 100, comme 2,5")
    case .latePenalty:
      return Text(
        en: "a number of percent a year, as 12, or 3-times-legal, or ecb-plus-10",
        fr: "un taux annuel en pour cent, comme 12, ou 3-times-legal, ou ecb-plus-10")
    case .numberPattern:
      return Text(
        en: "a pattern with one {serial}, as F-{year}-{serial:6}",
        fr: "un modèle avec un {serial}, comme F-{year}-{serial:6}")
    case .line:
      return Text(
        en: "a template of one line, as {{document.number}}",
        fr: "un modèle d’une ligne, comme {{document.number}}")
    case .lines:
      return Text(
        en: "a template of at most 20,000 characters",
        fr: "un modèle d’au plus 20 000 caractères")
    case .days:
      return Text(
        en: "whole numbers from 0 to 365 separated by commas, as 1,15,30",
        fr: "des nombres entiers de 0 à 365 séparés par des virgules, comme 1,15,30")
    case .count:
      return Text(
        en: "a whole number from 1 to 1,000,000", fr: "un nombre entier de 1 à 1 000 000")
    }
  }
}
