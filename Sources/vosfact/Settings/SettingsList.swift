import CommandLineKit
import VosfactKit

extension Subcommand {
  static let settingsList = Subcommand(
    "list", en: "List every setting, its value and what it is for",
    fr: "Lister chaque réglage, sa valeur et son usage",
    examples: .one(
      "vosfact settings list --format json", en: "The catalogue, for a script",
      fr: "Le catalogue, pour un script"),
    exits: [.permission], opening: .reading
  ) { _, environment, kit in
    let settings = try Settings.catalogue.map { ($0, try kit.settings.stored($0)) }
    try environment.list(settings, as: .settings)
  }
}
