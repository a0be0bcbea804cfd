import Localization

/// Why a provider did not take a customer over, as far as the customer is concerned.
enum StartFault: Equatable, Sendable {
  /// It gave no answer, or one that passes.
  case noAnswer
  /// It will not, or its answer is of no use: somebody must see to it here or there.
  case refused

  /// The status of the page that says so, which no cache and no robot takes for a page to pay on.
  var status: HTTPStatus {
    switch self {
    case .noAnswer: .serviceUnavailable
    case .refused: .badGateway
    }
  }

  /// What a page that says so has above.
  static let heading = Text(en: "The payment was not started", fr: "Le paiement n’a pas été lancé")

  init(_ error: ProviderError) {
    self = error.isPassing ? .noAnswer : .refused
  }

  /// What a customer need know of `error`; `nil` if it is nothing of a provider's, or of its configuration.
  init?(_ error: any Error) {
    switch error {
    case let error as ProviderError: self.init(error)
    case is SecretError: self = .refused
    default: return nil
    }
  }
}
