import Localization

extension String {
  /// Whether it can be kept as the reason of what somebody did: it shows, and has at most 500 characters.
  var isReason: Bool { isVisible && !isBlank && unicodeScalars.count <= 500 }
}

extension Fault {
  /// A reason that cannot be kept.
  static let badReason = Fault(
    .badValue,
    en: """
      the reason cannot be kept; it is empty, over 500 characters, or has hidden ones; give one line of text
      """,
    fr: """
      la raison ne peut être gardée ; elle est vide, de plus de 500 caractères, ou en a d’invisibles ; donnez une ligne \
      de texte
      """)
}
