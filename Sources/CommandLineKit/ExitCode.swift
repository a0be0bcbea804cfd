package import Localization

/// How a command ended, as the number that a shell sees; the values are those of BSD's `sysexits.h`.
package enum ExitCode: Int32, CaseIterable, Sendable {
  case done = 0
  case no = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case software = 70
  case cannotCreate = 73
  case inputOutput = 74
  case temporary = 75
  case permission = 77
  case configuration = 78

  /// The code's name in data, for scripts.
  package var name: String {
    switch self {
    case .done: "done"
    case .no: "no"
    case .usage: "usage"
    case .badData: "bad-data"
    case .noInput: "no-input"
    case .unavailable: "unavailable"
    case .software: "software"
    case .cannotCreate: "cannot-create"
    case .inputOutput: "input-output"
    case .temporary: "temporary"
    case .permission: "permission"
    case .configuration: "configuration"
    }
  }

  /// What the number says, for help and manual pages.
  package var meaning: Text {
    switch self {
    case .done: Text(en: "done", fr: "fait")
    case .no: Text(en: "the answer is no", fr: "la réponse est non")
    case .usage: Text(en: "the command line is wrong", fr: "la ligne de commande est fausse")
    case .badData: Text(en: "the data given are wrong", fr: "les données fournies sont fausses")
    case .noInput:
      Text(en: "something named does not exist", fr: "une chose nommée n’existe pas")
    case .unavailable: Text(en: "a service is unreachable", fr: "un service est injoignable")
    case .software:
      Text(en: "a fault of the program itself", fr: "une faute du programme lui-même")
    case .cannotCreate: Text(en: "a file cannot be made", fr: "un fichier ne peut être créé")
    case .inputOutput:
      Text(en: "reading or writing failed", fr: "une lecture ou une écriture a échoué")
    case .temporary: Text(en: "try again later", fr: "à réessayer plus tard")
    case .permission: Text(en: "not permitted", fr: "non permis")
    case .configuration:
      Text(en: "a setting is missing or wrong", fr: "un réglage manque ou est faux")
    }
  }
}
