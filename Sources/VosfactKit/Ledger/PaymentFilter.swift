/// Which payments a list holds; what is not set holds for all.
public struct PaymentFilter: Sendable {
  public var state: PaymentState?
  public var provider: String?
  public var document: DocumentKey?
  var product: ProductKey?
  /// Only those that ask for attention.
  public var needsAttention = false
  /// The first day of the start, in UTC.
  public var since: CalendarDate?
  /// The list begins just after this payment.
  public var after: PaymentKey?
  /// Also payments that are not ours and hold no money, which are remembered only in case a later event
  /// ties them to one of ours.
  var includesUnconcerning = false

  public init() {}

  /// Lets only the purchases of `product` through.
  public mutating func hold(purchasesOf product: Product) {
    self.product = product.key
  }
}
