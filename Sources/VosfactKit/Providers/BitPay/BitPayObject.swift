/// An object in a message of BitPay's, read strictly.
struct BitPayObject: APIObject {
  let json: JSONValue
  let path: String

  /// - Throws: `ShapeError` if it is no object.
  init(_ json: JSONValue?, at path: String) throws(ShapeError) {
    guard let json, json.members != nil else { throw ShapeError(path: path) }
    self.json = json
    self.path = path
  }

  /// A text that is short enough to be kept.
  func text(_ name: String) throws(ShapeError) -> String? {
    try optional(name) { $0.string.flatMap { $0.utf8.count <= 255 ? $0 : nil } }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// An id: letters and digits, 22 of them for invoices.
  func id(_ name: String) throws(ShapeError) -> String {
    try required(name) { value in
      value.string.flatMap { $0.isBitPayID ? $0 : nil }
    }
  }

  /// The amount in the members `name` and `currency`.
  func amount(_ name: String) throws(ShapeError) -> Amount {
    let currency = try required("currency", as: \.string)
    return try required(name) { BitPayAmount.amount($0, currency: currency) }
  }

  /// A moment in milliseconds since 1970.
  func time(_ name: String) throws(ShapeError) -> UnixTime {
    try required(name, as: Self.time)
  }

  /// The moment that a number of milliseconds since 1970 stands for.
  static func time(_ value: JSONValue) -> UnixTime? {
    value.int64.flatMap { $0 >= 0 ? UnixTime(seconds: $0 / 1000) : nil }
  }
}

extension String {
  /// Whether it can be one of BitPay's ids, and be put into an address as it is.
  var isBitPayID: Bool {
    let bytes = utf8.span
    return (1...64).contains(bytes.count)
      && bytes.indices.allSatisfy { index in
        switch bytes[index] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: false
        }
      }
  }
}
