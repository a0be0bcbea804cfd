import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var settingsList: Subcommand {
    Subcommand(
      "list", en: "List every setting, its value and what it is for",
      fr: "Lister chaque réglage, sa valeur et son usage",
      examples: [
        Example(
          "vosfact settings list --format json", en: "The catalogue, for a script",
          fr: "Le catalogue, pour un script")
      ], exits: [.permission]
    ) { arguments, environment in
      let kit = try environment.openKit(arguments, .reading)
      let listing = Listing(
        environment,
        columns: [
          .init(Text(en: "Key", fr: "Clé")), .init(Text(en: "Value", fr: "Valeur")),
          .init(Text(en: "Meaning", fr: "Usage")),
          .init(Text(en: "Allowed", fr: "Admis")),
        ], fields: ["key", "value", "default", "set"])
      for setting in Setting.catalogue {
        let stored = try kit.settings.stored(setting)
        let value = stored ?? setting.defaultValue ?? "–"
        let isDefault = stored == nil && setting.defaultValue != nil
        let shown =
          isDefault
          ? "\(value) (\(Text(en: "default", fr: "par défaut")[environment.language]))" : value
        try listing.add(
          setting.json(stored: stored),
          [
            .init(setting.key), .init(shown), .init(setting.help[environment.language]),
            .init(setting.type.allowed[environment.language]),
          ])
      }
      try listing.finish()
      return .done
    }
  }
}
