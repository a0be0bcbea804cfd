/// A language that people are addressed in.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case french = "fr"

  /// The language that the environment's locale asks for: the first of `LC_ALL`, `LC_MESSAGES` and
  /// `LANG` that is set and not empty decides (POSIX, XBD section 8.2); whatever is not French is
  /// answered in English.
  package init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self = locale?.hasPrefix("fr") == true ? .french : .english
  }
}
