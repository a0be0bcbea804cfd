extension BraintreeProvider {
  /// A form with a payload in Base 64, and beside a public key the code of it: HMAC-SHA-1. A question by GET tells
  /// nothing, and is not kept.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.method == "POST", let form = callback.form(upTo: CallbackRequest.largestJSON),
      let signature = form.text("bt_signature"), let payload = form.only("bt_payload")
    else { return false }
    return !payload.isEmpty && payload.allSatisfy(BraintreeSignature.isAllowed)
      && signature.split(separator: "&").contains { piece in
        let parts = piece.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && parts[1].utf8.areHexadecimalDigits(40)
      }
  }
}
