import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let providerEnable = Subcommand(
    "enable",
    en: """
      Let customers pay with a provider

      live is the provider's production, test its sandbox. simulated needs neither network nor
      account; the secrets that are missing are made.

      Where one provider takes real money, customers are offered no other; to enable one in test or
      simulated mode beside it is refused without --beside-live, which is for trying it by commands.
      """,
    fr: """
      Laisser les clients payer par un prestataire

      live est la production du prestataire, test son bac à sable. simulated ne demande ni réseau ni
      compte ; les secrets qui manquent sont faits.

      Dès qu’un prestataire encaisse vraiment, les clients ne s’en voient pas proposer d’autre ; en
      activer un en mode test ou simulated à côté est refusé sans --beside-live, qui sert à
      l’essayer par des commandes.
      """,
    examples: .one(
      "vosfact provider enable stripe --mode live", en: "Take real money",
      fr: "Encaisser vraiment"),
    options: [
      .value(
        "mode", en: "With what it is used", fr: "Avec quoi il est utilisé",
        choices: ProviderMode.allCases.map(\.rawValue), isRequired: true),
      .flag(
        "beside-live",
        en: "Enable it without money although others take some; customers are not offered it",
        fr:
          "L’activer sans argent bien que d’autres encaissent ; il n’est pas proposé aux clients"),
      .dryRun,
    ], operands: [.provider], exits: [.cannotCreate, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let mode: ProviderMode = arguments.choice("mode")
    let kit = try environment.openKit(arguments, .creating)
    let provider = try kit.providers.named(arguments.operand("provider"))
    let hidden = try environment.change(kit, arguments) {
      try provider.enable(mode, besideLive: arguments.flag("beside-live"))
      try environment.show(provider)
      return mode.isReal ? try kit.providers.openTrials : []
    }
    for provider in hidden {
      let (name, mode) = (provider.description.name, try provider.mode?.rawValue ?? "")
      try environment.remark(
        Text(
          en: """
            \(name) is enabled in \(mode) mode; customers are not offered it any more; run: \
            vosfact provider disable \(name)
            """,
          fr: """
            \(name) est activé en mode \(mode) ; il n’est plus proposé aux clients ; lancez : \
            vosfact provider disable \(name)
            """), arguments)
    }
    return .done
  }
}
