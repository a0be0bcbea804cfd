extension PayZenProvider {
  /// A form of either channel, with the code that its key makes: HMAC-SHA-256 in Base 64 or, of the form, SHA-1 in
  /// hexadecimal digits.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.method == "POST", let form = callback.form() else { return false }
    if let code = form.only("kr-hash") {
      return code.areHexadecimalDigits(64) && form.only("kr-answer")?.first == UInt8(ascii: "{")
    }
    guard let code = form.only("signature"), form.only("vads_site_id") != nil else { return false }
    return code.areHexadecimalDigits(40)
      || code.text.flatMap { Base64.decode($0) }?.count == 32
  }
}
