extension StripeProvider {
  /// A day: hosts whose clocks are off by more than `StripeSignature.tolerance` have their callbacks refused anyway.
  private static let plausibleAge: Int64 = 86_400

  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.resemblesJSONObject(), let signature = try? StripeSignature(of: callback) else {
      return false
    }
    return signature.time.distance(to: now) <= plausibleAge
      && signature.codes.contains { $0.areHexadecimalDigits(64) }
  }
}
