import Localization

/// What a customer owes on a late payment (French Commercial Code, article L441-10).
enum LatePenalty: Equatable, Sendable, CustomStringConvertible {
  /// A yearly rate in percent.
  case percent(ExactDecimal)
  /// Three times the legal rate of interest, the least that is allowed.
  case threeTimesLegal
  /// The rate of the European Central Bank and ten points, which holds when nothing was agreed.
  case centralBankPlusTen

  init?(_ text: String) {
    switch text.trimmingSpaces.lowercased() {
    case "3-times-legal": self = .threeTimesLegal
    case "ecb-plus-10": self = .centralBankPlusTen
    case let text:
      guard case .percent(let number)? = TaxRate(text), number.coefficient > 0 else { return nil }
      self = .percent(number)
    }
  }

  /// The rate as a document says it.
  var text: Text {
    switch self {
    case .percent(let number):
      Text(en: "\(number.shown[.english])% a year", fr: "\(number.shown[.french])\u{A0}% par an")
    case .threeTimesLegal:
      Text(
        en: "three times the French legal rate of interest",
        fr: "trois fois le taux d’intérêt légal")
    case .centralBankPlusTen:
      Text(
        en: "the European Central Bank’s refinancing rate plus 10 points",
        fr: "taux de refinancement de la BCE majoré de 10 points")
    }
  }

  /// The text that `init(_:)` reads.
  var description: String {
    switch self {
    case .percent(let number): number.description
    case .threeTimesLegal: "3-times-legal"
    case .centralBankPlusTen: "ecb-plus-10"
    }
  }
}

extension ExactDecimal {
  /// The number with the decimal mark of the language: "12.5", in French "12,5".
  var shown: Text { Text(en: shown(in: .english), fr: shown(in: .french)) }

  /// The same in one language.
  func shown(in language: Language) -> String {
    switch language {
    case .english: description
    case .french: text(point: UInt8(ascii: ","))
    }
  }
}

extension SettingType<LatePenalty> {
  /// What is charged on a late payment: a percentage, or one of the law's own rates.
  static let latePenalty = SettingType(
    en: "a number of percent a year, as 12, or 3-times-legal, or ecb-plus-10",
    fr: "un taux annuel en pour cent, comme 12, ou 3-times-legal, ou ecb-plus-10"
  ) { LatePenalty($0) }
}
