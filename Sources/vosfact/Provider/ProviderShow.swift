import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var providerShow: Subcommand {
    Subcommand(
      "show",
      summary: Text(
        en: "Show how a provider is configured", fr: "Montrer comment un prestataire est configuré"),
      examples: [
        Example(
          "vosfact provider show stripe",
          Text(
            en: "Its keys; secrets are never printed",
            fr: "Ses clés ; les secrets ne s’affichent jamais")
        )
      ],
      operands: [.provider],
      exits: [.done, .usage, .permission],
      run: runProviderShow)
  }
}

private func runProviderShow(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .reading)
  try environment.show(try kit.providers.named(arguments.operand("provider")))
  return .done
}
