import CommandLineKit
import VosfactKit

extension Subcommand {
  static let providerSet = Subcommand(
    "set",
    en: """
      Configure a provider

      A secret is taken from the environment (env:NAME), a file (file:PATH) or standard input (-),
      never from the command line, where others can read it.

      A blank secret, or one shorter than its key allows, is refused when it is set and whenever it
      is read; blanks around it do not count. A file that is kept by reference must be a regular
      one, or a link to it.
      """,
    fr: """
      Configurer un prestataire

      Un secret se prend dans l’environnement (env:NOM), dans un fichier (file:CHEMIN) ou sur
      l’entrée standard (-), jamais sur la ligne de commande, où d’autres peuvent le lire.

      Un secret vide, ou plus court que sa clé ne l’admet, est refusé quand on le donne et chaque
      fois qu’il est lu ; les blancs qui l’entourent ne comptent pas. Un fichier gardé par référence
      doit être ordinaire, ou un lien vers un tel.
      """,
    examples: [
      Example(
        "vosfact provider set stripe webhook-secret file:/run/secrets/stripe",
        en: "A secret, from a file", fr: "Un secret, depuis un fichier"),
      Example(
        "vosfact provider set stripe webhook-secret env:NEW_SECRET --add",
        en: "A second secret while the first is rolled",
        fr: "Un second secret pendant la rotation du premier"),
    ],
    options: [
      .flag(
        "by-reference", en: "Keep where the secret is, not the secret",
        fr: "Garder l’endroit du secret, non le secret"),
      .flag(
        "add", en: "Keep the values of the secret that are set already",
        fr: "Garder les valeurs du secret déjà définies"),
      .dryRun,
    ],
    operands: [
      .provider,
      .one(
        "key", .key, en: "A key that 'provider show' lists",
        fr: "Une clé que « provider show » énumère", completion: .query(.providerKeys)),
      .many(
        "value", .value, en: "Its value, or where the secret is",
        fr: "Sa valeur, ou l’endroit du secret"),
    ], exits: [.badData, .cannotCreate, .temporary, .permission, .configuration], opening: .creating
  ) { arguments, environment, kit in
    let provider = try kit.providers.named(arguments.operand("provider"))
    let key = try provider.key(arguments.operand("key"))
    if case .plain = key.content {
      try arguments.refuse(
        ["add", "by-reference"],
        en: "is for secrets only; \(key.name) is none; leave the option out",
        fr: "ne vaut que pour les secrets ; \(key.name) n’en est pas un ; retirez l’option")
    }
    let values = arguments.operands("value")
    try environment.change(kit, arguments) {
      switch key.content {
      case .plain: try provider.set(key, to: values.joined(separator: " "))
      case .secret:
        try provider.set(
          key, to: values.map { try SecretSource($0) },
          byReference: arguments.flag("by-reference"),
          adding: arguments.flag("add"))
      }
      if arguments.flag("dry-run") || environment.format != .table {
        try environment.show(provider)
      }
    }
  }
}
