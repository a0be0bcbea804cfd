import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var settingsSet: Subcommand {
    Subcommand(
      "set",
      summary: Text(en: "Change a setting", fr: "Changer un réglage"),
      examples: [
        Example(
          "vosfact settings set pay-link.base-url https://pay.example.org",
          Text(en: "Where pay links begin", fr: "Où commencent les liens de paiement"))
      ],
      options: [.dryRun],
      operands: [
        .settingKey,
        .one(
          "value", Text(en: "VALUE", fr: "VALEUR"),
          help: Text(
            en: "What 'settings list' says is allowed", fr: "Ce que « settings list » dit admis")),
      ],
      exits: [.done, .usage, .badData, .cannotCreate, .temporary, .permission],
      run: runSettingsSet)
  }
}

private func runSettingsSet(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let setting = try Setting.named(arguments.operand("key"))
  let value = try setting.checked(arguments.operand("value"))
  let kit = try environment.openKit(arguments, .creating)
  try environment.change(kit, arguments) {
    try kit.settings.set(setting, to: value, at: kit.now)
    if arguments.flag("dry-run") || environment.format != .table {
      try environment.show(setting.json(stored: value)) { "\(setting.key) = \(value)\n" }
    }
  }
  return .done
}
