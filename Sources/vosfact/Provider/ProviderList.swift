import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let providerList = Subcommand(
    "list",
    en: """
      List the providers

      For each: how it is used, in which currencies, how many payments are pending, when its last
      authentic callback came, and when and why one was refused last. The first place to look when
      payments stop arriving.
      """,
    fr: """
      Lister les prestataires

      Pour chacun : comment il est utilisé, dans quelles devises, combien de paiements sont en
      attente, quand son dernier rappel authentique est arrivé, quand et pourquoi un rappel a été
      refusé en dernier. Le premier endroit à regarder quand les paiements n’arrivent plus.
      """,
    examples: .one("vosfact provider list", en: "Which are enabled", fr: "Lesquels sont activés"),
    exits: [.permission], opening: .reading
  ) { arguments, environment, kit in
    var notices: [Text] = []
    try environment.list(kit.providers.all, as: .providers) { provider in
      let listed = try ListedProvider(provider)
      if let notice = listed.notice { notices.append(notice) }
      return listed
    }
    for notice in notices { try environment.remark(notice, arguments) }
  }
}

/// A provider as a list shows it.
struct ListedProvider {
  fileprivate let configured: ConfiguredProvider
  fileprivate let activity: ProviderActivity
  fileprivate let missing: [String]
  fileprivate let currencies: [String]

  fileprivate init(_ provider: ProviderConfiguration) throws {
    activity = try provider.activity
    missing = try provider.missingKeys
    currencies = try provider.currencies.map(\.code)
    configured = try ConfiguredProvider(provider)
  }

  /// What became of it, where it is in use and its service ended.
  fileprivate var notice: Text? {
    guard configured.isEnabled, configured.mode != .simulated else { return nil }
    return configured.notice.map {
      let name = configured.description.name
      return Text(en: "\(name): \($0.en)", fr: "\(name) : \($0.fr)")
    }
  }

  fileprivate var refusal: String? {
    activity.lastRefusedAt.map { "\($0) \(activity.lastRefusal ?? "")" }
  }
}

extension ListForm<ListedProvider> {
  fileprivate static let providers = ListForm(
    columns: [
      .text(en: "Provider", fr: "Prestataire") { $0.configured.description.name },
      .styled(en: "Enabled", fr: "Activé") {
        $0.configured.isEnabled
          ? .init(Text(en: "✓ yes", fr: "✓ oui")[$1], .good)
          : .init(Text(en: "✗ no", fr: "✗ non")[$1])
      },
      .text(en: "Mode", fr: "Mode") { $0.configured.mode?.rawValue ?? "" },
      .said(en: "Means", fr: "Moyens") { row, language in
        row.configured.taken.means.map { $0.name[language] }.joined(separator: ", ")
      },
      .text(en: "Currencies", fr: "Devises") { row in
        let codes = row.currencies
        return codes.count > 4 ? String(codes.count) : codes.joined(separator: " ")
      },
      .text(en: "Pending", fr: "En attente", isNumeric: true) { String($0.activity.pending) },
      .text(en: "Last callback", fr: "Dernier rappel") {
        $0.activity.lastCallbackAt?.description ?? "–"
      },
      .styled(en: "Last refusal", fr: "Dernier refus") { row, _ in
        .init(row.refusal ?? "–", row.refusal == nil ? .plain : .bad)
      },
      .styled(en: "Missing", fr: "Manque") { row, _ in
        .init(row.configured.isEnabled ? row.missing.joined(separator: " ") : "", .bad)
      },
      .text(en: "Replaced by", fr: "Remplacé par") {
        $0.configured.description.successor?.name ?? ""
      },
    ], members: ConfiguredProvider.form.members(of: \.configured) + RecordForm.use.members)
}

extension RecordForm<ListedProvider> {
  /// How a provider can be used, and was.
  static let use = RecordForm(
    [
      .words("missing") { $0.missing }.meaning(
        en: "The keys that are still to be set.", fr: "Les clés encore à définir."),
      .words("currencies") { $0.currencies }.meaning(
        en: "Those that can be paid with.", fr: "Les devises acceptées."),
    ] + ProviderActivity.form.members(of: \.activity))
}
