import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let providerList = Subcommand(
    "list",
    en: """
      List the providers

      For each: how it is used, in which currencies, how many payments are pending, when its last
      authentic callback came, and when and why one was refused last. The first place to look when
      payments stop arriving.
      """,
    fr: """
      Lister les prestataires

      Pour chacun : comment il est utilisé, dans quelles devises, combien de paiements sont en
      attente, quand son dernier rappel authentique est arrivé, quand et pourquoi un rappel a été
      refusé en dernier. Le premier endroit à regarder quand les paiements n’arrivent plus.
      """,
    examples: [
      Example("vosfact provider list", en: "Which are enabled", fr: "Lesquels sont activés")
    ], exits: [.permission], run: runProviderList)
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
      .init(Text(en: "Currencies", fr: "Devises")),
      .init(Text(en: "Pending", fr: "En attente"), isNumeric: true),
      .init(Text(en: "Last callback", fr: "Dernier rappel")),
      .init(Text(en: "Last refusal", fr: "Dernier refus")),
      .init(Text(en: "Missing", fr: "Manque")),
    ],
    fields: [
      "name", "title", "enabled", "mode", "pending", "last_callback_at", "last_refused_at",
      "last_refusal",
    ])
  for provider in kit.providers.all {
    let activity = try provider.activity
    let missing = try provider.missingKeys
    let currencies = try provider.currencies.map(\.code)
    let isEnabled = try provider.isEnabled
    let mode = try provider.mode
    let mark = isEnabled ? Text(en: "✓ yes", fr: "✓ oui") : Text(en: "✗ no", fr: "✗ non")
    let refusal = activity.lastRefusedAt.map { "\($0) \(activity.lastRefusal ?? "")" }
    try listing.add(
      .object(
        (provider.json.members ?? []) + [
          JSONMember("missing", .array(missing.map { .string($0) })),
          JSONMember("currencies", .array(currencies.map { .string($0) })),
        ] + (activity.json.members ?? [])),
      [
        .init(provider.description.name), .init(mark[language], isEnabled ? .good : .plain),
        .init(mode?.rawValue ?? ""), .init(provider.description.means[language]),
        .init(currencies.count > 4 ? String(currencies.count) : currencies.joined(separator: " ")),
        .init(String(activity.pending)), .init(activity.lastCallbackAt?.description ?? "–"),
        .init(refusal ?? "–", refusal == nil ? .plain : .bad),
        .init(isEnabled ? missing.joined(separator: " ") : "", .bad),
      ])
  }
  try listing.finish()
  return .done
}
