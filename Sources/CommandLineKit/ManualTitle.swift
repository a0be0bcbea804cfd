package import Localization

/// The title of a section of a manual page, as manuals of each language have it.
package enum ManualTitle: Sendable {
  case name
  case synopsis
  case description
  case commands
  case options
  case commonOptions
  case exitStatus
  case examples
  case seeAlso

  /// The title itself.
  package var text: Text {
    switch self {
    case .name: Text(en: "NAME", fr: "NOM")
    case .synopsis: Text(en: "SYNOPSIS", fr: "SYNOPSIS")
    case .description: Text(en: "DESCRIPTION", fr: "DESCRIPTION")
    case .commands: Text(en: "COMMANDS", fr: "COMMANDES")
    case .options: Text(en: "OPTIONS", fr: "OPTIONS")
    case .commonOptions: Text(en: "COMMON OPTIONS", fr: "OPTIONS COMMUNES")
    case .exitStatus: Text(en: "EXIT STATUS", fr: "CODE DE SORTIE")
    case .examples: Text(en: "EXAMPLES", fr: "EXEMPLES")
    case .seeAlso: Text(en: "SEE ALSO", fr: "VOIR AUSSI")
    }
  }
}
