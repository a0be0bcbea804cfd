import Localization

/// The errors that adapters throw, each with the provider's name.
extension Provider {
  /// A value of the key `key` that cannot be used.
  static func badValue(of key: String, en: String, fr: String) -> ProviderError {
    .badValue(provider: name, key: key, allowed: Text(en: en, fr: fr))
  }

  /// An amount that the provider cannot take.
  static func unsupported(en: String, fr: String) -> ProviderError {
    .unsupportedAmount(provider: name, reason: Text(en: en, fr: fr))
  }

  /// A currency that the provider does not take.
  static func unsupported(_ currency: Currency) -> ProviderError {
    let code = currency.code
    return unsupported(en: "\(code) is not on offer", fr: "\(code) n’est pas proposé")
  }

  /// An amount of nothing, or of less.
  static var amountNotPositive: ProviderError {
    unsupported(en: "the amount must be above zero", fr: "le montant doit être positif")
  }

  /// A question to the API that is answered by no.
  static func rejected(en: String, fr: String) -> ProviderError {
    .rejected(provider: name, reason: Text(en: en, fr: fr))
  }

  /// A question to the API that is answered by no, in the provider's own word.
  static func rejected(_ reason: String) -> ProviderError { rejected(en: reason, fr: reason) }

  /// A refund of a payment that the provider knows nothing paid of.
  static func nothingPaid(of reference: String) -> ProviderError {
    rejected(
      en: "it knows no paid transaction of \(reference)",
      fr: "il ne connaît aucune transaction payée de \(reference)")
  }

  /// An answer of the API whose member at `path` is not as documented.
  static func unusable(_ path: String) -> ProviderError {
    .unusable(.wrongMember(path), provider: name)
  }

  /// An outcome that the provider does not tell of.
  static func neverSends(_ outcome: SimulatedOutcome) -> ProviderError {
    .neverSends(provider: name, outcome: outcome.rawValue)
  }
}
