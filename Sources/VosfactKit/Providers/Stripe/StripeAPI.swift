import Localization

/// The way to Stripe's API: its address, the key, and how its answers are read.
///
/// Source: API reference, "Authentication", "Errors", "Idempotent requests", "Versioning".
struct StripeAPI {
  /// The version in which requests and answers are written, whatever the account's own.
  static let version = "2026-10-28.endive"

  let isLive: Bool
  private let api: ProviderAPI
  private let key: Secret

  /// - Parameter base: another address than Stripe's, for tests and proxies.
  /// - Throws: `ProviderError.badValue` if `key` is not a secret or restricted key of `mode`.
  init(base: String?, key: Secret, mode: ProviderMode) throws(ProviderError) {
    isLive = mode == .live
    let (own, other) = isLive ? ("live", "test") : ("test", "live")
    let text = String(decoding: key.bytes, as: UTF8.self)
    // Publishable keys, webhook secrets and the other mode's keys are easily taken for the right one.
    guard key.bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7f }),
      text.hasPrefix("sk_") || text.hasPrefix("rk_"), !text.dropFirst(2).hasPrefix("_\(other)_")
    else {
      throw .badValue(
        provider: StripeProvider.name, key: "secret-key",
        allowed: Text(
          en: "a key of \(own) mode, as sk_\(own)_… or rk_\(own)_…",
          fr: "une clé du mode \(own), comme sk_\(own)_… ou rk_\(own)_…"))
    }
    api = ProviderAPI(
      provider: StripeProvider.name, base: base ?? "https://api.stripe.com", secrets: [key]
    ) { answer in
      ["type", "code", "param", "message"].compactMap { answer["error"]?[$0]?.string }
    }
    self.key = key
  }

  /// The answer to a POST of `form` to `path`; the key makes its repetition harmless.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func post(
    _ path: String, _ form: FormBody, idempotencyKey: String, over transport: any HTTPTransport
  ) throws(ProviderError) -> JSONValue {
    let headers = [("Content-Type", FormBody.contentType), ("Idempotency-Key", idempotencyKey)]
    return try send(.post, path, headers: headers, body: form.bytes, over: transport)
  }

  /// The answer to a GET of `path`.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func get(_ path: String, over transport: any HTTPTransport) throws(ProviderError) -> JSONValue {
    try send(.get, path, headers: [], body: nil, over: transport)
  }

  /// Whether a customer can be sent to `address`.
  func canSend(customerTo address: String) -> Bool { api.canSend(customerTo: address) }

  /// What `read` finds in an answer.
  ///
  /// - Throws: `ProviderError.rejected` if the answer is not as documented.
  func reading<Value>(
    _ read: () throws(ShapeError) -> Value
  ) throws(ProviderError) -> Value {
    try api.reading(read)
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, headers: [(name: String, value: String)],
    body: [UInt8]?, over transport: any HTTPTransport
  ) throws(ProviderError) -> JSONValue {
    let makeRequest = { () throws(HTTPError) in
      try HTTPRequest(
        method, api.base + path,
        headers: [
          ("Authorization", "Bearer \(String(decoding: key.bytes, as: UTF8.self))"),
          ("Stripe-Version", Self.version),
        ] + headers, body: body, isRepeatable: true)
    }
    let response = try api.send(makeRequest, over: transport)
    guard response.isSuccess else { throw api.failure(response) }
    return try api.json(response)
  }
}
