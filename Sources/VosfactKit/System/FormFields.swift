/// The fields of a form as they were sent, in a body of type `application/x-www-form-urlencoded` or in the
/// query of an address: names and values are bytes, because signatures are over bytes and the charset is the
/// sender's.
///
/// Decoding: WHATWG URL standard, section 5.1, but a `%` that begins no escape is an error, and is not taken
/// literally: what is decoded must be what was signed.
struct FormFields: Equatable, Sendable {
  /// A field; two of one name stand for themselves.
  struct Field: Equatable, Sendable {
    let name: [UInt8]
    let value: [UInt8]
  }

  /// The fields in the order sent.
  let fields: [Field]

  /// How many fields there may be: more than any provider sends.
  static let limit = 1000

  /// The fields of `bytes`; `nil` if an escape is broken or there are too many.
  init?(parsing bytes: some Collection<UInt8>) {
    var fields: [Field] = []
    for piece in bytes.split(separator: UInt8(ascii: "&")) {
      guard fields.count < Self.limit else { return nil }
      let end = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
      guard let name = Self.decoded(piece[..<end]),
        let value = Self.decoded(piece[end...].dropFirst())
      else { return nil }
      fields.append(Field(name: name, value: value))
    }
    self.fields = fields
  }

  /// The fields of a callback: of its body, or of its address where it is a GET; `nil` if an escape is broken.
  init?(of callback: CallbackRequest) {
    if callback.method == "GET" {
      self.init(parsing: callback.target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst())
    } else {
      self.init(parsing: callback.body)
    }
  }

  private static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8]? {
    // Most fields are as they are.
    guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
      return Array(bytes)
    }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(Self.digit), let low = rest.next().flatMap(Self.digit)
        else { return nil }
        decoded.append(high << 4 | low)
      default: decoded.append(byte)
      }
    }
    return decoded
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The values of the fields of this name, whose case counts.
  func all(_ name: String) -> [[UInt8]] {
    let name = Array(name.utf8)
    return fields.filter { $0.name == name }.map(\.value)
  }

  /// The text of the only field of this name; `nil` if there is none, if there are several, or if it is not
  /// UTF-8.
  func text(_ name: String) -> String? {
    let values = all(name)
    return values.count == 1 ? String(validating: values[0], as: UTF8.self) : nil
  }
}
