package import Localization

/// What a product is and costs, as its seller says it.
package struct ProductTerms: Equatable, Sendable {
  /// What customers read, and what the document's line says.
  package let name: String
  /// The price, tax included.
  package let amount: Amount
  /// The rate of the tax that the price includes.
  package let taxRate: TaxRate
  /// The order of the seller's own shop that it is for; it can be paid once then.
  package let orderReference: String?
  /// Where the customer is sent after paying.
  package let returnAddress: String?

  static let maximumNameLength = 200
  static let maximumOrderLength = 100

  /// - Throws: `Fault` if a part cannot be kept.
  package init(
    name: String, amount: Amount, taxRate: TaxRate = .disabled, orderReference: String? = nil,
    returnAddress: String? = nil
  ) throws(Fault) {
    let name = name.trimmed
    guard name.isVisible, !name.isEmpty, name.unicodeScalars.count <= Self.maximumNameLength else {
      throw Fault(
        .badValue,
        en:
          "the product's name cannot be kept; it is empty, over \(Self.maximumNameLength) characters, or does not show; give another",
        fr:
          "le nom du produit ne peut être gardé ; il est vide, de plus de \(Self.maximumNameLength) caractères ou invisible ; donnez-en un autre"
      )
    }
    guard amount.minorUnits > 0 else {
      throw Fault(
        .badValue, en: "a product's price must be above zero; nothing was made; give another",
        fr: "le prix d’un produit doit être positif ; rien n’a été fait ; donnez-en un autre")
    }
    if let returnAddress, !Self.isReturnAddress(returnAddress) {
      throw Fault(
        .badValue,
        en:
          "customers cannot be sent to that address; it is no web address without a fragment; write it as https://shop.example.org/thanks?order=7",
        fr: """
          les clients ne peuvent être envoyés à cette adresse ; ce n’est pas une adresse web sans \
          fragment ; écrivez-la comme https://boutique.example.org/merci?commande=7
          """)
    }
    self.name = name
    self.amount = amount
    self.taxRate = taxRate
    self.orderReference = try orderReference.map(Self.checkedOrder)
    self.returnAddress = returnAddress
  }

  /// Terms that were stored.
  init(
    stored name: String, amount: Amount, taxRate: TaxRate, orderReference: String?,
    returnAddress: String?
  ) {
    self.name = name
    self.amount = amount
    self.taxRate = taxRate
    self.orderReference = orderReference
    self.returnAddress = returnAddress
  }

  /// The order reference that `text` gives, without spaces around it.
  static func checkedOrder(_ text: String) throws(Fault) -> String {
    let order = text.trimmed
    guard order.isVisible, !order.isEmpty, order.unicodeScalars.count <= maximumOrderLength else {
      throw Fault(
        .badValue,
        en:
          "the order's reference cannot be kept; it is empty, over \(Self.maximumOrderLength) characters, or does not show; give another",
        fr: """
          la référence de commande ne peut être gardée ; elle est vide, de plus de \
          \(Self.maximumOrderLength) caractères ou invisible ; donnez-en une autre
          """)
    }
    return order
  }

  /// Whether a browser can be sent to `text`: a web address, perhaps with a query, without a fragment.
  private static func isReturnAddress(_ text: String) -> Bool {
    let address = text.prefix { $0 != "?" }
    let query = text.dropFirst(address.count)
    return text.utf8.count <= 2048 && WebAddress.normalized(String(address)) != nil
      && query.utf8.allSatisfy { byte in
        (0x21...0x7E).contains(byte) && !"\"#<>\\^`{|}".utf8.contains(byte)
      }
  }

  /// The SHA-256 of the terms: the same terms are one product, and an alteration shows.
  var digest: [UInt8] {
    let canonical: JSONValue = [
      "name": .string(name), "amount": .integer(amount.minorUnits),
      "currency": .string(amount.currency.code), "tax_rate": .string(taxRate.description),
      "order_reference": .optional(orderReference), "return_address": .optional(returnAddress),
    ]
    return SHA256.digest(canonical.utf8)
  }

  /// What a document that the price is paid for comes to: the tax is worked out from the price that holds it.
  var totals: Totals {
    let tax = taxRate.tax(inMinorUnits: amount.minorUnits)
    return Totals(net: amount.minorUnits - tax, tax: tax, total: amount.minorUnits)
  }
}
