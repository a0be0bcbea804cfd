package import Localization

/// Why money of a payment cannot be given back through its provider.
package enum RefundError: ExplainedError, Equatable, Sendable {
  /// No money of the payment is there, or all of it was given back.
  case nothingLeft(payment: String)
  case overPaid(payment: String, left: Amount)
  /// The provider did not answer to a refund of another amount.
  case unanswered(payment: String, amount: Amount)
  case byHand(payment: String)
  case otherMode(payment: String, provider: String)
  /// Another process is refunding.
  case running

  package var nature: FaultNature {
    switch self {
    case .nothingLeft, .overPaid, .unanswered, .byHand, .otherMode: .refused
    case .running: .busy
    }
  }

  package var text: Text {
    switch self {
    case .nothingLeft(let payment):
      Text(
        en:
          "nothing of \(payment) can be refunded; no money of it is left; see 'vosfact payment show'",
        fr:
          "rien de \(payment) ne peut être remboursé ; il n’en reste pas d’argent ; voyez « vosfact payment show »"
      )
    case .overPaid(let payment, let left):
      Text(
        en: "that is more than is left of \(payment); \(left.text.en) can be refunded; give less",
        fr:
          "c’est plus qu’il ne reste de \(payment) ; \(left.text.fr) sont remboursables ; donnez moins"
      )
    case .unanswered(let payment, let amount):
      Text(
        en: """
          nothing more is refunded of \(payment) yet; a refund of \(amount.text.en) was not answered; \
          repeat it first, with --amount \(amount.decimal)
          """,
        fr: """
          rien de plus n’est encore remboursé de \(payment) ; un remboursement de \(amount.text.fr) est \
          resté sans réponse ; répétez-le d’abord, avec --amount \(amount.decimal)
          """)
    case .byHand(let payment):
      Text(
        en: "\(payment) was recorded by hand; no provider can give it back; pay it back yourself",
        fr:
          "\(payment) a été noté à la main ; aucun prestataire ne peut le rendre ; rendez-le vous-même"
      )
    case .otherMode(let payment, let provider):
      Text(
        en: """
          \(payment) cannot be refunded now; \(provider) is used in another mode than it was paid in; \
          see 'vosfact provider enable'
          """,
        fr: """
          \(payment) ne peut être remboursé maintenant ; \(provider) est dans un autre mode qu’au \
          paiement ; voyez « vosfact provider enable »
          """)
    case .running:
      Text(
        en: "nothing was refunded; another refund of this payment is under way; try again",
        fr:
          "rien n’a été remboursé ; un autre remboursement de ce paiement est en cours ; réessayez")
    }
  }
}
