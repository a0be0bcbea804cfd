extension IngenicoProvider {
  /// A form, in the body or the address, with a code of SHA-1, SHA-256 or SHA-512.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard let form = callback.form(namesInUpperCase: true), let code = form.only("SHASIGN") else {
      return false
    }
    return code.areHexadecimalDigits(40, 64, 128) && form.only("ORDERID") != nil
  }
}
