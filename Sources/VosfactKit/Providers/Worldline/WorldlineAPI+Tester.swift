/// Source: Worldline's API reference, "Validate credentials" and "Send test" of "Webhooks".
extension WorldlineAPI: CallbackTester {
  func takesCallbackKeys() throws(ProviderError) -> Bool? {
    let keys: JSONValue = ["key": .string(webhookKey), "secret": .string(webhookSecret.text)]
    let answer = try client.json(send(.post, "/webhooks/validateCredentials", keys))
    return try WorldlineObject(answer: answer, at: "credentials")
      .required("result", as: \.string).lowercased() == "valid"
  }

  func sendTestCallback(to address: String) throws(ProviderError) {
    let response = try send(.post, "/webhooks/sendtest", ["url": .string(address)])
    guard response.isSuccess else { throw client.failure(response) }
  }
}
