extension PayPalProvider {
  /// PayPal sends again for three days, under the time of the first sending or a new one; and clocks differ.
  private static let plausibleAge: Int64 = 31 * 86_400

  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.resemblesJSONObject(), let signature = try? PayPalSignature(of: callback),
      let time = UnixTime(rfc3339: signature.time)
    else { return false }
    // RSA with a key of 1,024 to 8,192 bits.
    return time.distance(to: now) <= plausibleAge
      && (128...1_024).contains(signature.signature.count)
  }
}
