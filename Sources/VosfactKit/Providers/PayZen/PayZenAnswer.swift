/// The message by which PayZen's newer API tells of an order (`kr-answer`), proved to be PayZen's.
///
/// What is signed is the whole text of one JSON document, so that nothing in it has a boundary to move, and with keys
/// that sign nothing of ours: we send the password to PayZen alone, over TLS, and the HMAC key nowhere. Should
/// somebody give the form key for one of them, a signature of ours is still none of such a text: what we sign is no
/// JSON, and ends in the key itself (`PayZenSignature`), so that nobody who does not know the key can even name the
/// text. What a customer's browser brings is signed by PayZen as well, and is confirmed as what its server sends is.
///
/// Source: PayZen's REST API, "IPN (webhooks)", section "Hash computation"; details as Lyra's REST SDK has them.
struct PayZenAnswer {
  private let message: CallbackJSON

  /// Whether it is about PayZen's test cards, if that can be read.
  var isTest: Bool? { PayZenNotification.isTest(message["orderDetails"]?["mode"]?.string) }

  /// The shop that it is for, if that can be read.
  var site: String? { message["shopId"]?.string }

  /// Our reference, if it can be read.
  var reference: String? { message["orderDetails"]?["orderId"]?.string }

  /// - Parameters:
  ///   - password: of the REST API, with which PayZen's server signs.
  ///   - hmacKey: with which what the customer's browser brings is signed.
  /// - Throws: `ProviderError.refused(.notSigned)` or `.forged`.
  init(_ form: FormFields, password: Secret?, hmacKey: Secret?) throws(ProviderError) {
    guard form.text("kr-hash-algorithm") == "sha256_hmac", let answer = form.text("kr-answer"),
      let hash = form.text("kr-hash")
    else { throw .refused(.notSigned) }
    // The server's messages may leave out which key it is.
    let name = form.all("kr-hash-key").isEmpty ? "password" : form.text("kr-hash-key")
    let keys = ["password": password, "sha256_hmac": hmacKey]
    guard let key = name.flatMap({ keys[$0] ?? nil }) else { throw .refused(.notSigned) }
    try Self.check(hash, of: answer, key: key)
    message = CallbackJSON(Array(answer.utf8))
  }

  /// What it tells of the order's transactions.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it does not say whose shop it is for, and in which mode, or one is
  ///   not as documented, or its operation not known.
  func transactions() throws(ProviderError) -> [PayZenTransaction] {
    let order: PayZenObject = try message.object(at: "kr-answer")
    guard isTest != nil else { throw order.fault("orderDetails.mode") }
    guard site != nil else { throw order.fault("shopId") }
    let told = try order.required("transactions", as: \.array)
    let known = try order.transactions(.rest, reference: reference)
    guard known.count == told.count else { throw .refused(.malformed(.unknownKind)) }
    return known
  }

  /// Accepts the code of the text as it came, or of the text as PayZen wrote it: on the way some put a backslash
  /// before each slash.
  private static func check(_ hash: String, of answer: String, key: Secret) throws(ProviderError) {
    guard let hmac = HMAC(.sha256, key: key.bytes) else { throw .cryptography }
    var isAuthentic = false
    for text in [answer, answer.replacing("\\/", with: "/")] {
      guard let code = hmac.code(of: Array(text.utf8)) else { throw .cryptography }
      if areEqualInConstantTime(Array(hash.utf8), code.hexadecimalDigits()) { isAuthentic = true }
    }
    guard isAuthentic else { throw .refused(.forged) }
  }
}
