/// An object in a message of BitPay's.
typealias BitPayObject = APIObject<BitPayProvider>

extension BitPayObject {
  /// A text that is short enough to be kept.
  func text(_ name: String) throws(ProviderError) -> String? {
    try optional(name) { $0.string.flatMap { $0.utf8.count <= 255 ? $0 : nil } }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// An id: letters and digits, 22 of them for invoices.
  func id(_ name: String) throws(ProviderError) -> String {
    try required(name, where: \.isBitPayID)
  }

  /// The amount in the members `name` and `currency`.
  func amount(_ name: String) throws(ProviderError) -> Amount {
    let currency = try required("currency", as: \.string)
    return try required(name) { BitPayAmount.amount($0, currency: currency) }
  }

  /// A moment in milliseconds since 1970.
  func time(_ name: String) throws(ProviderError) -> UnixTime {
    try required(name, as: Self.time)
  }

  /// The moment that a number of milliseconds since 1970 stands for.
  static func time(_ value: JSONValue) -> UnixTime? {
    value.int64.flatMap { $0 >= 0 ? UnixTime(seconds: $0 / 1000) : nil }
  }
}

extension String {
  /// Whether it can be one of BitPay's ids, and be put into an address as it is.
  var isBitPayID: Bool { (1...64).contains(utf8.count) && utf8.allSatisfy(\.isLetterOrDigit) }
}
