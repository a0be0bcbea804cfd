import CommandLineKit
import VosfactKit

extension Subcommand {
  static let providerShow = Subcommand(
    "show", en: "Show how a provider is configured",
    fr: "Montrer comment un prestataire est configuré",
    examples: .one(
      "vosfact provider show stripe", en: "Its keys; secrets are never printed",
      fr: "Ses clés ; les secrets ne s’affichent jamais"),
    operands: [.provider], exits: [.permission], opening: .reading
  ) { arguments, environment, kit in
    try environment.show(try kit.providers.named(arguments.operand("provider")))
  }
}
