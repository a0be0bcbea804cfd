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

  /// Where a field is in `bytes`: numbers alone, as all of them are looked through for each name.
  private struct Place: Equatable {
    let name: Range<Int>
    let value: Range<Int>
  }

  /// The names and values, decoded.
  private let bytes: [UInt8]
  private let places: [Place]

  /// The fields in their order: the one sent, unless they were put into another.
  var fields: [Field] {
    places.map { Field(name: bytes[$0.name], value: bytes[$0.value]) }
  }

  /// How many fields there may be: more than any provider sends.
  static let limit = 1000

  private init(_ bytes: [UInt8], _ places: [Place]) {
    self.bytes = bytes
    self.places = places
  }

  init(_ fields: [Field]) {
    var bytes: [UInt8] = []
    var places: [Place] = []
    for field in fields {
      let (start, end) = (bytes.count, bytes.count + field.name.count)
      bytes += field.name
      bytes += field.value
      places.append(Place(name: start..<end, value: end..<bytes.count))
    }
    self.init(bytes, places)
  }

  /// The fields of `bytes`; `nil` if an escape is broken or there are too many.
  init?(parsing bytes: [UInt8]) {
    var places: [Place] = []
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
          places.append(Place(name: start..<end, value: end..<decoded.count))
        }
        position = pieceEnd + 1
      }
    }
    guard isSound else { return nil }
    self.init(decoded, places)
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
    places.filter { name.hasBytes(of: bytes.span.extracting($0.name)) }.map { bytes[$0.value] }
  }

  /// The value of the only field of this name; `nil` if there is none, or if there are several.
  func only(_ name: String) -> ArraySlice<UInt8>? {
    var found: Place?
    for place in places where name.hasBytes(of: bytes.span.extracting(place.name)) {
      guard found == nil else { return nil }
      found = place
    }
    return found.map { bytes[$0.value] }
  }

  /// The text of the only field of this name; `nil` if there is none, if there are several, or if it is not
  /// UTF-8.
  func text(_ name: String) -> String? { only(name)?.text }

  /// The fields whose names begin with `prefix`, by the order of their names, byte for byte.
  func ordered(beginningWith prefix: String = "") -> FormFields {
    let wanted = places.filter { place in
      let name = bytes.span.extracting(place.name)
      return name.count >= prefix.utf8.count
        && prefix.hasBytes(of: name.extracting(first: prefix.utf8.count))
    }
    return FormFields(
      bytes,
      wanted.sorted { one, other in
        bytes.span.extracting(one.name).precedes(bytes.span.extracting(other.name))
      })
  }

  /// The fields with one of `names`, which are in order themselves, by the order of their names.
  func ordered(named names: [String]) -> FormFields {
    // Both are gone through once, side by side.
    var next = 0
    return FormFields(
      bytes,
      ordered().places.filter { place in
        let name = bytes.span.extracting(place.name)
        while next < names.count, names[next].utf8.span.precedes(name) { next += 1 }
        return next < names.count && names[next].hasBytes(of: name)
      })
  }

  /// The same fields, the ASCII letters of their names in upper case.
  var withNamesInUpperCase: FormFields {
    var bytes = bytes
    for place in places {
      for index in place.name
      where (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index]) {
        bytes[index] -= 0x20
      }
    }
    return FormFields(bytes, places)
  }

  /// Calls `body` with the name and the value of each field, in their order.
  func forEach(_ body: (_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Void) {
    for place in places { body(bytes[place.name], bytes[place.value]) }
  }

  /// Whether a field is followed by one of the same name.
  var hasNeighborsOfOneName: Bool {
    zip(places, places.dropFirst()).contains { bytes[$0.name] == bytes[$1.name] }
  }
}
