package import Localization

/// A key by which a provider is configured.
package struct ProviderKey: Sendable {
  /// What a key holds.
  package enum Content: Sendable {
    case plain(any AnySettingType)
    /// Never shown; given by `env:`, `file:` or standard input. A repeatable one holds several values at
    /// once, so that a secret can be rolled without losing a callback.
    ///
    /// It has at least `leastLength` bytes, blanks around it not counted: what the provider says of its own, and
    /// where it says nothing, fewer than any that it is known to make.
    case secret(isRepeatable: Bool, leastLength: Int = 8)

    /// A text of that type.
    static func plain<Value>(_ type: SettingType<Value>) -> Content {
      .plain(type as any AnySettingType)
    }
  }

  package let name: String
  package let content: Content

  /// Whether what it holds is never shown.
  package var isSecret: Bool {
    if case .secret = content { true } else { false }
  }

  package let help: Text

  init(_ name: String, _ content: Content, en: String, fr: String) {
    self.name = name
    self.content = content
    help = Text(en: en, fr: fr)
  }

  /// Whether the provider `title` is asked by its API.
  static func confirmByAPI(of title: String) -> ProviderKey {
    ProviderKey(
      "confirm-by-api", .plain(.boolean),
      en: "Whether \(title) is asked before a callback settles anything; true unless set",
      fr: "Si \(title) est interrogé avant qu’un rappel ne règle quoi que ce soit ; true par défaut"
    )
  }

  /// The keys that every provider has.
  package static let common =
    [
      ProviderKey(
        "api-base", .plain(.address),
        en: "Address of the provider's API, for tests and proxies",
        fr: "Adresse de l’API du prestataire, pour les essais et les mandataires"),
      ProviderKey(
        "label", .plain(.text(maximumLength: 60)),
        en: "What the customer reads", fr: "Ce que le client lit"),
      ProviderKey(
        "position", .plain(.position),
        en: "Place among the providers on the payment form",
        fr: "Place parmi les prestataires sur le formulaire de paiement"),
      ProviderKey(
        "max-amount", .plain(.amount),
        en: "Largest amount taken by this provider",
        fr: "Plus grand montant accepté par ce prestataire"),
      ProviderKey(
        "currencies", .plain(.currencies),
        en: "Currencies taken by this provider, separated by commas; all that it knows by default",
        fr:
          "Devises acceptées par ce prestataire, séparées par des virgules ; toutes celles qu’il connaît par défaut"
      ),
    ] + means
}

extension SettingType<Int> {
  /// A whole number from 1 to 99.
  static let position = SettingType(
    en: "a whole number from 1 to 99", fr: "un nombre entier de 1 à 99"
  ) { text in Int(text).flatMap { (1...99).contains($0) ? $0 : nil } }
}
