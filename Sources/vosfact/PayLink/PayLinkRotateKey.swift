import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let payLinkRotateKey = Subcommand(
    "rotate-key",
    en: """
      Sign pay links with a new key from now on

      Links under older keys stay good until --retire-older.
      """,
    fr: """
      Signer désormais les liens de paiement avec une nouvelle clé

      Les liens signés par d’anciennes clés restent bons jusqu’à --retire-older.
      """,
    examples: .one(
      "vosfact pay-link rotate-key --retire-older", en: "Refuse every link made before",
      fr: "Refuser tous les liens faits avant"),
    options: [
      .flag(
        "retire-older", en: "Refuse links under every older key",
        fr: "Refuser les liens signés par toute clé plus ancienne"),
      .key, .dryRun,
    ], exits: [.cannotCreate, .temporary, .permission], opening: .creating
  ) { arguments, environment, kit in
    let key = try arguments.idempotencyKey()
    let id = try kit.transaction(rehearsing: arguments.flag("dry-run")) {
      try kit.idempotencyKeys.once(
        key, again: { UInt8($0.names[0]) ?? 0 }, names: { ["\($0)"] },
        make: { try kit.payLinks.rotateKey(retiringOlder: arguments.flag("retire-older")) })
    }
    try environment.show(id, as: .rotatedKey) {
      Text(en: "key \(id) signs\n", fr: "la clé \(id) signe\n")[environment.language]
    }
  }
}

extension RecordForm<UInt8> {
  /// The number of the key that signs.
  static let rotatedKey = RecordForm([.number("key") { $0 }])
}
