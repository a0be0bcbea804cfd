import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var settingsUnset: Subcommand {
    Subcommand(
      "unset",
      summary: Text(
        en: "Give a setting its default again", fr: "Rendre à un réglage sa valeur d’origine"),
      examples: [
        Example(
          "vosfact settings unset online-payments.max-amount",
          Text(en: "No maximum any more", fr: "Plus de maximum"))
      ],
      options: [.dryRun],
      operands: [.settingKey],
      exits: [.done, .usage, .noInput, .temporary, .permission],
      run: runSettingsUnset)
  }
}

private func runSettingsUnset(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let setting = try Setting.named(arguments.operand("key"))
  let kit = try environment.openKit(arguments, .existing)
  try environment.change(kit, arguments) {
    try kit.settings.unset(setting, at: kit.now)
    if arguments.flag("dry-run") || environment.format != .table {
      try environment.show(setting.json(stored: nil)) {
        "\(setting.key) = \(setting.defaultValue ?? "–")\n"
      }
    }
  }
  return .done
}
