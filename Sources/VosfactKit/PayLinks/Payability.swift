/// Whether documents and products can be paid online, by the settings: the one place that decides it for links, pages
/// and payments.
package struct Payability: Sendable {
  private let isEnabled: Bool
  private let kinds: [DocumentKind]
  /// Their names in UTF-8.
  private let kindNames: [[UInt8]]
  private let maximum: ExactDecimal?

  init(_ settings: Settings) throws(StorageError) {
    isEnabled = try settings.value(.onlinePaymentsEnabled)
    kinds = try settings.value(.payableKinds)
    kindNames = kinds.map { Array($0.rawValue.utf8) }
    maximum = try settings.value(.maximumAmount)
  }

  /// - Throws: `NotPayable`, with the reason, unless `document` can be paid online.
  package func check(_ document: Document) throws(NotPayable) {
    guard isEnabled else { throw .disabled }
    guard document.state != .canceled else { throw .canceled(number: document.number) }
    guard kinds.contains(document.content.kind) else {
      throw .kind(number: document.number, document.content.kind)
    }
    let balance = document.balance
    guard balance.minorUnits > 0, document.state != .paid else {
      throw .nothingLeft(number: document.number)
    }
    if let maximum, isOver(maximum, balance) {
      throw .overMaximum(number: document.number, balance: balance, maximum: maximum.description)
    }
  }

  /// - Throws: `NotPayable`, with the reason, unless `product` can be bought online; whether its order was paid
  ///   is another question.
  func check(_ product: Product) throws(NotPayable) {
    guard isEnabled else { throw .disabled }
    guard product.retiredAt == nil else { throw .retired(product: product.terms.name) }
    if let maximum, isOver(maximum, product.terms.amount) {
      throw .overMaximum(
        number: product.terms.name, balance: product.terms.amount, maximum: maximum.description)
    }
  }

  /// Whether an open document can be paid online.
  ///
  /// - Throws: `NotPayable.disabled` if none can.
  func allows(_ document: OpenDocument) throws(NotPayable) -> Bool {
    guard isEnabled else { throw .disabled }
    let balance = document.balance
    guard balance > 0, document.isOfKind(among: kindNames) else { return false }
    guard let maximum, let currency = Currency(code: document.currency) else { return true }
    return !isOver(maximum, Amount(minorUnits: balance, currency: currency))
  }

  private func isOver(_ maximum: ExactDecimal, _ balance: Amount) -> Bool {
    guard let limit = maximum.minorUnits(digits: balance.currency.digits) else { return false }
    return balance.minorUnits > limit
  }
}
