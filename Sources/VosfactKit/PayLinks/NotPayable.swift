package import Localization

/// Why a document or a product cannot be paid online.
package enum NotPayable: ExplainedError, Equatable, Sendable {
  case disabled
  case kind(number: String, DocumentKind)
  case canceled(number: String)
  case nothingLeft(number: String)
  /// A quote or an order of which an invoice was made, which is to be paid.
  case invoiced(number: String)
  /// A payment for it is disputed, and nothing else is left.
  case disputed(number: String)
  /// All that is left is on its way.
  case underWay(number: String, amount: Amount)
  case overMaximum(number: String, balance: Amount, maximum: String)
  /// A product that was taken off sale.
  case retired(product: String)
  /// A product for one order, which is paid.
  case orderPaid(order: String)

  /// The reason in one word, for scripts.
  package var name: String {
    switch self {
    case .disabled: "disabled"
    case .kind: "kind"
    case .canceled: "canceled"
    case .nothingLeft: "nothing-left"
    case .invoiced: "invoiced"
    case .underWay: "under-way"
    case .disputed: "disputed"
    case .overMaximum: "over-maximum"
    case .retired: "retired"
    case .orderPaid: "order-paid"
    }
  }

  package var nature: FaultNature { .refused }

  package var text: Text {
    switch self {
    case .disabled:
      Text(
        en: """
          online payment is off; the function is not activated; run: \
          vosfact settings set online-payments.enabled true
          """,
        fr: """
          le paiement en ligne est désactivé ; la fonction n’est pas activée ; lancez : \
          vosfact settings set online-payments.enabled true
          """)
    case .kind(let number, let kind):
      Text(
        en: """
          \(number.shown) is not payable online; it is a \(kind.name.en); see the setting \
          online-payments.kinds
          """,
        fr: """
          \(number.shown) n’est pas payable en ligne ; type : \(kind.name.fr) ; voyez le réglage \
          online-payments.kinds
          """)
    case .canceled(let number):
      Text(
        en: "\(number.shown) is not payable; it is canceled; issue another document",
        fr: "\(number.shown) n’est pas payable ; le document est annulé ; émettez-en un autre")
    case .nothingLeft(let number):
      Text(
        en:
          "\(number.shown) is not payable; nothing is left to pay; see 'vosfact invoice show \(number.shown)'",
        fr:
          "\(number.shown) n’est pas payable ; il ne reste rien à payer ; voyez « vosfact invoice show \(number.shown) »"
      )
    case .invoiced(let number):
      Text(
        en:
          "\(number.shown) is not payable; it was invoiced; see 'vosfact invoice history \(number.shown)'",
        fr: """
          \(number.shown) n’est pas payable ; il a été facturé ; voyez « vosfact invoice history \(number.shown) »
          """)
    case .disputed(let number):
      Text(
        en: """
          \(number.shown) is not payable; its payment is disputed; see 'vosfact payment list --attention'
          """,
        fr: """
          \(number.shown) n’est pas payable ; son paiement est contesté ; voyez « vosfact payment list --attention »
          """)
    case .underWay(let number, let amount):
      Text(
        en: """
          \(number.shown) is not payable; \(amount.text.en) is under way; wait for it, or see \
          'vosfact invoice show \(number.shown)'
          """,
        fr: """
          \(number.shown) n’est pas payable ; \(amount.text.fr) est en cours ; attendez, ou voyez \
          « vosfact invoice show \(number.shown) »
          """)
    case .overMaximum(let number, let balance, let maximum):
      Text(
        en: """
          \(number.shown) is not payable online; \(balance.text.en) is over the maximum of \(maximum); \
          see the setting online-payments.max-amount
          """,
        fr: """
          \(number.shown) n’est pas payable en ligne ; \(balance.text.fr) dépasse le maximum de \(maximum) ; \
          voyez le réglage online-payments.max-amount
          """)
    case .retired(let product):
      Text(
        en:
          "\(product.shown) is not on sale; it is retired; make it again with 'vosfact pay-link create'",
        fr:
          "\(product.shown) n’est pas en vente ; il est retiré ; refaites-le avec « vosfact pay-link create »"
      )
    case .orderPaid(let order):
      Text(
        en: "order \(order.shown) is not payable; it is paid; see 'vosfact payment list'",
        fr:
          "la commande \(order.shown) n’est pas payable ; elle est payée ; voyez « vosfact payment list »"
      )
    }
  }
}
