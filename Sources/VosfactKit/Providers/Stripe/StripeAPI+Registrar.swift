/// Stripe's webhook endpoints.
///
/// Source: API reference, "The Webhook Endpoint object", "Create a webhook endpoint", "List all events".
extension StripeAPI: CallbackRegistrar {
  var wantedKinds: [String] { StripeEvent.read.sorted() }

  var wantedVersion: String? { Self.version }

  func registrations() throws(ProviderError) -> [CallbackRegistration] {
    let list = try StripeObject(answer: get("/v1/webhook_endpoints?limit=100"), at: "endpoints")
    return try list.typed("list").elements(of: "webhook_endpoint").map {
      (endpoint) throws(ProviderError) in
      let kinds = try endpoint.required("enabled_events", as: \.array)
      return CallbackRegistration(
        id: try endpoint.required("id", where: { $0.isStripeID(of: "we_") }),
        address: try endpoint.required("url", as: \.string),
        isEnabled: try endpoint.required("status", as: \.string) == "enabled",
        kinds: kinds.compactMap(\.string),
        version: try endpoint.optional("api_version", as: \.string))
    }
  }

  func lastFailedDelivery() throws(ProviderError) -> UnixTime? {
    let answer = try get("/v1/events?delivery_success=false&limit=1")
    let list = try StripeObject(answer: answer, at: "events").typed("list").elements(of: "event")
    return try list.first?.time("created")
  }

  func register(
    _ address: String, mending known: CallbackRegistration?
  ) throws(ProviderError) -> [RegisteredValue] {
    let kinds = wantedKinds.map { (name: "enabled_events[]", value: $0) }
    let digest = SHA256.digest(Array("\(address) \(wantedKinds)".utf8)).hexadecimal.prefix(32)
    if let known {
      guard !known.isEnabled || !known.missing(wantedKinds).isEmpty else { return [] }
      let more = known.kinds.filter { !wantedKinds.contains($0) }
      _ = try client.json(
        client.send(
          .post, "/v1/webhook_endpoints/\(known.id)",
          .form(
            known.kinds.contains("*")
              ? [("disabled", "false")]
              : kinds + more.map { ("enabled_events[]", $0) } + [("disabled", "false")])))
      return []
    }
    // The secret is told when the endpoint is made and never again, but for a repetition of the very request.
    let answer = try post(
      "/v1/webhook_endpoints", kinds + [("url", address), ("api_version", Self.version)],
      idempotencyKey: "vosfact-endpoint-\(digest)")
    let made = try StripeObject(answer: answer, at: "endpoint").typed("webhook_endpoint")
    let secret = try made.required("secret", where: { $0.hasPrefix("whsec_") })
    return [.secret(key: "webhook-secret", Secret(secret))]
  }
}
