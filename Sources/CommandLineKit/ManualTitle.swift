package import Localization

/// The title of a section of a manual page, as manuals of each language have it.
package struct ManualTitle: Sendable {
  package static let name = Self(text: Text(en: "NAME", fr: "NOM"))
  static let synopsis = Self(text: Text(en: "SYNOPSIS", fr: "SYNOPSIS"))
  static let description = Self(text: Text(en: "DESCRIPTION", fr: "DESCRIPTION"))
  static let commands = Self(text: Text(en: "COMMANDS", fr: "COMMANDES"))
  static let options = Self(text: Text(en: "OPTIONS", fr: "OPTIONS"))
  static let commonOptions = Self(text: Text(en: "COMMON OPTIONS", fr: "OPTIONS COMMUNES"))
  package static let exitStatus = Self(text: Text(en: "EXIT STATUS", fr: "CODE DE SORTIE"))
  static let examples = Self(text: Text(en: "EXAMPLES", fr: "EXEMPLES"))
  static let seeAlso = Self(text: Text(en: "SEE ALSO", fr: "VOIR AUSSI"))

  /// The title itself.
  package let text: Text
}
