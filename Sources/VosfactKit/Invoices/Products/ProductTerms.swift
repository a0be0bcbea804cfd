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

  /// - Throws: `ProductError` if a part cannot be kept.
  package init(
    name: String, amount: Amount, taxRate: TaxRate = .disabled, orderReference: String? = nil,
    returnAddress: String? = nil
  ) throws(ProductError) {
    let name = name.trimmed
    guard name.isVisible, !name.isEmpty, name.unicodeScalars.count <= Self.maximumNameLength else {
      throw .badName
    }
    guard amount.minorUnits > 0 else { throw .amountNotPositive }
    if let returnAddress, !Self.isReturnAddress(returnAddress) { throw .badReturnAddress }
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
  ///
  /// - Throws: `ProductError.badOrder`.
  static func checkedOrder(_ text: String) throws(ProductError) -> String {
    let order = text.trimmed
    guard order.isVisible, !order.isEmpty, order.unicodeScalars.count <= maximumOrderLength else {
      throw .badOrder
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
