import CommandLineKit
import VosfactKit

extension Subcommand {
  static let provider = Subcommand(
    "provider", en: "Configure and simulate payment providers",
    fr: "Configurer et simuler les prestataires de paiement",
    examples: .one(
      "vosfact provider enable stripe --mode simulated", en: "Try it without an account",
      fr: "Essayer sans compte"),
    subcommands: [
      .providerList, .providerShow, .providerSet, .providerEnable, .providerDisable,
      .providerTest, .providerDoctor, .providerMigrate, .providerCertificate, .providerSimulate,
    ])
}

extension Operand {
  /// The provider that a command is about.
  static let provider = Operand.one(
    "provider", .provider, en: "Name of a provider", fr: "Nom d’un prestataire",
    choices: Providers.descriptions.map(\.name))
}

extension Option {
  /// The provider that a command is about, where it is an option.
  static func provider(isRequired: Bool) -> Option {
    .value(
      "provider", .provider, en: "Name of a provider", fr: "Nom d’un prestataire",
      choices: Providers.descriptions.map(\.name), isRequired: isRequired)
  }
}
