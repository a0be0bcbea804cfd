/// What Braintree signs its notifications with: the private key of a pair, whose public key says which it is.
///
/// What is signed is the whole payload, so that nothing in it has a boundary to move. The same key answers Braintree's
/// question whether it is known here (`answer(to:)`), to whoever asks: only for hexadecimal digits, which are
/// refused as a notification: the base 64 of an XML document begins otherwise. To Braintree's API we show the key over
/// TLS, and sign nothing with it.
///
/// Source: Braintree's guide "Webhooks", section "Parse"; details as Braintree's own libraries have them.
struct BraintreeSignature {
  /// A pair of keys of the API. While one replaces the other, both are known.
  struct KeyPair {
    let publicKey: String
    let privateKey: Secret
    /// HMAC-SHA1, the key being the SHA-1 of the private key's text; `nil` if libcrypto cannot give it.
    private let hmac: HMAC?

    init(publicKey: String, privateKey: Secret) {
      self.publicKey = publicKey
      self.privateKey = privateKey
      hmac = HashAlgorithm.sha1.digest(privateKey.bytes).flatMap { HMAC(.sha1, key: $0) }
    }

    /// The code of `message` in lower-case hexadecimal digits.
    ///
    /// - Throws: `ProviderError.cryptography`.
    func code(of message: [UInt8]) throws(ProviderError) -> [UInt8] {
      guard let code = hmac?.code(of: message) else { throw .cryptography }
      return code.hexadecimalDigits()
    }

    /// The public key and the code of `message`, with a bar between them.
    ///
    /// - Throws: `ProviderError.cryptography`.
    func signed(_ message: [UInt8]) throws(ProviderError) -> String {
      "\(publicKey)|\(String(decoding: try code(of: message), as: UTF8.self))"
    }
  }

  /// The first is the one that requests are made with.
  let pairs: [KeyPair]

  /// The text of the notification in `form`, XML in Base 64, if one of the pairs signed it.
  ///
  /// - Throws: `ProviderError.refused(.notSigned)`, `.forged`, or `.ownMessage` if it can be what we answer to whoever asks;
  ///   else `.cryptography`.
  func payload(of form: FormFields) throws(ProviderError) -> [UInt8] {
    guard let signature = form.text("bt_signature"), let field = form.only("bt_payload") else {
      throw .refused(.notSigned)
    }
    let payload = Array(field)
    // Before anything is computed: what has other characters was altered on its way.
    guard payload.allSatisfy(Self.isAllowed) else { throw .refused(.notSigned) }
    try check(signature, of: payload)
    guard !Self.isChallenge(payload) else { throw .refused(.ownMessage) }
    return payload
  }

  /// Accepts the first code that stands beside one of our public keys, if it is that of the text as it came, or of
  /// the text with the last line feed that was lost on the way.
  private func check(_ signature: String, of payload: [UInt8]) throws(ProviderError) {
    for piece in signature.split(separator: "&") {
      let parts = piece.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let pair = pairs.first(where: { $0.publicKey == parts[0] }) else {
        continue
      }
      let code = Array(parts[1].utf8)
      if areEqualInConstantTime(code, try pair.code(of: payload)) { return }
      let whole = payload + [UInt8(ascii: "\n")]
      guard areEqualInConstantTime(code, try pair.code(of: whole)) else { throw .refused(.forged) }
      return
    }
    throw .refused(.notSigned)
  }

  /// The value of `bt_signature` for `payload`: a piece for each pair.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func value(for payload: [UInt8]) throws(ProviderError) -> String {
    try pairs.map { pair throws(ProviderError) in try pair.signed(payload) }.joined(separator: "&")
  }

  /// Whether a payload as it was sent can hold this byte.
  static func isAllowed(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\n")
  }
}
