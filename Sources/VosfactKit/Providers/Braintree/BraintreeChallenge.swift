/// The question by which Braintree finds out whether a callback address is ours, before it is used.
///
/// Source: Braintree's guide "Webhooks", section "Create"; details as Braintree's own libraries have them.
struct BraintreeChallenge {
  let text: String

  /// - Throws: `ProviderError.refused(.notSigned)` unless it is 20 to 32 lower-case hexadecimal digits: whatever
  ///   else we answered for would be signed by us, a notification too.
  init(_ form: FormFields) throws(ProviderError) {
    guard let text = form.text("bt_challenge"), (20...32).contains(text.utf8.count),
      text.utf8.allSatisfy(\.isLowerHexadecimal)
    else { throw .refused(.notSigned) }
    self.text = text
  }

  /// The answer, made with the pair of keys in use.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func answer(with pair: BraintreeSignature.KeyPair) throws(ProviderError) -> String {
    try pair.signed(Array(text.utf8))
  }
}
