import CommandLineKit
import Localization
import VosfactKit

/// The part of `vosfact-provider(1)` that tells of each provider: its keys, where its dashboard shows them, and
/// how to try it.
struct ProviderManual {
  let language: Language

  /// A section for each provider, then one for the keys that all have.
  var sections: [ManualPage.Section] {
    let common = Text(en: "Keys of every provider", fr: "Clés de chaque prestataire")[language]
    return Providers.descriptions.map { section(of: $0) }
      + [ManualPage.Section(common.uppercased(), ProviderKey.common.map { definition(of: $0) })]
  }

  private func section(of provider: ProviderDescription) -> ManualPage.Section {
    let taken = provider.taken.name
    let means = Text(
      en: "`\(provider.name)`: \(taken.en).", fr: "`\(provider.name)` : \(taken.fr).")
    return ManualPage.Section(
      provider.title.uppercased(),
      [.paragraph(means[language])]
        + provider.guide[language].split(separator: "\n\n").map { .paragraph(String($0)) }
        + provider.keys.map { definition(of: $0) })
  }

  private func definition(of key: ProviderKey) -> ManualPage.Block {
    .definition(term: ManualTerm(literal: key.name), meaning: key.help[language] + kind(of: key))
  }

  /// What a key takes, in brackets.
  private func kind(of key: ProviderKey) -> String {
    let kind: Text =
      switch key.content {
      case .plain(let type): type.allowed
      case .secret(isRepeatable: false, let least):
        Text(en: "secret, at least \(least) bytes", fr: "secret, au moins \(least) octets")
      case .secret(isRepeatable: true, let least):
        Text(
          en: "secret, of several values, at least \(least) bytes each",
          fr: "secret, à plusieurs valeurs, au moins \(least) octets chacune")
      }
    return " (\(kind[language]))."
  }
}
