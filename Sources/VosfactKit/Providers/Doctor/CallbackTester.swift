/// A provider's API that can be asked about callbacks without a payment.
protocol CallbackTester {
  /// Whether the keys that are set here are those that callbacks are signed with; `nil` if the API does not tell.
  ///
  /// - Throws: `ProviderError.unreachable` or `.rejected`.
  func takesCallbackKeys() throws(ProviderError) -> Bool?

  /// Has the provider send a callback that is about nothing to `address`.
  ///
  /// - Throws: `ProviderError.unreachable` or `.rejected`.
  func sendTestCallback(to address: String) throws(ProviderError)
}
