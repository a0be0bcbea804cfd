import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var settings: Subcommand {
    Subcommand(
      "settings", en: "Read and change the settings", fr: "Lire et changer les réglages",
      examples: [
        Example(
          "vosfact settings set online-payments.enabled true", en: "Let documents be paid online",
          fr: "Permettre le paiement en ligne")
      ],
      subcommands: [
        .settingsList, .settingsGet, .settingsSet, .settingsUnset, .settingsWebhook, .settingsCheck,
        .settingsBackup,
      ])
  }
}

extension Operand {
  /// The setting that a command is about.
  static var settingKey: Operand {
    .one("key", .key, en: "Key of a setting", fr: "Clé d’un réglage", completion: .query(.settings))
  }
}

extension Setting {
  /// The setting as scripts read it.
  func json(stored: String?) -> JSONValue {
    [
      "key": .string(key), "value": (stored ?? defaultValue).map { .string($0) } ?? .null,
      "default": defaultValue.map { .string($0) } ?? .null, "set": .bool(stored != nil),
    ]
  }
}
