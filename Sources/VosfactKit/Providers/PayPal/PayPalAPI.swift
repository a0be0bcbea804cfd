import Localization

/// The way to PayPal's API: its address and the credentials.
///
/// Source: PayPal's REST reference, "Authentication", "API requests" and "API responses".
struct PayPalAPI {
  private let base: String
  /// Whether it is another address than PayPal's.
  private let isElsewhere: Bool
  private let clientID: String
  private let clientSecret: Secret

  /// - Parameter base: another address than PayPal's, for tests and proxies.
  init(base: String?, clientID: String, clientSecret: Secret, mode: ProviderMode) {
    self.base =
      base ?? (mode == .live ? "https://api-m.paypal.com" : "https://api-m.sandbox.paypal.com")
    isElsewhere = base != nil
    self.clientID = clientID
    self.clientSecret = clientSecret
  }

  /// Asks for a token, with which requests are made. It lasts for hours, and is not kept: a process lives for
  /// less.
  ///
  /// - Throws: `ProviderError.rejected` if PayPal refuses the credentials, or `.unreachable`.
  func connect(over transport: any HTTPTransport) throws(ProviderError) -> PayPalConnection {
    let credentials = Array("\(clientID):".utf8) + clientSecret.bytes
    let encoded = Base64.encode(credentials)
    let api = way(hiding: [clientSecret, Secret(bytes: Array(encoded.utf8))])
    let form = FormBody([("grant_type", "client_credentials")])
    let makeRequest = { () throws(HTTPError) in
      try HTTPRequest(
        .post, api.base + "/v1/oauth2/token",
        headers: [
          ("Authorization", "Basic \(encoded)"), ("Content-Type", FormBody.contentType),
          ("Accept", "application/json"),
        ], body: form.bytes, isRepeatable: true)
    }
    let response = try api.send(makeRequest, over: transport)
    guard response.isSuccess else { throw api.failure(response) }
    let json = try api.json(response)
    let token = try api.reading { () throws(ShapeError) in
      try PayPalObject(json, at: "token").required("access_token") { member in
        member.string.flatMap { token in
          // It becomes part of a header.
          token.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } && !token.isEmpty ? token : nil
        }
      }
    }
    let secret = Secret(bytes: Array(token.utf8))
    return PayPalConnection(
      api: way(hiding: [clientSecret, Secret(bytes: Array(encoded.utf8)), secret]), token: secret,
      transport: transport)
  }

  /// Asks for a certificate, which anybody may have: where it is, or at another address than PayPal's if that is
  /// set.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func fetch(
    _ address: PayPalCertificateAddress, over transport: any HTTPTransport
  ) throws(ProviderError) -> HTTPResponse {
    let api = way(hiding: [])
    let makeRequest = { () throws(HTTPError) in
      try HTTPRequest(.get, isElsewhere ? base + address.path : address.text)
    }
    let response = try api.send(makeRequest, over: transport)
    guard response.isSuccess else { throw api.failure(response) }
    return response
  }

  private func way(hiding secrets: [Secret]) -> ProviderAPI {
    ProviderAPI(provider: PayPalProvider.name, base: base, secrets: secrets) { answer in
      let details = (answer["details"]?.array ?? []).flatMap { detail in
        [detail["issue"]?.string, detail["field"]?.string, detail["description"]?.string]
      }
      let members = ["error", "error_description", "name", "message"].map { answer[$0]?.string }
      return (members + details + [answer["debug_id"]?.string]).compactMap(\.self)
    }
  }
}

/// PayPal's API with a token for it.
struct PayPalConnection {
  private let api: ProviderAPI
  private let token: Secret
  private let transport: any HTTPTransport

  fileprivate init(api: ProviderAPI, token: Secret, transport: any HTTPTransport) {
    self.api = api
    self.token = token
    self.transport = transport
  }

  /// The answer to a GET of `path`; `nil` if PayPal knows nothing there.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func get(_ path: String) throws(ProviderError) -> JSONValue? {
    let response = try send(.get, path, headers: [], body: nil)
    if response.status == 404 { return nil }
    guard response.isSuccess else { throw failure(response) }
    return try api.json(response)
  }

  /// The answer to a POST of `json` to `path`, whatever its status; the id makes its repetition harmless.
  ///
  /// - Throws: `ProviderError.unreachable`, or `.rejected` if PayPal does not let the account do it.
  func post(
    _ path: String, _ json: JSONValue, requestID: String
  ) throws(ProviderError) -> HTTPResponse {
    try send(
      .post, path,
      headers: [
        ("Content-Type", "application/json"), ("PayPal-Request-Id", requestID),
        ("Prefer", "return=representation"),
      ], body: json.utf8)
  }

  /// What an answer means that is no success.
  func failure(_ response: HTTPResponse) -> ProviderError { api.failure(response) }

  /// The JSON of an answer.
  ///
  /// - Throws: `ProviderError.rejected` if it is none.
  func json(_ response: HTTPResponse) throws(ProviderError) -> JSONValue { try api.json(response) }

  /// Whether a customer can be sent to `address`.
  func canSend(customerTo address: String) -> Bool { api.canSend(customerTo: address) }

  /// What `read` finds in an answer.
  ///
  /// - Throws: `ProviderError.rejected` if the answer is not as documented.
  func reading<Value>(_ read: () throws(ShapeError) -> Value) throws(ProviderError) -> Value {
    try api.reading(read)
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, headers: [(name: String, value: String)],
    body: [UInt8]?
  ) throws(ProviderError) -> HTTPResponse {
    let makeRequest = { () throws(HTTPError) in
      try HTTPRequest(
        method, api.base + path,
        headers: [
          ("Authorization", "Bearer \(String(decoding: token.bytes, as: UTF8.self))"),
          ("Accept", "application/json"),
        ] + headers, body: body, isRepeatable: true)
    }
    return try api.send(makeRequest, over: transport)
  }
}
