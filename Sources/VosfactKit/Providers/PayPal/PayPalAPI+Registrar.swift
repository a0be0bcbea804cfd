/// PayPal's webhooks.
///
/// Source: Webhooks Management v1, "List webhooks", "Create webhook", "Update webhook"; "Webhook event names".
extension PayPalAPI: CallbackRegistrar {
  var wantedKinds: [String] { PayPalEvent.read.sorted() }

  var wantedVersion: String? { nil }

  func registrations() throws(ProviderError) -> [CallbackRegistration] {
    let answer = try connect().get("/v1/notifications/webhooks")
    let webhooks = try PayPalObject(answer: answer, at: "webhooks").objects("webhooks")
    return try webhooks.map { (webhook) throws(ProviderError) in
      let id = try webhook.required("id", where: Self.isWebhookID)
      return CallbackRegistration(
        id: id, address: try webhook.required("url", as: \.string), isEnabled: true,
        kinds: try webhook.objects("event_types").map { (kind) throws(ProviderError) in
          try kind.required("name", as: \.string)
        }, key: ("webhook-id", id))
    }
  }

  /// Its API lists what was sent, and not whether it arrived.
  func lastFailedDelivery() throws(ProviderError) -> UnixTime? { nil }

  func register(
    _ address: String, mending known: CallbackRegistration?
  ) throws(ProviderError) -> [RegisteredValue] {
    let kinds = JSONValue.array(wantedKinds.map { ["name": .string($0)] })
    guard let known else {
      let response = try connect().client.send(
        .post, "/v1/notifications/webhooks", .json(["url": .string(address), "event_types": kinds]))
      let made = try PayPalObject(answer: client.json(response), at: "webhook")
      return [.plain(key: "webhook-id", try made.required("id", where: Self.isWebhookID))]
    }
    if !known.missing(wantedKinds).isEmpty {
      let all = known.kinds.filter { !wantedKinds.contains($0) } + wantedKinds
      let change: JSONValue = [
        "op": "replace", "path": "/event_types",
        "value": .array(all.map { ["name": .string($0)] }),
      ]
      _ = try client.json(
        connect().client.send(
          .patch, "/v1/notifications/webhooks/\(known.id)", .json(.array([change]))))
    }
    return [.plain(key: "webhook-id", known.id)]
  }

  private static func isWebhookID(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 50 && text.utf8.allSatisfy(\.isLetterOrDigit)
  }
}
