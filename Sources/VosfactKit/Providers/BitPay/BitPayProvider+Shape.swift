extension BitPayProvider {
  /// JSON with its HMAC-SHA-256 in Base 64.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.resemblesJSONObject(), let header = try? callback.headers.only("x-signature")
    else { return false }
    return Base64.decode(header.value)?.count == 32
  }
}
