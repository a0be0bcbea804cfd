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

  /// - Parameters:
  ///   - isInsisting: whether somebody wants to pay all the same what is under way already.
  ///   - part: how much is asked for.
  /// - Throws: `NotPayable`, with the reason, unless `document` can be paid online.
  package func check(
    _ document: Document, insisting isInsisting: Bool = false, for part: PartOfClaim = .whole
  ) throws(NotPayable) {
    guard isEnabled else { throw .disabled }
    guard document.state != .canceled else { throw .canceled(number: document.number) }
    guard kinds.contains(document.content.kind) else {
      throw .kind(number: document.number, document.content.kind)
    }
    guard let amounts = document.amounts(for: part, insisting: isInsisting) else {
      throw document.underWay.minorUnits > 0
        ? .underWay(number: document.number, amount: document.underWay)
        : document.disputed.minorUnits > 0
          ? .disputed(number: document.number)
          : document.isConverted && document.isCreditedInFull
            ? .invoiced(number: document.number) : .nothingLeft(number: document.number)
    }
    let least = document.amount(amounts.lowerBound)
    if let maximum, isOver(maximum, least) {
      throw .overMaximum(number: document.number, balance: least, maximum: maximum.description)
    }
  }

  /// - Throws: `NotPayable`, with the reason, unless some of the documents can be paid online, all that can be together.
  package func check(_ statement: AccountStatement) throws(NotPayable) {
    guard isEnabled else { throw .disabled }
    let numbers = statement.numbers.joined(separator: ", ")
    let claim = statement.claim
    guard claim.minorUnits > 0 else { throw .nothingLeft(number: numbers) }
    for document in statement.documents where document.claim.minorUnits > 0 {
      guard kinds.contains(document.content.kind) else {
        throw .kind(number: document.number, document.content.kind)
      }
    }
    if let maximum, isOver(maximum, claim) {
      throw .overMaximum(number: numbers, balance: claim, maximum: maximum.description)
    }
  }

  /// `amount`, or the most that can be paid online if that is less.
  func most(of amount: Amount) -> Amount {
    guard let maximum, isOver(maximum, amount),
      let limit = maximum.minorUnits(digits: amount.currency.digits)
    else { return amount }
    return Amount(minorUnits: limit, currency: amount.currency)
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
    let claim = document.claim
    guard claim > 0, document.isOfKind(among: kindNames) else { return false }
    guard let maximum, let currency = Currency(code: document.currency) else { return true }
    return !isOver(maximum, Amount(minorUnits: claim, currency: currency))
  }

  private func isOver(_ maximum: ExactDecimal, _ amount: Amount) -> Bool {
    guard let limit = maximum.minorUnits(digits: amount.currency.digits) else { return false }
    return amount.minorUnits > limit
  }
}

extension Document {
  /// The amounts, in minor units, that may be paid of it now, where a part is asked for; `nil` if nothing can be asked.
  ///
  /// - Parameter isInsisting: whether what is under way may be paid all the same.
  func amounts(
    for part: PartOfClaim, insisting isInsisting: Bool = false
  ) -> ClosedRange<Int64>? {
    let claim = (isInsisting ? payable : claim).minorUnits
    guard claim > 0 else { return nil }
    return part.amounts(of: claim, total: content.totals.total - amounts.credited)
  }
}
