/// Source: Webhooks Management v1, "Simulate webhook event".
extension PayPalAPI: CallbackTester {
  /// The address, the events and the id of the webhook are compared instead; there is no shared secret.
  func takesCallbackKeys() throws(ProviderError) -> Bool? { nil }

  func sendTestCallback(to address: String) throws(ProviderError) {
    let response = try connect().client.send(
      .post, "/v1/notifications/simulate-event",
      .json([
        "url": .string(address), "event_type": "PAYMENT.CAPTURE.COMPLETED",
        "resource_version": "2.0",
      ]))
    guard response.isSuccess else { throw client.failure(response) }
  }
}
