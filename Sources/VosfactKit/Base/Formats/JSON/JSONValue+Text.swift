extension JSONValue {
  /// The value as one line of JSON without spaces, members in their order. The same value always gives
  /// the same bytes, so that a hash over them is meaningful.
  ///
  /// Characters outside ASCII stay as they are, except those that act on a terminal or end a line in
  /// JavaScript: DEL, U+0080–U+009F, U+2028 and U+2029 are escaped, as all control characters are.
  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// The bytes of `text`.
  var utf8: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(256)
    write(to: &output)
    return output
  }

  /// A name from an untrusted input as a message may print it: quoted, escaped, and cut to its first 64
  /// characters.
  static func excerpt(of name: String) -> String {
    let beginning = String(String.UnicodeScalarView(name.unicodeScalars.prefix(64)))
    return JSONValue.string(beginning.utf8.count < name.utf8.count ? beginning + "…" : name).text
  }

  /// Appends to `output` the bytes of `text`.
  package func write(to output: inout [UInt8]) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let literal): output.append(contentsOf: literal.utf8)
    case .string(let text): Self.write(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        Self.write(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  /// Appends to `output` the bytes of `text` as JSON writes a string.
  static func write(_ text: String, to output: inout [UInt8]) {
    let bytes = text.utf8.span
    if bytes.indices.allSatisfy({ isPlain(bytes[$0]) }) {
      output.append(addingCapacity: bytes.count + 2) { output in
        output.append(UInt8(ascii: "\""))
        for index in bytes.indices { output.append(bytes[index]) }
        output.append(UInt8(ascii: "\""))
      }
    } else {
      output.append(UInt8(ascii: "\""))
      for scalar in text.unicodeScalars { write(scalar, to: &output) }
      output.append(UInt8(ascii: "\""))
    }
  }

  /// Whether `byte` is of a character that a string holds unescaped: those that are escaped beyond ASCII
  /// begin with 0xC2 or 0xE2.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
      && byte != 0xC2 && byte != 0xE2
  }

  private static func write(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar {
    case "\"": output.append(contentsOf: #"\""#.utf8)
    case "\\": output.append(contentsOf: #"\\"#.utf8)
    case "\u{08}": output.append(contentsOf: #"\b"#.utf8)
    case "\u{0C}": output.append(contentsOf: #"\f"#.utf8)
    case "\n": output.append(contentsOf: #"\n"#.utf8)
    case "\r": output.append(contentsOf: #"\r"#.utf8)
    case "\t": output.append(contentsOf: #"\t"#.utf8)
    case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      output.append(contentsOf: #"\u"#.utf8)
      output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
      output.append(contentsOf: digits.utf8)
    default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
