/// What a customer entered on the pay page to start a payment.
public struct Payer: Equatable, Sendable {
  /// ISO 3166-1, two letters; `nil` if it was not asked for, or not told.
  public let country: String?

  public init(country: String? = nil) {
    self.country = country
  }
}
