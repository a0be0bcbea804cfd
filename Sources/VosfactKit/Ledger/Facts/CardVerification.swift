/// What came of asking the customer's bank whether the card is theirs (3-D Secure).
package struct CardVerification: Equatable, Sendable {
  /// How it ended, in the provider's own word, in lower case: `authenticate_successful`.
  package let status: String
  /// Whether the bank is liable, should the payment turn out to be fraud; `nil` if the provider does not say.
  package let isLiabilityShifted: Bool?

  package init(status: String, isLiabilityShifted: Bool?) {
    self.status = status
    self.isLiabilityShifted = isLiabilityShifted
  }
}
