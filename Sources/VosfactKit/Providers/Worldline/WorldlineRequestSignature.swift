/// What a request to the API is signed with: the header `Authorization: GCS v1HMAC:KEY:CODE`.
///
/// Source: Worldline's guide "Authentication"; details as `V1HmacAuthenticator` of Worldline's own libraries has them.
struct WorldlineRequestSignature {
  /// The name of the API key.
  let key: String
  private let code: HMAC

  /// - Throws: `ProviderError.cryptography`.
  init(key: String, secret: Secret) throws(ProviderError) {
    guard let code = HMAC(.sha256, key: secret.bytes) else { throw .cryptography }
    self.key = key
    self.code = code
  }

  /// The headers that a request needs: the date, those in `headers`, and the signature of all.
  ///
  /// - Parameters:
  ///   - path: from the slash behind the host on, with its query.
  ///   - contentType: as it is sent; `nil` without a body.
  ///   - headers: the request's others, whose names begin with `X-GCS-`.
  /// - Throws: `ProviderError.cryptography`.
  func headers(
    _ method: HTTPRequest.Method, _ path: String, contentType: String?,
    _ headers: [(name: String, value: String)], at time: UnixTime
  ) throws(ProviderError) -> [(name: String, value: String)] {
    let date = time.httpDate
    let own = headers.map { "\($0.name.lowercased()):\($0.value)" }.sorted()
    let lines = [method.rawValue, contentType ?? "", date] + own + [path]
    guard let code = code.code(of: Array(lines.map { $0 + "\n" }.joined().utf8)) else {
      throw .cryptography
    }
    return [("Date", date)] + headers + [
      ("Authorization", "GCS v1HMAC:\(key):\(Base64.encode(code))")
    ]
  }
}
