/// The fields of a form as they were sent, in a body of type `application/x-www-form-urlencoded` or in the
/// query of an address: names and values are bytes, because signatures are over bytes and the charset is the
/// sender's.
///
/// Decoding: WHATWG URL standard, section 5.1, but a `%` that begins no escape is an error, and is not taken
/// literally: what is decoded must be what was signed.
struct FormFields: Equatable, Sendable {
  /// A field; two of one name stand for themselves.
  struct Field: Equatable, Sendable {
    let name: ArraySlice<UInt8>
    let value: ArraySlice<UInt8>

    init(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
      self.name = name
      self.value = value
    }

    /// The field of that name and value in UTF-8.
    init(_ name: String, _ value: String) {
      self.init(name: ArraySlice(name.utf8), value: ArraySlice(value.utf8))
    }
  }

  /// The fields in the order sent.
  let fields: [Field]

  /// How many fields there may be: more than any provider sends.
  static let limit = 1000

  init(_ fields: [Field]) {
    self.fields = fields
  }

  /// The fields of `bytes`; `nil` if an escape is broken or there are too many.
  init?(parsing bytes: [UInt8]) {
    // Where each field is in what is decoded: its name up to `end`, its value behind it.
    var places: [(start: Int, end: Int, valueEnd: Int)] = []
    var isSound = true
    // Nothing is longer decoded than it was.
    let decoded = [UInt8](capacity: bytes.count) { decoded in
      let bytes = bytes.span
      var position = 0
      while isSound, position < bytes.count {
        let pieceEnd = Self.first(UInt8(ascii: "&"), in: bytes, position..<bytes.count)
        let nameEnd = Self.first(UInt8(ascii: "="), in: bytes, position..<pieceEnd)
        if position < pieceEnd {
          let start = decoded.count
          isSound =
            places.count < Self.limit
            && Self.decode(bytes.extracting(position..<nameEnd), into: &decoded)
          let end = decoded.count
          let value = bytes.extracting(min(nameEnd + 1, pieceEnd)..<pieceEnd)
          isSound = isSound && Self.decode(value, into: &decoded)
          places.append((start, end, decoded.count))
        }
        position = pieceEnd + 1
      }
    }
    guard isSound else { return nil }
    fields = places.map { start, end, valueEnd in
      Field(name: decoded[start..<end], value: decoded[end..<valueEnd])
    }
  }

  init?(parsing bytes: some Collection<UInt8>) {
    self.init(parsing: Array(bytes))
  }

  /// The fields of a callback: of its body, or of its address where it is a GET; `nil` if an escape is broken.
  init?(of callback: CallbackRequest) {
    if callback.method == "GET" {
      self.init(parsing: callback.target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst())
    } else {
      self.init(parsing: callback.body)
    }
  }

  /// Where the first `separator` is in `range`; the end of the range if there is none.
  private static func first(_ separator: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var position = range.lowerBound
    while position < range.upperBound, bytes[position] != separator { position += 1 }
    return position
  }

  /// Appends what `bytes` stand for; whether every escape is whole.
  private static func decode(_ bytes: Span<UInt8>, into decoded: inout OutputSpan<UInt8>) -> Bool {
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard position + 2 <= bytes.count, let high = digit(bytes[position]),
          let low = digit(bytes[position + 1])
        else { return false }
        decoded.append(high << 4 | low)
        position += 2
      default: decoded.append(byte)
      }
    }
    return true
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
  func all(_ name: String) -> [ArraySlice<UInt8>] {
    fields.filter { name.hasBytes(of: $0.name) }.map(\.value)
  }

  /// The value of the only field of this name; `nil` if there is none, or if there are several.
  func only(_ name: String) -> ArraySlice<UInt8>? {
    var value: ArraySlice<UInt8>?
    for field in fields where name.hasBytes(of: field.name) {
      guard value == nil else { return nil }
      value = field.value
    }
    return value
  }

  /// The text of the only field of this name; `nil` if there is none, if there are several, or if it is not
  /// UTF-8.
  func text(_ name: String) -> String? { only(name)?.text }
}
