import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var providerList: Subcommand {
    Subcommand(
      "list",
      summary: Text(en: "List the providers", fr: "Lister les prestataires"),
      examples: [
        Example("vosfact provider list", Text(en: "Which are enabled", fr: "Lesquels sont activés"))
      ],
      exits: [.done, .usage, .permission],
      run: runProviderList)
  }
}

private func runProviderList(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .reading)
  let language = environment.language
  let listing = Listing(
    environment,
    columns: [
      .init(Text(en: "Provider", fr: "Prestataire")), .init(Text(en: "Enabled", fr: "Activé")),
      .init(Text(en: "Mode", fr: "Mode")), .init(Text(en: "Means", fr: "Moyens")),
    ], fields: ["name", "title", "enabled", "mode"])
  for provider in kit.providers.all {
    let isEnabled = try provider.isEnabled
    let mode = try provider.mode
    let mark = isEnabled ? Text(en: "✓ yes", fr: "✓ oui") : Text(en: "✗ no", fr: "✗ non")
    try listing.add(
      provider.json,
      [
        .init(provider.description.name), .init(mark[language], isEnabled ? .good : .plain),
        .init(mode?.rawValue ?? ""), .init(provider.description.means[language]),
      ])
  }
  try listing.finish()
  return .done
}
