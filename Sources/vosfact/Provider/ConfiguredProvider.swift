import CommandLineKit
import Localization
import VosfactKit

/// A provider as it is configured; of secrets only whether they are set.
struct ConfiguredProvider: DataRecord {
  let description: ProviderDescription
  let isEnabled: Bool
  let mode: ProviderMode?
  let taken: TakenMeans
  fileprivate let keys: [Key]

  init(_ provider: ProviderConfiguration) throws {
    description = provider.description
    isEnabled = try provider.isEnabled
    mode = try provider.mode
    taken = try provider.taken
    keys = try provider.keys.map { try Key($0, of: provider) }
  }

  /// What became of it where its service ended, and what to do.
  var notice: Text? {
    description.successor.map { successor in
      let command = "vosfact provider migrate \(description.name) \(successor.name)"
      return Text(
        en: "\(successor.notice.en); run: \(command)",
        fr: "\(successor.notice.fr) ; lancez : \(command)")
    }
  }

  /// A key and what is set for it.
  struct Key: DataRecord {
    fileprivate let key: ProviderKey
    /// `nil` also for a secret.
    fileprivate let value: String?
    /// How many values a secret has.
    fileprivate let count: Int

    fileprivate init(_ key: ProviderKey, of provider: ProviderConfiguration) throws {
      self.key = key
      value = key.isSecret ? nil : try provider.value(key.name)
      count = key.isSecret ? try provider.secretCount(key.name) : 0
    }

    static let form = RecordForm<Key>([
      .text("key") { $0.key.name }, .bool("secret") { $0.key.isSecret },
      .bool("set") { $0.value != nil || $0.count > 0 },
      .text("value") { $0.value }.meaning(
        en: "Of a secret always `null`.", fr: "Toujours `null` pour un secret."),
    ])

    /// What is set, for a person.
    fileprivate var text: Text {
      guard key.isSecret else { return Text(verbatim: value?.escapedForTerminal ?? "–") }
      return switch count {
      case 0: Text(en: "not set", fr: "non défini")
      case 1: Text(en: "set", fr: "défini")
      default: Text(en: "set (\(count) values)", fr: "défini (\(count) valeurs)")
      }
    }
  }

  static let form = RecordForm<ConfiguredProvider>([
    .text("name") { $0.description.name }, .text("title") { $0.description.title },
    .bool("enabled") { $0.isEnabled }, .text("mode") { $0.mode?.rawValue },
    .text("replaced_by", as: nil) { $0.description.successor?.name }.meaning(
      en: "The provider that follows one whose service ended.",
      fr: "Le prestataire qui suit celui dont le service a pris fin."),
    .words("means") { $0.taken.means.map(\.rawValue) }.meaning(
      en: "By what customers can pay.", fr: "Par quoi les clients peuvent payer."),
    .words("schemes") { $0.taken.schemes.map(\.rawValue) }.meaning(
      en: "Of cards.", fr: "Pour les cartes."),
    .objects("keys", Key.form) { $0.keys },
  ])
}

extension Environment {
  /// Writes a provider and how it is configured.
  func show(_ provider: ProviderConfiguration) throws {
    let provider = try ConfiguredProvider(provider)
    try show(provider) {
      let mode = provider.mode?.rawValue ?? ""
      let state =
        provider.isEnabled
        ? Text(en: "enabled (\(mode))", fr: "activé (\(mode))")
        : Text(en: "disabled", fr: "désactivé")
      let rows = provider.keys.map {
        "\($0.key.name)  \($0.text[language])\n    \($0.key.help[language])\n"
      }
      let notice = provider.notice.map { "\($0[language])\n\n" } ?? ""
      return "\(provider.description.title)  \(state[language])\n\n" + notice + rows.joined()
    }
  }
}
