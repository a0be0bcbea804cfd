import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let providerMigrate = Subcommand(
    "migrate",
    en: """
      Take a provider's configuration along to the one that follows it

      The account's name, the label, the position, the largest amount and the currencies are copied; secrets are others
      there, and are still to be set. Whatever is set differently already is refused, and nothing is changed then. The old
      provider stays as it is: callbacks of its payments count, until it is disabled customers are offered it.
      """,
    fr: """
      Emporter la configuration d’un prestataire vers celui qui le suit

      Le nom du compte, le libellé, la place, le plus grand montant et les devises sont copiés ; les secrets y sont
      autres, et restent à définir. Ce qui est déjà défini autrement est refusé, et rien ne change alors. L’ancien
      prestataire reste tel quel : les rappels de ses paiements comptent, et il est proposé aux clients jusqu’à ce qu’il
      soit désactivé.
      """,
    examples: .one(
      "vosfact provider migrate ingenico worldline --dry-run", en: "See what would be taken along",
      fr: "Voir ce qui serait emporté"),
    options: [.dryRun],
    operands: [
      .one(
        "old", .provider, en: "Name of the provider whose service ended",
        fr: "Nom du prestataire dont le service a pris fin", choices: ProviderMove.old),
      .one(
        "new", .provider, en: "Name of the one that follows it", fr: "Nom de celui qui le suit",
        choices: ProviderMove.new),
    ], exits: [.badData, .noInput, .cannotCreate, .temporary, .permission, .configuration]
  ) { arguments, environment, kit in
    let old = try kit.providers.named(arguments.operand("old"))
    let new = try kit.providers.named(arguments.operand("new"))
    let move = try environment.change(kit, arguments) {
      // Where the old one is tried, the new one is tried too.
      let mode = try old.mode == .test ? ProviderMode.test : .live
      let move = ProviderMove(
        from: old.description.name, to: new.description.name, values: try new.takeOver(from: old),
        missing: try new.missingKeys(in: mode), mode: mode,
        isEnabled: try new.isEnabled && new.mode == mode, isOver: try !old.isEnabled)
      try environment.show(move) { move.text(in: environment.language) }
      return move
    }
    if let next = move.next { try environment.remark(next, arguments) }
  }
}

/// What was taken along from one provider to another.
struct ProviderMove: DataRecord {
  let from: String
  let to: String
  let values: [MigratedValue]
  /// The keys of the new one that are still to be set before it can take real money.
  let missing: [String]
  /// In which the new one is to be used.
  let mode: ProviderMode
  /// Whether it is enabled so already.
  let isEnabled: Bool
  /// Whether the old one is disabled.
  let isOver: Bool

  /// The providers whose service ended.
  static var old: [String] {
    Providers.descriptions.filter { $0.successor != nil }.map(\.name)
  }

  /// Those that follow them.
  static var new: [String] { Providers.descriptions.compactMap { $0.successor?.name } }

  static let form = RecordForm<ProviderMove>([
    .text("from", as: "ingenico") { $0.from }, .text("to", as: "worldline") { $0.to },
    .objects("keys", MigratedValue.form) { $0.values },
    .words("missing") { $0.missing }.meaning(
      en: "The keys of the new one that are still to be set.",
      fr: "Les clés du nouveau encore à définir."),
  ])

  /// A line for each value, which says if it was there before.
  fileprivate func text(in language: Language) -> String {
    let before = Text(en: "as before", fr: "comme avant")[language]
    return values.map { value in
      "\(value.key)  \(value.value.escapedForTerminal)\(value.isNew ? "" : "  (\(before))")\n"
    }.joined()
  }

  /// What is to be done next; `nil` if the new one is in the place of the old one.
  fileprivate var next: Text? {
    let keys = missing.joined(separator: ", ")
    guard missing.isEmpty else {
      let disabling =
        isOver
        ? Text(en: "set them, and enable it", fr: "définissez-les, et activez-le")
        : Text(
          en: "set them, enable it, then disable \(from)",
          fr: "définissez-les, activez-le, puis désactivez \(from)")
      return Text(
        en: "\(to) still needs \(keys); \(disabling.en); see: man vosfact-provider",
        fr: "il manque encore à \(to) : \(keys) ; \(disabling.fr) ; voyez : man vosfact-provider")
    }
    let commands = [
      isEnabled ? nil : "vosfact provider enable \(to) --mode \(mode.rawValue)",
      isOver ? nil : "vosfact provider disable \(from)",
    ].compactMap(\.self)
    guard !commands.isEmpty else { return nil }
    return Text(
      en: """
        \(to) has all that it needs; to change over, run: \(commands.joined(separator: " && "))
        """,
      fr: """
        \(to) a tout ce qu’il lui faut ; pour changer, lancez : \(commands.joined(separator: " && "))
        """)
  }
}
