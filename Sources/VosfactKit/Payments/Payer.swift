/// What a customer entered on the pay page to start a payment.
package struct Payer: Equatable, Sendable {
  /// ISO 3166-1, two letters; `nil` if it was not asked for, or not told.
  package let country: String?

  package init(country: String? = nil) {
    self.country = country
  }
}
