import CommandLineKit
import VosfactKit

extension Subcommand {
  static let settingsGet = Subcommand(
    "get", en: "Print the value of a setting", fr: "Écrire la valeur d’un réglage",
    examples: .one(
      "vosfact settings get pay-link.lifetime", en: "The default while nothing is set",
      fr: "La valeur par défaut si rien n’est réglé"),
    operands: [.settingKey], exits: [.no, .permission]
  ) { arguments, environment in
    let setting = try Settings.named(arguments.operand("key"))
    let kit = try environment.openKit(arguments, .reading)
    let stored = try kit.settings.stored(setting)
    let value = stored ?? setting.defaultValue
    try environment.show(setting.json(stored: stored)) {
      // A template has lines of its own; nothing else may act on the terminal.
      value.map { value in
        value.split(separator: "\n" as Character, omittingEmptySubsequences: false)
          .map { String($0).escapedForTerminal }.joined(separator: "\n") + "\n"
      } ?? ""
    }
    return value == nil ? .no : .done
  }
}
