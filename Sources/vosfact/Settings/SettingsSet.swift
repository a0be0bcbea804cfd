import CommandLineKit
import VosfactKit

extension Subcommand {
  static let settingsSet = Subcommand(
    "set", en: "Change a setting", fr: "Changer un réglage",
    examples: .one(
      "vosfact settings set pay-link.base-url https://pay.example.org",
      en: "Where pay links begin", fr: "Où commencent les liens de paiement"), options: [.dryRun],
    operands: [
      .settingKey,
      .one(
        "value", .value, en: "What 'settings list' says is allowed",
        fr: "Ce que « settings list » dit admis"),
    ], exits: [.badData, .cannotCreate, .temporary, .permission]
  ) { arguments, environment in
    let setting = try Settings.named(arguments.operand("key"))
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
}
