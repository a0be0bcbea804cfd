import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let settings = Subcommand(
    "settings", en: "Read and change the settings", fr: "Lire et changer les réglages",
    examples: .one(
      "vosfact settings set online-payments.enabled true", en: "Let documents be paid online",
      fr: "Permettre le paiement en ligne"),
    subcommands: [
      .settingsList, .settingsGet, .settingsSet, .settingsUnset, .settingsWebhook, .settingsCheck,
      .settingsBackup,
    ])
}

extension Operand {
  /// The setting that a command is about.
  static let settingKey = Operand.one(
    "key", .key, en: "Key of a setting", fr: "Clé d’un réglage", completion: .query(.settings))
}

/// A setting, and its value if one is set.
typealias StoredSetting = (setting: any AnySetting, stored: String?)

extension ListForm<StoredSetting> {
  static let settings = ListForm(
    columns: [
      .text(en: "Key", fr: "Clé") { $0.setting.key },
      .said(en: "Value", fr: "Valeur") { row, language in
        guard row.stored == nil, let value = row.setting.defaultValue else {
          return row.stored ?? "–"
        }
        return "\(value) (\(Text(en: "default", fr: "par défaut")[language]))"
      },
      .said(en: "Meaning", fr: "Usage") { $0.setting.help[$1] },
      .said(en: "Allowed", fr: "Admis") { $0.setting.type.allowed[$1] },
    ],
    members: [
      .text("key") { $0.setting.key }, .text("value") { $0.stored ?? $0.setting.defaultValue },
      .text("default") { $0.setting.defaultValue }, .bool("set") { $0.stored != nil },
    ])
}

extension AnySetting {
  /// The setting as scripts read it.
  func json(stored: String?) -> JSONValue { ListForm.settings.json((self, stored), .english) }
}
