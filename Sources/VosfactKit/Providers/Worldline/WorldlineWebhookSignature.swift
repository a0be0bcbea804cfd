/// What a webhook is signed with: HMAC-SHA-256 of the body, in Base 64, under the secret of a key whose name stands
/// beside it.
///
/// The whole body is signed, so that nothing in it has a boundary to move. The secret is Worldline's and signs its
/// webhooks alone; our requests are signed with another (`WorldlineProvider.description`), and none of what is signed
/// there is JSON.
///
/// Source: Worldline's guide "Webhooks", section "Secure webhooks"; details as `SignatureValidator` of Worldline's own
/// libraries has them.
struct WorldlineWebhookSignature {
  static let header = "X-GCS-Signature"
  static let keyHeader = "X-GCS-KeyId"

  /// The name of the key.
  private let key: [UInt8]
  private let code: HMAC

  /// - Throws: `ProviderError.cryptography`.
  init(key: String, secret: Secret) throws(ProviderError) {
    guard let code = HMAC(.sha256, key: secret.bytes) else { throw .cryptography }
    self.key = Array(key.utf8)
    self.code = code
  }

  /// Accepts a request whose code is that of its very bytes, by the key that is configured.
  ///
  /// - Throws: `ProviderError.refused(.notSigned)` if it has no code, or several; `.forged`, or `.cryptography`.
  func check(_ callback: CallbackRequest) throws(ProviderError) {
    guard callback.method == "POST", let told = try? callback.headers.only(Self.header),
      !told.bytes.isEmpty, let name = try? callback.headers.only(Self.keyHeader)
    else { throw .refused(.notSigned) }
    guard let expected = code.code(of: callback.body) else { throw .cryptography }
    guard name.bytes == key, areEqualInConstantTime(told.bytes, Base64.digits(expected)) else {
      throw .refused(.forged)
    }
  }

  /// The request by which Worldline would bring `body`.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func request(bringing body: [UInt8]) throws(ProviderError) -> CallbackRequest {
    guard let code = code.code(of: body) else { throw .cryptography }
    return .simulated(
      by: WorldlineProvider.name, agent: "Worldline-Webhooks/1.0", "application/json", body,
      headers: [
        (Self.keyHeader, String(decoding: key, as: UTF8.self)), (Self.header, Base64.encode(code)),
      ])
  }
}
