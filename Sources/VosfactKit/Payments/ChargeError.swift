import Localization

/// Why a payment cannot be charged by a nonce.
enum ChargeError: ExplainedError, Equatable, Sendable {
  /// The provider has a page of its own, and charges by itself.
  case withoutNonce(provider: String)
  case otherMode(payment: String, provider: String)
  /// The payment was paid, or its document needs no more.
  case notOpen(payment: String)
  /// Another process is charging.
  case running

  var nature: FaultNature {
    switch self {
    case .withoutNonce, .otherMode, .notOpen: .refused
    case .running: .busy
    }
  }

  var text: Text {
    switch self {
    case .withoutNonce(let provider):
      Text(
        en: "nothing was charged; \(provider) charges on its own page; send the customer there",
        fr:
          "rien n’a été débité ; \(provider) débite sur sa propre page ; envoyez-y le client")
    case .otherMode(let payment, let provider):
      Text(
        en: """
          \(payment) was not charged; \(provider) is used in another mode than it was started in; start \
          another payment
          """,
        fr: """
          \(payment) n’a pas été débité ; \(provider) est dans un autre mode qu’à son début ; commencez un \
          autre paiement
          """)
    case .notOpen(let payment):
      Text(
        en: "\(payment) was not charged; there is nothing left to pay; see 'vosfact payment show'",
        fr:
          "\(payment) n’a pas été débité ; il n’y a plus rien à payer ; voyez « vosfact payment show »"
      )
    case .running:
      Text(
        en: "nothing was charged; another charge of this payment is under way; try again",
        fr: "rien n’a été débité ; un autre débit de ce paiement est en cours ; réessayez")
    }
  }
}
