/// Reads XML (XML 1.0, fifth edition) strictly, within bounds that hold for any input.
struct XMLReader {
  /// How deep elements may nest.
  static let depthLimit = 32
  /// How many elements a document may have.
  static let elementLimit = 10_000

  private let bytes: [UInt8]
  private var position = 0
  private var elementCount = 0

  /// - Throws: `XMLError` if the bytes are not text in an encoding that is known.
  init(_ bytes: [UInt8]) throws(XMLError) {
    let text: [UInt8]
    switch try Self.encoding(bytes) {
    case .utf8:
      guard bytes[...].isText else { throw XMLError() }
      text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    case .latin1:
      text = bytes.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
    }
    self.bytes = text
  }

  private enum Encoding {
    case utf8, latin1
  }

  /// What the document says of its encoding, UTF-8 if it says nothing (section 4.3.3).
  private static func encoding(_ bytes: [UInt8]) throws(XMLError) -> Encoding {
    guard bytes.starts(with: "<?xml".utf8),
      let end = bytes.firstIndex(of: UInt8(ascii: ">"))
    else { return .utf8 }
    var rest = bytes[..<end]
    while !rest.starts(with: "encoding".utf8) {
      guard rest.popFirst() != nil else { return .utf8 }
    }
    let value = rest.dropFirst(8).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "=") }
    guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw XMLError()
    }
    let name = value.dropFirst().prefix { $0 != quote }
    switch String(decoding: name, as: UTF8.self).lowercased() {
    case "utf-8", "us-ascii": return .utf8
    case "iso-8859-1": return .latin1
    default: throw XMLError()
    }
  }

  /// The root element, with nothing but comments and blanks around it.
  mutating func document() throws(XMLError) -> XMLElement {
    if isNext("<?xml") {
      while try take() != UInt8(ascii: ">") {}
    }
    try skipBlanksAndComments()
    let root = try element(depth: 1)
    try skipBlanksAndComments()
    guard position == bytes.count else { throw XMLError() }
    return root
  }

  private mutating func element(depth: Int) throws(XMLError) -> XMLElement {
    guard depth <= Self.depthLimit else { throw XMLError() }
    elementCount += 1
    guard elementCount <= Self.elementLimit else { throw XMLError() }
    try expect("<")
    let name = try name()
    let attributes = try attributes()
    if skip("/>") {
      return XMLElement(name: text(name), attributes: attributes, children: [], text: "")
    }
    try expect(">")
    var children: [XMLElement] = []
    var text: [UInt8] = []
    while !isNext("</") {
      if isNext("<!--") {
        try skipComment()
      } else if isNext("<") {
        children.append(try element(depth: depth + 1))
      } else {
        try appendText(to: &text)
      }
    }
    try expect("</")
    let endName = try self.name()
    guard bytes[endName] == bytes[name] else { throw XMLError() }
    skipBlanks()
    try expect(">")
    return XMLElement(
      name: self.text(name), attributes: attributes, children: children,
      text: String(decoding: text, as: UTF8.self))
  }

  private mutating func attributes() throws(XMLError) -> [XMLElement.Attribute] {
    var attributes: [XMLElement.Attribute] = []
    while true {
      let start = position
      skipBlanks()
      guard position > start, let byte = peek(), Self.isNameStart(byte) else { return attributes }
      let name = text(try name())
      guard !attributes.contains(where: { $0.name == name }) else { throw XMLError() }
      skipBlanks()
      try expect("=")
      skipBlanks()
      attributes.append(.init(name: name, value: try attributeValue()))
    }
  }

  /// A value in quotes, line ends and tabs as blanks (section 3.3.3).
  private mutating func attributeValue() throws(XMLError) -> String {
    let quote = try take()
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw XMLError() }
    var value: [UInt8] = []
    while let byte = peek(), byte != quote {
      try appendText(to: &value, upTo: quote)
      // A blank that is written as a reference stays what it is.
      if byte != UInt8(ascii: "&"), value.last == 0x0A || value.last == 0x09 {
        value[value.count - 1] = UInt8(ascii: " ")
      }
    }
    guard position < bytes.count else { throw XMLError() }
    position += 1
    return String(decoding: value, as: UTF8.self)
  }

  /// Appends the text up to `end` or what is no plain byte of it, or if it begins with such, what that stands for.
  private mutating func appendText(
    to text: inout [UInt8], upTo end: UInt8 = UInt8(ascii: "<")
  ) throws(XMLError) {
    let start = position
    while let byte = peek(), byte >= 0x20, byte != UInt8(ascii: "&"), byte != UInt8(ascii: "<"),
      byte != end
    {
      position += 1
    }
    if position > start {
      text += bytes[start..<position]
    } else {
      try appendCharacter(to: &text)
    }
  }

  /// Appends the next byte of text, or what a reference stands for; every kind of line end as LF (section 2.11).
  private mutating func appendCharacter(to text: inout [UInt8]) throws(XMLError) {
    switch try take() {
    case UInt8(ascii: "&"): text += try reference()
    case UInt8(ascii: "<"): throw XMLError()
    case 0x0D:
      _ = skip("\n")
      text.append(0x0A)
    case let byte where byte >= 0x20 || byte == 0x0A || byte == 0x09: text.append(byte)
    default: throw XMLError()
    }
  }

  /// What stands between `&` and `;` (sections 4.1 and 4.6).
  private mutating func reference() throws(XMLError) -> [UInt8] {
    var name: [UInt8] = []
    while true {
      let byte = try take()
      if byte == UInt8(ascii: ";") { break }
      guard name.count < 8 else { throw XMLError() }
      name.append(byte)
    }
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "amp": return [UInt8(ascii: "&")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default:
      guard text.hasPrefix("#") else { throw XMLError() }
      let isHexadecimal = text.hasPrefix("#x")
      let digits = text.dropFirst(isHexadecimal ? 2 : 1)
      guard digits.first != "+",
        let scalar = UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init),
        scalar.value >= 0x20 || [0x09, 0x0A, 0x0D].contains(scalar.value),
        scalar.value != 0xFFFE, scalar.value != 0xFFFF
      else { throw XMLError() }
      return Array(String(scalar).utf8)
    }
  }

  /// Where a name is, of ASCII, as providers write them.
  private mutating func name() throws(XMLError) -> Range<Int> {
    let start = position
    guard Self.isNameStart(try take()) else { throw XMLError() }
    while let byte = peek(), Self.isNamePart(byte) { position += 1 }
    return start..<position
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == UInt8(ascii: "_")
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: ":")
  }

  private mutating func skipBlanksAndComments() throws(XMLError) {
    while true {
      skipBlanks()
      guard isNext("<!--") else { return }
      try skipComment()
    }
  }

  private mutating func skipComment() throws(XMLError) {
    try expect("<!--")
    while !isNext("--") { _ = try take() }
    try expect("-->")
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take() throws(XMLError) -> UInt8 {
    guard let byte = peek() else { throw XMLError() }
    position += 1
    return byte
  }

  private func isNext(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - position >= count else { return false }
    for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
    return true
  }

  private mutating func skip(_ text: StaticString) -> Bool {
    guard isNext(text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  private mutating func expect(_ text: StaticString) throws(XMLError) {
    guard !skip(text) else { return }
    throw XMLError()
  }
}
