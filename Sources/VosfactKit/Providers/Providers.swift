package import Localization

/// The providers that the program knows, by their names.
package struct Providers {
  let database: Database
  /// Where secrets kept by reference are looked up.
  let environment: [String: String]
  let clock: WallClock
  let random: RandomSource
  let transport: any HTTPTransport

  private static var types: [any Provider.Type] {
    [
      StripeProvider.self, PayZenProvider.self, IngenicoProvider.self, PayPalProvider.self,
      BraintreeProvider.self, BitPayProvider.self, WorldlineProvider.self,
    ]
  }

  /// What is known of every provider, in the order in which they are listed.
  package static var descriptions: [ProviderDescription] { types.map { $0.description } }

  /// How the user configured every provider.
  package var all: [ProviderConfiguration] {
    Self.descriptions.map { ProviderConfiguration(providers: self, description: $0) }
  }

  /// How the user configured the provider `name`.
  ///
  /// - Throws: `Fault` if there is none.
  package func named(_ name: String) throws(Fault) -> ProviderConfiguration {
    guard let found = all.first(where: { $0.name == name }) else { throw .noProvider(name) }
    return found
  }

  /// What the customer reads as the name of the provider `name`: the user's label, or its own name.
  func label(of name: String) -> String {
    (try? named(name).label) ?? name
  }

  /// Whether callbacks of `name` tell refunds and disputes of every payment; also of what is no provider, as there
  /// is nobody to ask.
  func tellsRefunds(_ name: String) -> Bool {
    (try? Self.type(named: name))?.description.tellsRefunds ?? true
  }

  /// The currencies of ISO 4217 that the provider `name` takes.
  func currencies(of name: String) -> [Currency] {
    guard let type = try? Self.type(named: name) else { return [] }
    return Currency.all.filter { currency in
      // An amount that no lower or upper bound of any provider concerns, and that has no decimals.
      let amount = Amount(minorUnits: 50_000 * currency.minorUnitsPerMajor, currency: currency)
      return (try? type.check(amount)) != nil
    }
  }

  /// - Throws: `Fault` if there is none.
  static func type(named name: String) throws(Fault) -> any Provider.Type {
    guard let type = types.first(where: { $0.description.name == name }) else {
      throw .noProvider(name)
    }
    return type
  }

  /// The provider `name`, ready for use with its secrets; also while it is disabled, so that callbacks of
  /// payments under way still count.
  ///
  /// It throws `Fault`, `ProviderError.notConfigured` or `.sameSecret`, `SecretError` or `StorageError`.
  func provider(_ name: String) throws -> any Provider {
    let type = try Self.type(named: name)
    let configuration = ProviderConfiguration(providers: self, description: type.description)
    let provider = try type.init(configuration)
    try configuration.checkDistinctSecrets()
    return provider
  }
}

extension Fault {
  /// A name that is no provider's.
  static func noProvider(_ name: String) -> Fault {
    Fault(
      .wrongUsage,
      en: "no provider '\(name.shown)'; the name is not known; see 'vosfact provider list'",
      fr:
        "aucun prestataire « \(name.shown) » ; le nom est inconnu ; voyez « vosfact provider list »"
    )
  }
}
