import Localization

extension ProviderError {
  /// What it means for the use of `provider` that its API gave no answer.
  init(_ error: HTTPError, provider: String) {
    let reason =
      switch error {
      // Of these the reason alone would speak of an answer that is not named.
      case .tooLarge, .malformed:
        Text(
          en: "its answer is refused: \(error.reason.en)",
          fr: "sa réponse est refusée : \(error.reason.fr)")
      case .timedOut:
        Text(en: "no answer: \(error.reason.en)", fr: "pas de réponse : \(error.reason.fr)")
      case .unreachable, .invalidRequest, .curlMissing, .curlFailed: error.reason
      }
    self = .unreachable(provider: provider, reason: reason)
  }
}
