import Localization

/// What came of asking a provider whether its credentials are good.
package enum ProviderTestResult: Equatable, Sendable {
  case good
  /// In simulated mode there is nobody to ask.
  case notAsked
  /// The provider does not take them, for the reason in the error.
  case refused(ProviderError)

  package var isGood: Bool {
    switch self {
    case .good, .notAsked: true
    case .refused: false
    }
  }

  private var refusal: ProviderError? {
    if case .refused(let error) = self { error } else { nil }
  }

  /// What scripts read of a provider's test.
  package static let form = RecordForm<(provider: String, result: ProviderTestResult)>([
    .text("provider") { $0.provider },
    .bool("asked") { $0.result != .notAsked }.meaning(
      en: "`false` in simulated mode.", fr: "`false` en mode simulé."),
    .bool("good") { $0.result.isGood },
    .text("reason") { $0.result.refusal?.text.en }.meaning(en: "In English.", fr: "En anglais."),
  ])
}

extension ProviderConfiguration {
  /// Asks the provider's API whether its credentials are good.
  ///
  /// It throws `ProviderError.notEnabled` or `.notConfigured` with what is missing, `.badValue`,
  /// `.unreachable`, `SecretError` or `StorageError`.
  package func test() throws -> ProviderTestResult {
    let provider = try providers.provider(name)
    try checkSecrets()
    do throws(ProviderError) {
      try provider.checkCredentials(over: providers.transport)
    } catch {
      guard error.isAnswer else { throw error }
      return .refused(error)
    }
    return try mode == .simulated ? .notAsked : .good
  }
}
