import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var providerEnable: Subcommand {
    Subcommand(
      "enable",
      summary: Text(
        en: "Let customers pay with a provider", fr: "Laisser les clients payer par un prestataire"),
      discussion: [
        Text(
          en: """
            live is the provider's production, test its sandbox. simulated needs neither network nor \
            account; the secrets that are missing are made.
            """,
          fr: """
            live est la production du prestataire, test son bac à sable. simulated ne demande ni \
            réseau ni compte ; les secrets qui manquent sont faits.
            """)
      ],
      examples: [
        Example(
          "vosfact provider enable stripe --mode live",
          Text(en: "Take real money", fr: "Encaisser vraiment"))
      ],
      options: [
        .value(
          "mode", Text(en: "MODE", fr: "MODE"),
          help: Text(en: "With what it is used", fr: "Avec quoi il est utilisé"),
          choices: ProviderMode.allCases.map(\.rawValue), isRequired: true),
        .dryRun,
      ],
      operands: [.provider],
      exits: [.done, .usage, .cannotCreate, .temporary, .permission, .configuration],
      run: runProviderEnable)
  }
}

private func runProviderEnable(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  guard let mode = arguments.value("mode").flatMap(ProviderMode.init(rawValue:)) else {
    return .usage
  }
  let kit = try environment.openKit(arguments, .creating)
  let provider = try kit.providers.named(arguments.operand("provider"))
  try environment.change(kit, arguments) {
    try provider.enable(mode)
    try environment.show(provider)
  }
  return .done
}
