package import Localization

extension CalendarDate {
  /// The date in words, as a letter has it: "23 November 2026", in French "23 novembre 2026" and
  /// "1er janvier 2026".
  package var text: Text { Text(en: text(in: .english), fr: text(in: .french)) }

  /// The same in one language.
  package func text(in language: Language) -> String {
    var text = String(day)
    if day == 1, language == .french { text += "er" }
    text += " "
    text += Self.months[month - 1][language]
    text += " "
    text += String(year)
    return text
  }

  private static let months = [
    Text(en: "January", fr: "janvier"), Text(en: "February", fr: "février"),
    Text(en: "March", fr: "mars"), Text(en: "April", fr: "avril"),
    Text(en: "May", fr: "mai"), Text(en: "June", fr: "juin"),
    Text(en: "July", fr: "juillet"), Text(en: "August", fr: "août"),
    Text(en: "September", fr: "septembre"), Text(en: "October", fr: "octobre"),
    Text(en: "November", fr: "novembre"), Text(en: "December", fr: "décembre"),
  ]
}
