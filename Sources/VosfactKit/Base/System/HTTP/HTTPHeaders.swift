import Localization

/// One header field of an HTTP message (RFC 9110, section 5): a name and the exact bytes of its value.
struct HTTPHeader: Equatable, Sendable {
  /// A token, spelt as it was sent.
  let name: String
  /// The value, without the blanks around it; it holds no control character but the tab.
  let bytes: [UInt8]

  /// The value as text. Bytes that are not UTF-8 (RFC 9110, section 5.5, "obs-text") show as U+FFFD.
  var value: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it has that name, which is a token, in whatever case.
  func isNamed(_ other: String) -> Bool {
    guard name.utf8.count == other.utf8.count else { return false }
    let (bytes, others) = (name.utf8.span, other.utf8.span)
    return bytes.indices.allSatisfy { index in
      let (byte, other) = (bytes[index], others[index])
      return byte == other || (byte.isLetter && byte | 0x20 == other | 0x20)
    }
  }

  /// A header with that name and value, the blanks around the value dropped.
  ///
  /// - Throws: `HTTPHeaderError`, when one could not be told from the rest of a
  ///   message: a line break in a value would make a header of its own of what follows.
  init(name: String, bytes: some BidirectionalCollection<UInt8>) throws(HTTPHeaderError) {
    guard isHTTPToken(name.utf8) else { throw .name }
    let value = bytes.trimmingBlanks()
    guard value.allSatisfy({ $0 == UInt8(ascii: "\t") || ($0 >= 0x20 && $0 != 0x7f) }) else {
      throw HTTPHeaderError(
        en: "the header \(name) holds a control character",
        fr: "l’en-tête \(name) contient un caractère de contrôle")
    }
    self.name = name
    self.bytes = value
  }

  /// The length of a body of `count` bytes.
  static func contentLength(_ count: Int) -> HTTPHeader {
    HTTPHeader(sound: "Content-Length", Array(String(count).utf8))
  }

  private init(sound name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The header in one line of a message's head, its line end taken off.
  ///
  /// - Throws: `HTTPHeaderError`, when the line is not `name: value`.
  init(line: some BidirectionalCollection<UInt8>) throws(HTTPHeaderError) {
    if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
      throw HTTPHeaderError(
        en: "a header is continued on a second line",
        fr: "un en-tête se poursuit sur une deuxième ligne")
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .name }
    try self.init(
      name: String(decoding: line[..<colon], as: UTF8.self),
      bytes: line[line.index(after: colon)...])
  }
}

/// What is wrong with a header field. It never holds a value.
struct HTTPHeaderError: Error, Equatable {
  /// The middle part of a sentence.
  let reason: Text

  fileprivate init(en: String, fr: String) {
    reason = Text(en: en, fr: fr)
  }

  /// A name that is not a token, or a line without a colon.
  static let name = HTTPHeaderError(
    en: "the name of a header is missing or holds a forbidden character",
    fr: "le nom d’un en-tête manque ou contient un caractère interdit")
}

/// The header fields of an HTTP message, in the order sent. Names are looked up without regard to case.
struct HTTPHeaders: Equatable, Sendable {
  /// Every field.
  let fields: [HTTPHeader]

  init(_ fields: [HTTPHeader] = []) {
    self.fields = fields
  }

  /// The headers with those names and values.
  ///
  /// - Throws: `HTTPHeaderError` for the first that is not sound.
  init(_ pairs: [(name: String, value: String)]) throws(HTTPHeaderError) {
    fields = try pairs.map { name, value throws(HTTPHeaderError) in
      try HTTPHeader(name: name, bytes: value.utf8)
    }
  }

  /// Every field named `name`, in order.
  func all(_ name: String) -> [HTTPHeader] {
    fields.filter { $0.isNamed(name) }
  }

  /// The value of the first field named `name`; `nil` if there is none.
  subscript(name: String) -> String? { fields.first { $0.isNamed(name) }?.value }

  /// The field named `name`; `nil` if there is none.
  ///
  /// For whatever is decided by a header, as a signature is: two readers of the same message must not
  /// be able to see two values.
  ///
  /// - Throws: `HTTPHeaderError` if the name appears with different values.
  func only(_ name: String) throws(HTTPHeaderError) -> HTTPHeader? {
    var found: HTTPHeader?
    for field in fields where field.isNamed(name) {
      guard found == nil || found?.bytes == field.bytes else {
        throw HTTPHeaderError(
          en: "the header \(name) is there more than once, with different values",
          fr: "l’en-tête \(name) figure plusieurs fois, avec des valeurs différentes")
      }
      found = found ?? field
    }
    return found
  }
}

/// Whether `bytes` are a token (RFC 9110, section 5.6.2).
func isHTTPToken(_ bytes: some Collection<UInt8>) -> Bool {
  !bytes.isEmpty
    && bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"),
        UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"),
        UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
        true
      default: byte.isLetterOrDigit
      }
    }
}

extension ArraySlice<UInt8> {
  /// Takes a line off the front, and gives it back without its end, CRLF or LF; `nil` if none ends.
  mutating func takeHTTPLine() -> ArraySlice<UInt8>? {
    guard let end = firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    var line = self[..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    self = self[(end + 1)...]
    return line
  }
}

extension BidirectionalCollection<UInt8> {
  /// The bytes without the spaces and tabs around them.
  func trimmingBlanks() -> [UInt8] {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard let first = firstIndex(where: { !isBlank($0) }),
      let last = lastIndex(where: { !isBlank($0) })
    else { return [] }
    return Array(self[first...last])
  }
}
