import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let provider = Subcommand(
    "provider", en: "Configure and simulate payment providers",
    fr: "Configurer et simuler les prestataires de paiement",
    examples: [
      Example(
        "vosfact provider enable stripe --mode simulated", en: "Try it without an account",
        fr: "Essayer sans compte")
    ],
    subcommands: [
      .providerList, .providerShow, .providerSet, .providerEnable, .providerDisable,
      .providerTest, .providerCertificate, .providerSimulate,
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

extension Environment {
  /// Writes a provider and how it is configured; of secrets only whether they are set.
  func show(_ provider: ProviderConfiguration) throws {
    try show(provider.json) {
      let mode = try provider.mode.map(\.rawValue)
      let state =
        try provider.isEnabled
        ? Text(en: "enabled (\(mode ?? ""))", fr: "activé (\(mode ?? ""))")
        : Text(en: "disabled", fr: "désactivé")
      let heading = "\(provider.description.title)  \(state[language])\n\n"
      let rows = try provider.keys.map { key in
        "\(key.name)  \(try text(of: key, provider))\n    \(key.help[language])\n"
      }
      return heading + rows.joined()
    }
  }

  private func text(of key: ProviderKey, _ provider: ProviderConfiguration) throws -> String {
    switch key.content {
    case .plain: return try provider.value(key.name)?.escapedForTerminal ?? "–"
    case .secret:
      let count = try provider.secretCount(key.name)
      let isSet = Text(
        en: count > 1 ? "set (\(count) values)" : "set",
        fr: count > 1 ? "défini (\(count) valeurs)" : "défini")
      return (count > 0 ? isSet : Text(en: "not set", fr: "non défini"))[language]
    }
  }
}

extension ProviderConfiguration {
  /// The provider as scripts read it.
  var json: JSONValue {
    get throws {
      [
        "name": .string(description.name), "title": .string(description.title),
        "enabled": .bool(try isEnabled), "mode": try mode.map { .string($0.rawValue) } ?? .null,
        "keys": .array(try keys.map { try json(of: $0) }),
      ]
    }
  }

  private func json(of key: ProviderKey) throws -> JSONValue {
    let isSecret = if case .secret = key.content { true } else { false }
    let value = isSecret ? nil : try value(key.name)
    let isSet = isSecret ? try secretCount(key.name) > 0 : value != nil
    return [
      "key": .string(key.name), "secret": .bool(isSecret), "set": .bool(isSet),
      "value": value.map { .string($0) } ?? .null,
    ]
  }
}
