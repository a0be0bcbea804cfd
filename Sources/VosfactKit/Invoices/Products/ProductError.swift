package import Localization

/// Why a product could not be made or found.
package enum ProductError: Error, Equatable, Sendable {
  case badName
  case badOrder
  case amountNotPositive
  case badReturnAddress
  case unknown(reference: String)
  case alreadyRetired(name: String)
}

extension ProductError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .badName, .badOrder, .amountNotPositive, .badReturnAddress: .badValue
    case .unknown: .notFound
    case .alreadyRetired: .refused
    }
  }

  package var text: Text {
    switch self {
    case .badName:
      return Text(
        en: """
          the product's name cannot be kept; it is empty, over \(ProductTerms.maximumNameLength) \
          characters, or does not show; give another
          """,
        fr: """
          le nom du produit ne peut être gardé ; il est vide, de plus de \
          \(ProductTerms.maximumNameLength) caractères ou invisible ; donnez-en un autre
          """)
    case .badOrder:
      return Text(
        en: """
          the order's reference cannot be kept; it is empty, over \(ProductTerms.maximumOrderLength) \
          characters, or does not show; give another
          """,
        fr: """
          la référence de commande ne peut être gardée ; elle est vide, de plus de \
          \(ProductTerms.maximumOrderLength) caractères ou invisible ; donnez-en une autre
          """)
    case .amountNotPositive:
      return Text(
        en: "a product's price must be above zero; nothing was made; give another",
        fr: "le prix d’un produit doit être positif ; rien n’a été fait ; donnez-en un autre")
    case .badReturnAddress:
      return Text(
        en: """
          customers cannot be sent to that address; it is no web address without a fragment; write it as \
          https://shop.example.org/thanks?order=7
          """,
        fr: """
          les clients ne peuvent être envoyés à cette adresse ; ce n’est pas une adresse web sans \
          fragment ; écrivez-la comme https://boutique.example.org/merci?commande=7
          """)
    case .unknown(let reference):
      let shown = reference.shown
      return Text(
        en: """
          no document or product '\(shown)'; it is no number or id; see 'vosfact invoice list' and \
          'vosfact pay-link list'
          """,
        fr: """
          ni document ni produit « \(shown) » ; ce n’est ni un numéro ni un identifiant ; voyez « vosfact \
          invoice list » et « vosfact pay-link list »
          """)
    case .alreadyRetired(let name):
      let shown = name.shown
      return Text(
        en: """
          '\(shown)' is retired already; nothing was changed; make it again with 'vosfact pay-link create'
          """,
        fr: """
          « \(shown) » est déjà retiré ; rien n’a changé ; refaites-le avec « vosfact pay-link create »
          """)
    }
  }
}
