import Localization

/// The way to Stripe's API: its address, the key, and how its answers are read.
///
/// Source: API reference, "Authentication", "Errors", "Idempotent requests", "Versioning".
struct StripeAPI {
  /// The version in which requests and answers are written, whatever the account's own.
  static let version = "2026-10-28.endive"

  let isLive: Bool
  private let base: String
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
    self.base = base ?? "https://api.stripe.com"
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

  /// Whether a customer can be sent to `address`: it is `https`, or where the API itself is on this machine,
  /// `http` on it.
  func canSend(customerTo address: String) -> Bool {
    guard let page = try? HTTPRequest(.get, address) else { return false }
    let isSecure = address.lowercased().hasPrefix("https:")
    return isSecure || (page.isLoopback && (try? HTTPRequest(.get, base))?.isLoopback == true)
  }

  /// What `read` finds in an answer.
  ///
  /// - Throws: `ProviderError.rejected` if the answer is not as documented.
  static func reading<Value>(
    _ read: () throws(StripeShapeError) -> Value
  ) throws(ProviderError) -> Value {
    do throws(StripeShapeError) {
      return try read()
    } catch {
      throw .rejected(
        provider: StripeProvider.name,
        reason: Text(
          en: "its answer is unusable: \(error.reason.en)",
          fr: "sa réponse est inutilisable : \(error.reason.fr)"))
    }
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, headers: [(name: String, value: String)],
    body: [UInt8]?, over transport: any HTTPTransport
  ) throws(ProviderError) -> JSONValue {
    let response: HTTPResponse
    do throws(HTTPError) {
      let request = try HTTPRequest(
        method, base + path,
        headers: [
          ("Authorization", "Bearer \(String(decoding: key.bytes, as: UTF8.self))"),
          ("Stripe-Version", Self.version),
        ] + headers, body: body, isRepeatable: true)
      response = try transport.send(request)
    } catch {
      throw ProviderError(error, provider: StripeProvider.name)
    }
    let json = try? JSONValue(parsing: response.body)
    guard response.isSuccess else { throw failure(response.status, json) }
    guard let json else {
      throw .rejected(
        provider: StripeProvider.name,
        reason: Text(en: "its answer is not JSON", fr: "sa réponse n’est pas du JSON"))
    }
    return json
  }

  /// What an answer other than success means. Its words are Stripe's, and could repeat the key.
  private func failure(_ status: Int, _ json: JSONValue?) -> ProviderError {
    let error = json?["error"]
    let words = ["type", "code", "param", "message"].compactMap { error?[$0]?.string }
    let said = words.joined(separator: ", ")
      .replacing(String(decoding: key.bytes, as: UTF8.self), with: "••••")
    let reason = Text(verbatim: said.isEmpty ? "HTTP \(status)" : "HTTP \(status), \(said)")
    return switch status {
    // These pass; they come here only after every repetition had them.
    case 409, 429, 500...: .unreachable(provider: StripeProvider.name, reason: reason)
    default: .rejected(provider: StripeProvider.name, reason: reason)
    }
  }
}
