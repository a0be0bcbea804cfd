import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let providerDisable = Subcommand(
    "disable",
    en: """
      Take no new payments with a provider

      Callbacks of payments under way still count.
      """,
    fr: """
      Ne plus prendre de nouveaux paiements par un prestataire

      Les rappels des paiements en cours comptent encore.
      """,
    examples: .one(
      "vosfact provider disable stripe", en: "Its configuration stays",
      fr: "Sa configuration reste"),
    options: [.dryRun], operands: [.provider], exits: [.noInput, .temporary, .permission]
  ) { arguments, environment, kit in
    let provider = try kit.providers.named(arguments.operand("provider"))
    let trials = try environment.change(kit, arguments) {
      let wasLive = try !kit.providers.live.isEmpty
      try provider.disable()
      try environment.show(provider)
      return try wasLive && kit.providers.live.isEmpty ? kit.providers.openTrials : []
    }
    for trial in trials {
      let (name, mode) = (trial.description.name, try trial.mode?.rawValue ?? "")
      try environment.remark(
        Text(
          en: """
            nobody takes real money any more; customers are offered \(name) in \(mode) mode, by which nobody pays; run: \
            vosfact provider disable \(name)
            """,
          fr: """
            plus aucun prestataire n’encaisse ; les clients se voient proposer \(name) en mode \(mode), où personne ne \
            paie ; lancez : vosfact provider disable \(name)
            """), arguments)
    }
  }
}
