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

  /// The result as scripts read it.
  package func json(provider: String) -> JSONValue {
    let reason: String? =
      if case .refused(let error) = self { error.text.en } else { nil }
    return [
      "provider": .string(provider), "asked": .bool(self != .notAsked), "good": .bool(isGood),
      "reason": .optional(reason),
    ]
  }
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
      guard case .rejected = error else { throw error }
      return .refused(error)
    }
    return try mode == .simulated ? .notAsked : .good
  }
}
