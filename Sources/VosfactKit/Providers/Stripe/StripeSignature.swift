/// The header `Stripe-Signature` of a callback: `t=1790000000,v1=<64 digits>,v1=<64 digits>,v0=…`.
///
/// What is signed is the time, a point and the whole body. The time is digits, so that the first point is where the body
/// begins, whatever is in it. The secret comes from Stripe and signs its webhooks alone: to its API we show a key of
/// another kind, over TLS. What `provider simulate` signs says `livemode: false`, which live mode refuses.
///
/// Source: Stripe's guide "Receive Stripe events in your webhook endpoint", section "Verify webhook
/// signatures manually"; details as Stripe's own libraries have them.
struct StripeSignature {
  /// The value of `t` as it is written: this very text is signed.
  let timestamp: String
  /// The same as a moment.
  let time: UnixTime
  /// The codes of the scheme `v1`, several while a secret is rolled; other schemes are of no use.
  let codes: [[UInt8]]

  /// How far a signature's time may be from ours, either way; exactly as far is accepted.
  static let tolerance = Seconds(300)

  /// - Throws: `ProviderError.refused(.notSigned)` if there is no header, or several that differ, or it has
  ///   not exactly one `t`, a whole number, and at least one `v1`.
  init(of callback: CallbackRequest) throws(ProviderError) {
    guard let header = try? callback.headers.only("Stripe-Signature") else {
      throw .refused(.notSigned)
    }
    try self.init(header.value)
  }

  /// - Throws: `ProviderError.refused(.notSigned)` as above.
  init(_ header: String) throws(ProviderError) {
    var times: [String] = []
    var codes: [[UInt8]] = []
    for piece in header.utf8.split(separator: UInt8(ascii: ",")) {
      if piece.starts(with: "t=".utf8) { times.append(String(Substring(piece.dropFirst(2)))) }
      if piece.starts(with: "v1=".utf8) { codes.append(Array(piece.dropFirst(3))) }
    }
    guard times.count == 1, !codes.isEmpty, times[0].isDigits, let seconds = Int64(times[0]) else {
      throw .refused(.notSigned)
    }
    self.codes = codes
    timestamp = times[0]
    time = UnixTime(seconds: seconds)
  }

  /// Accepts `body` if one of the codes is that of the timestamp, a point and the body under one of
  /// `secrets`, and is no older nor newer than `tolerance`.
  ///
  /// - Throws: `ProviderError.refused(.forged)`, `.stale` or `.fromTheFuture`.
  func check(_ body: [UInt8], secrets: [Secret], now: UnixTime) throws(ProviderError) {
    var isAuthentic = false
    for secret in secrets {
      let expected = try Self.code(of: body, timestamp: timestamp, secret: secret)
      for code in codes where areEqualInConstantTime(code, expected) { isAuthentic = true }
    }
    guard isAuthentic else { throw .refused(.forged) }
    guard time.distance(to: now) <= Self.tolerance.count else {
      throw .refused(time < now ? .stale(at: time) : .fromTheFuture(at: time))
    }
  }

  /// The header that Stripe would send with `body`: with several secrets, one code for each.
  static func header(
    for body: [UInt8], secrets: [Secret], at time: UnixTime
  ) throws(ProviderError) -> String {
    let timestamp = String(time.seconds)
    var pieces = ["t=\(timestamp)"]
    for secret in secrets {
      let code = try code(of: body, timestamp: timestamp, secret: secret)
      pieces.append("v1=" + String(decoding: code, as: UTF8.self))
    }
    return pieces.joined(separator: ",")
  }

  /// HMAC-SHA256 in lower-case hexadecimal digits; the key is the whole secret, `whsec_` included.
  private static func code(
    of body: [UInt8], timestamp: String, secret: Secret
  ) throws(ProviderError) -> [UInt8] {
    guard
      let code = HMAC(.sha256, key: secret.bytes)?.code(of: Array("\(timestamp).".utf8), body)
    else { throw .cryptography }
    return Array(code.hexadecimal.utf8)
  }
}
