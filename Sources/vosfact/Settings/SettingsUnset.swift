import CommandLineKit
import VosfactKit

extension Subcommand {
  static let settingsUnset = Subcommand(
    "unset", en: "Give a setting its default again",
    fr: "Rendre à un réglage sa valeur d’origine",
    examples: .one(
      "vosfact settings unset online-payments.max-amount", en: "No maximum any more",
      fr: "Plus de maximum"),
    options: [.dryRun], operands: [.settingKey], exits: [.noInput, .temporary, .permission]
  ) { arguments, environment in
    let setting = try Settings.named(arguments.operand("key"))
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
}
