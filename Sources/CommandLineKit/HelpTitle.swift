import Localization

/// The title of a section of a command's help.
struct HelpTitle {
  static let usage = Self(text: Text(en: "Usage", fr: "Utilisation"))
  static let commands = Self(text: Text(en: "Commands", fr: "Commandes"))
  static let arguments = Self(text: Text(en: "Arguments", fr: "Arguments"))
  static let options = Self(text: Text(en: "Options", fr: "Options"))
  static let commonOptions = Self(text: Text(en: "Common options", fr: "Options communes"))
  static let examples = Self(text: Text(en: "Examples", fr: "Exemples"))
  static let exits = Self(text: Text(en: "Exit codes", fr: "Codes de sortie"))

  /// The title itself.
  let text: Text
}
