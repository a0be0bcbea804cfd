/// A payment's place among all: the second of its start in the upper bits, a serial number of that second
/// in the lower 24. Keys in rising order are payments oldest first, and a key is the cursor of a page.
package struct PaymentKey: RawRepresentable, Hashable, Comparable, Sendable, Bindable {
  package let rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// The smallest key of a payment started at `time`; moments that no clock shows are held to the years
  /// 1970 to 9999.
  init(firstAt time: UnixTime) {
    rawValue = min(max(time.seconds, 0), 253_402_300_799) << 24
  }

  /// The largest key of a payment started in the same second.
  var lastOfSecond: PaymentKey { PaymentKey(rawValue: rawValue | 0xFF_FFFF) }

  static let lowest = PaymentKey(rawValue: 0)

  package static func < (left: PaymentKey, right: PaymentKey) -> Bool {
    left.rawValue < right.rawValue
  }
}
