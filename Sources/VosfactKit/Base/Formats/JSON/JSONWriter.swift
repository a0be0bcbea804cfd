/// Writes an object of JSON straight into bytes, where a hash or the journal wants them and nothing else
/// wants a `JSONValue`: the bytes are those that `JSONValue.write(to:)` makes of the same members.
struct JSONWriter {
  private var bytes: [UInt8] = []

  private init() {}

  /// The bytes of the object whose members `write` gives, in the order in which it gives them.
  static func object<Failure: Error>(
    _ write: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    var writer = JSONWriter()
    writer.bytes.reserveCapacity(1024)
    writer.bytes.append(UInt8(ascii: "{"))
    try write(&writer)
    writer.bytes.append(UInt8(ascii: "}"))
    return writer.bytes
  }

  /// Adds a member that is a text, or null.
  mutating func member(_ name: StaticString, _ text: String?) {
    begin(name)
    if let text { JSONValue.write(text, to: &bytes) } else { append("null") }
  }

  /// Adds a member that is a whole number.
  mutating func member(_ name: StaticString, _ number: Int64) {
    begin(name)
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func member(_ name: StaticString, _ truth: Bool) {
    begin(name)
    append(truth ? "true" : "false")
  }

  /// Adds a member that is bytes, as hexadecimal digits.
  mutating func member(_ name: StaticString, hexadecimal digits: [UInt8]) {
    begin(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: digits.hexadecimalDigits())
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds a member that is an object, whose members `write` gives.
  mutating func member(_ name: StaticString, _ write: (inout JSONWriter) -> Void) {
    begin(name)
    bytes.append(UInt8(ascii: "{"))
    write(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Adds a member that is an array of objects, one for each element, whose members `write` gives.
  mutating func member<Element>(
    _ name: StaticString, of elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    begin(name)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      bytes.append(contentsOf: index == 0 ? "{".utf8 : ",{".utf8)
      write(&self, element)
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds a member that is an array of texts.
  mutating func member(_ name: StaticString, of texts: [String]) {
    begin(name)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONValue.write(text, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Writes a member's name, which needs no escapes, behind a comma unless it is the first of its object.
  private mutating func begin(_ name: StaticString) {
    let isFirst = bytes.last == UInt8(ascii: "{")
    bytes.append(addingCapacity: name.utf8CodeUnitCount + 4) { output in
      if !isFirst { output.append(UInt8(ascii: ",")) }
      output.append(UInt8(ascii: "\""))
      for index in 0..<name.utf8CodeUnitCount { output.append(name.utf8Start[index]) }
      output.append(UInt8(ascii: "\""))
      output.append(UInt8(ascii: ":"))
    }
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
