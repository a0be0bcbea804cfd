/// Which payments a list holds; what is not set holds for all.
package struct PaymentFilter: Sendable {
  package var state: PaymentState?
  package var provider: String?
  /// Only payments for this document, and those of which some was given to it.
  package var document: DocumentKey?
  var product: ProductKey?
  /// Only those that ask for attention.
  package var needsAttention = false
  /// The first day of the start, in UTC.
  package var since: CalendarDate?
  /// The list begins just after this payment.
  package var after: PaymentKey?
  /// Also payments that are not ours and hold no money, which are remembered only in case a later event
  /// ties them to one of ours.
  var includesUnconcerning = false

  package init() {}

  /// Lets only the purchases of `product` through.
  package mutating func hold(purchasesOf product: Product) {
    self.product = product.key
  }
}
