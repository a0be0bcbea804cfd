extension BraintreeSignature {
  /// The answer to the question by which Braintree finds out whether a callback address is ours, before it is used;
  /// made with the pair of keys in use.
  ///
  /// Source: Braintree's guide "Webhooks", section "Create"; details as Braintree's own libraries have them.
  ///
  /// - Throws: `ProviderError.refused(.notSigned)` unless it is 20 to 32 lower-case hexadecimal digits: whatever
  ///   else we answered for would be signed by us, a notification too; else `.cryptography`.
  func answer(to form: FormFields) throws(ProviderError) -> String {
    guard let text = form.only("bt_challenge").map(Array.init), Self.isChallenge(text) else {
      throw .refused(.notSigned)
    }
    return try pairs[0].signed(text)
  }

  /// Whether the question can be for `text`.
  static func isChallenge(_ text: [UInt8]) -> Bool {
    (20...32).contains(text.count) && text.allSatisfy(\.isLowerHexadecimal)
  }
}
