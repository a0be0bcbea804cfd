import Localization

/// The title of a section of a command's help.
enum HelpTitle {
  case usage
  case commands
  case arguments
  case options
  case commonOptions
  case examples
  case exits

  /// The title itself.
  var text: Text {
    switch self {
    case .usage: Text(en: "Usage", fr: "Utilisation")
    case .commands: Text(en: "Commands", fr: "Commandes")
    case .arguments: Text(en: "Arguments", fr: "Arguments")
    case .options: Text(en: "Options", fr: "Options")
    case .commonOptions: Text(en: "Common options", fr: "Options communes")
    case .examples: Text(en: "Examples", fr: "Exemples")
    case .exits: Text(en: "Exit codes", fr: "Codes de sortie")
    }
  }
}
