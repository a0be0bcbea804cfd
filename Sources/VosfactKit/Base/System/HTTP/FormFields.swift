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
  var fields: [Field] { places.map { Field(name: bytes[$0.name], value: bytes[$0.value]) } }

  /// How many fields there may be: more than any provider sends.
  static let limit = 1000

  private init(_ bytes: [UInt8], _ places: [Place]) {
    self.bytes = bytes
    self.places = places
  }

  /// The fields of those names and values in UTF-8.
  init(_ fields: [(name: String, value: String)]) {
    var bytes: [UInt8] = []
    var places: [Place] = []
    for (name, value) in fields {
      let (start, end) = (bytes.count, bytes.count + name.utf8.count)
      bytes += Array(name.utf8) + Array(value.utf8)
      places.append(Place(name: start..<end, value: end..<bytes.count))
    }
    self.init(bytes, places)
  }

  init?(parsing bytes: some Collection<UInt8>) {
    self.init(parsing: Array(bytes))
  }

  /// The fields of `bytes`; `nil` if an escape is broken or there are too many.
  ///
  /// - Parameter namesInUpperCase: whether the ASCII letters of the names are put into upper case.
  init?(parsing bytes: [UInt8], namesInUpperCase: Bool = false) {
    var places: [Place] = []
    // As many as most forms have.
    places.reserveCapacity(32)
    var isSound = true
    // Nothing is longer decoded than it was.
    let decoded = [UInt8](capacity: bytes.count) { decoded in
      let bytes = bytes.span
      var position = 0
      while position < bytes.count {
        let start = decoded.count
        let pieceStart = position
        isSound = Self.decode(
          bytes, from: &position, to: UInt8(ascii: "="), inUpperCase: namesInUpperCase,
          into: &decoded)
        let end = decoded.count
        if isSound, position < bytes.count, bytes[position] == UInt8(ascii: "=") {
          position += 1
          isSound = Self.decode(bytes, from: &position, into: &decoded)
        }
        if position > pieceStart {
          isSound = isSound && places.count < Self.limit
          places.append(Place(name: start..<end, value: end..<decoded.count))
        }
        guard isSound else { return }
        position += 1
      }
    }
    guard isSound else { return nil }
    self.init(decoded, places)
  }

  /// Appends what the bytes from `position` stand for, up to `separator` or the end of their field, and moves there;
  /// whether every escape is whole.
  @inline(__always)
  private static func decode(
    _ bytes: Span<UInt8>, from position: inout Int, to separator: UInt8 = UInt8(ascii: "&"),
    inUpperCase isInUpperCase: Bool = false, into decoded: inout OutputSpan<UInt8>
  ) -> Bool {
    while position < bytes.count {
      var byte = bytes[position]
      switch byte {
      case UInt8(ascii: "&"), separator: return true
      case UInt8(ascii: "+"): byte = UInt8(ascii: " ")
      case UInt8(ascii: "%"):
        guard position + 2 < bytes.count, let high = bytes[position + 1].hexadecimalValue,
          let low = bytes[position + 2].hexadecimalValue
        else { return false }
        byte = high << 4 | low
        position += 2
      default: break
      }
      if isInUpperCase, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { byte -= 0x20 }
      decoded.append(byte)
      position += 1
    }
    return true
  }

  /// The names of the fields that are UTF-8, each once, in no order.
  var names: Set<String> {
    Set(places.compactMap { bytes[$0.name].text })
  }

  /// The values of the fields of this name, whose case counts.
  func all(_ name: String) -> [ArraySlice<UInt8>] {
    places.filter { name.hasBytes(of: bytes.span.extracting($0.name)) }.map { bytes[$0.value] }
  }

  /// The value of the only field of this name; `nil` if there is none, or if there are several.
  func only(_ name: String) -> ArraySlice<UInt8>? {
    place(ofOnly: name).map { bytes[$0.value] }
  }

  private func place(ofOnly name: String) -> Place? {
    let (bytes, places, name) = (bytes.span, places.span, name.utf8.span)
    var found: Place?
    for index in places.indices {
      let place = places[index]
      guard place.name.count == name.count, bytes.extracting(place.name).isEqual(to: name) else {
        continue
      }
      guard found == nil else { return nil }
      found = place
    }
    return found
  }

  /// The text of the only field of this name; `nil` if there is none, if there are several, or if it is not
  /// UTF-8.
  func text(_ name: String) -> String? { only(name)?.text }

  /// Whether the value of every field is UTF-8.
  var areTexts: Bool {
    let (bytes, places) = (bytes.span, places.span)
    return places.indices.allSatisfy { index in
      (try? UTF8Span(validating: bytes.extracting(places[index].value))) != nil
    }
  }

  /// The fields whose names begin with `prefix`, by the order of their names, byte for byte.
  func ordered(beginningWith prefix: String = "") -> FormFields {
    let span = bytes.span
    var wanted = places
    wanted.removeAll { !span.extracting($0.name).begins(with: prefix) }
    wanted.sort { span.extracting($0.name).precedes(span.extracting($1.name)) }
    return FormFields(bytes, wanted)
  }

  /// The fields with one of `names`, which are in order themselves, by the order of their names.
  func ordered(named names: [String]) -> FormFields {
    let ordered = ordered()
    let (bytes, places) = (bytes.span, ordered.places.span)
    // Both are gone through once, side by side.
    var next = 0
    var wanted: [Place] = []
    wanted.reserveCapacity(places.count)
    for index in places.indices {
      let name = bytes.extracting(places[index].name)
      while next < names.count, names[next].utf8.span.precedes(name) { next += 1 }
      guard next < names.count else { break }
      if names[next].hasBytes(of: name) { wanted.append(places[index]) }
    }
    return FormFields(self.bytes, wanted)
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
  func forEach(_ body: (_ name: Span<UInt8>, _ value: Span<UInt8>) -> Void) {
    let (bytes, places) = (bytes.span, places.span)
    for index in places.indices {
      body(bytes.extracting(places[index].name), bytes.extracting(places[index].value))
    }
  }

  /// Whether a field is followed by one of the same name.
  var hasNeighborsOfOneName: Bool {
    let (bytes, places) = (bytes.span, places.span)
    return places.indices.dropFirst().contains { index in
      bytes.extracting(places[index - 1].name).isEqual(to: bytes.extracting(places[index].name))
    }
  }
}
