extension BraintreeSignature {
  /// The answer to the question by which Braintree finds out whether a callback address is ours, before it is used;
  /// made with the pair of keys in use.
  ///
  /// Source: Braintree's guide "Webhooks", section "Create"; details as Braintree's own libraries have them.
  ///
  /// - Throws: `ProviderError.refused(.notSigned)` unless it is 20 to 32 lower-case hexadecimal digits: whatever
  ///   else we answered for would be signed by us, a notification too; else `.cryptography`.
  func answer(to form: FormFields) throws(ProviderError) -> String {
    guard let text = form.text("bt_challenge"), (20...32).contains(text.utf8.count),
      text.utf8.allSatisfy(\.isLowerHexadecimal)
    else { throw .refused(.notSigned) }
    return try pairs[0].signed(Array(text.utf8))
  }
}
