/// What a payment buys when no document came first: a product, for a customer. It is settled when the attempt
/// starts, and never changes.
package struct Purchase: Equatable, Sendable {
  let productKey: ProductKey
  /// The product, outside.
  package let productID: PublicID
  package let productName: String
  /// 64 random bits that stand for the purchase in the address its customer comes back to, and for its document.
  let publicID: PublicID
  package let customer: Customer
  /// The order of the seller's own shop.
  package let orderReference: String?
  /// Whether the product stands for that one order.
  let isForOneOrder: Bool
  /// What document it makes once it is paid; `nil` if none.
  package let documentKind: DocumentKind?
  /// ISO 639-1, of the customer's page.
  package let language: String

  /// What is kept of it, of which the payment's digest is made.
  var canonical: JSONValue {
    [
      "product": .string(productID.description), "id": .string(publicID.description),
      "name": .string(customer.name), "email": .string(customer.email),
      "country": .optional(customer.country), "order_reference": .optional(orderReference),
      "document_kind": .optional(documentKind?.rawValue), "language": .string(language),
    ]
  }
}
