package import Localization

/// What came of asking a provider whether its credentials are good.
package enum ProviderTestResult: Equatable, Sendable {
  case good
  /// In simulated mode there is nobody to ask.
  case notAsked
  /// Payments need none of these keys, and without them its API cannot be asked.
  case cannotAsk(missing: [String])
  /// The provider does not take them, for the reason in the error.
  case refused(ProviderError)

  package var isGood: Bool {
    switch self {
    case .good, .notAsked: true
    case .cannotAsk, .refused: false
    }
  }

  private var wasAsked: Bool {
    switch self {
    case .good, .refused: true
    case .notAsked, .cannotAsk: false
    }
  }

  /// Why it is not good; `nil` if it is.
  package var reason: Text? {
    switch self {
    case .good, .notAsked: nil
    case .cannotAsk(let missing):
      Text(
        en: """
          its API cannot be asked without \(missing.joined(separator: ", ")); payments are taken all the same
          """,
        fr: """
          son API ne peut être interrogée sans \(missing.joined(separator: ", ")) ; les paiements sont acceptés \
          malgré tout
          """)
    case .refused(let error): error.text
    }
  }

  /// What scripts read of a provider's test.
  package static let form = RecordForm<(provider: String, result: ProviderTestResult)>([
    .text("provider") { $0.provider },
    .bool("asked") { $0.result.wasAsked }.meaning(
      en: "`false` in simulated mode, and without the keys that its API needs.",
      fr: "`false` en mode simulé, et sans les clés que demande son API."),
    .bool("good") { $0.result.isGood },
    .text("reason") { $0.result.reason?.en }.meaning(en: "In English.", fr: "En anglais."),
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
      // All that payments need is there.
      if case .notConfigured(_, let missing) = error { return .cannotAsk(missing: missing) }
      guard error.isAnswer else { throw error }
      return .refused(error)
    }
    return try mode == .simulated ? .notAsked : .good
  }
}
