/// Reads JSON (RFC 8259) strictly from bytes: UTF-8 is validated, a member's name occurs once in its
/// object, and values nest to a limit, so that no input makes the reader overflow its stack.
///
/// A reader follows one input through as many spans as it comes in: `read` takes a value from the
/// front of a span, and `offset`, `line` and `lineStart` go on counting over the whole input.
struct JSONReader {
  /// How deep arrays and objects may nest unless told otherwise.
  static let defaultDepthLimit = 64

  /// Where the reader stands in the span at hand.
  var position = 0
  /// How many bytes of the input come before the span at hand.
  var offset = 0
  /// The line at `position`, counted from 1.
  var line = 1
  /// How many bytes of the input come before the line at `position`.
  var lineStart = 0
  /// Whether the span at hand ends where the input does; if not, what touches its end is unfinished.
  var endsInput = true
  /// What the escapes of a string decode to; kept for its storage.
  var decoded: [UInt8] = []

  private let depthLimit: Int
  /// How many members the latest object at each depth had, a few where there was none yet: documents of one
  /// list are alike, and an array that has its size from the start is not moved as it grows.
  private var memberCounts: [Int]

  init(depthLimit: Int = defaultDepthLimit) {
    self.depthLimit = depthLimit
    memberCounts = Array(repeating: 8, count: depthLimit + 1)
  }

  /// Reads the value at the front of `bytes`, leaving `position` behind it.
  ///
  /// - Throws: `JSONError` if there is no valid value; its reason is `unexpectedEnd` exactly if `bytes`
  ///   may be the beginning of one.
  mutating func read(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
    skipWhitespace(in: bytes)
    return try value(in: bytes, depth: 0)
  }

  /// Moves past spaces, tabs and line ends. Elsewhere a line end is an error, so lines are counted
  /// here alone.
  @inline(__always)
  mutating func skipWhitespace(in bytes: Span<UInt8>) {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "\n"):
        position += 1
        line += 1
        lineStart = offset + position
      default: return
      }
    }
  }

  /// The error `reason` at `place` in the span at hand; at `position` unless told otherwise.
  func error(_ reason: JSONError.Reason, at place: Int? = nil) -> JSONError {
    let faulty = offset + (place ?? position)
    return JSONError(offset: faulty, line: line, column: faulty - lineStart + 1, reason: reason)
  }

  /// The error of a byte that cannot stand at `position`, or of the span's end.
  func unexpected(in bytes: Span<UInt8>) -> JSONError {
    error(position < bytes.count ? .unexpectedByte(bytes[position]) : .unexpectedEnd)
  }

  private mutating func value(in bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string(in: bytes))
    case UInt8(ascii: "{"): return try object(in: bytes, depth: depth + 1)
    case UInt8(ascii: "["): return try array(in: bytes, depth: depth + 1)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(try number(in: bytes))
    case UInt8(ascii: "t"):
      try literal("true", in: bytes)
      return .bool(true)
    case UInt8(ascii: "f"):
      try literal("false", in: bytes)
      return .bool(false)
    case UInt8(ascii: "n"):
      try literal("null", in: bytes)
      return .null
    case 0xEF where offset + position == 0:
      try byteOrderMark(in: bytes)
      throw unexpected(in: bytes)
    default: throw unexpected(in: bytes)
    }
  }

  private mutating func array(in bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= depthLimit else { throw error(.nestedTooDeeply(limit: depthLimit)) }
    position += 1
    skipWhitespace(in: bytes)
    if take(UInt8(ascii: "]"), in: bytes) { return .array([]) }
    var elements: [JSONValue] = []
    while true {
      elements.append(try value(in: bytes, depth: depth))
      skipWhitespace(in: bytes)
      if take(UInt8(ascii: ","), in: bytes) {
        skipWhitespace(in: bytes)
      } else if take(UInt8(ascii: "]"), in: bytes) {
        return .array(elements)
      } else {
        throw unexpected(in: bytes)
      }
    }
  }

  private mutating func object(in bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= depthLimit else { throw error(.nestedTooDeeply(limit: depthLimit)) }
    position += 1
    skipWhitespace(in: bytes)
    if take(UInt8(ascii: "}"), in: bytes) { return .object([]) }
    var members: [JSONMember] = []
    members.reserveCapacity(memberCounts[depth])
    var names = JSONNames()
    while true {
      let start = position
      guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else {
        throw unexpected(in: bytes)
      }
      let name = try string(in: bytes)
      guard names.insert(name, after: members) else { throw error(.duplicateName(name), at: start) }
      skipWhitespace(in: bytes)
      guard take(UInt8(ascii: ":"), in: bytes) else { throw unexpected(in: bytes) }
      skipWhitespace(in: bytes)
      members.append(JSONMember(name, try value(in: bytes, depth: depth)))
      skipWhitespace(in: bytes)
      if take(UInt8(ascii: ","), in: bytes) {
        skipWhitespace(in: bytes)
      } else if take(UInt8(ascii: "}"), in: bytes) {
        memberCounts[depth] = min(members.count, JSONNames.comparedDirectly)
        return .object(members)
      } else {
        throw unexpected(in: bytes)
      }
    }
  }

  /// Moves past `byte` if it stands at `position`; whether it did.
  @inline(__always)
  private mutating func take(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func literal(_ name: StaticString, in bytes: Span<UInt8>) throws(JSONError) {
    for index in 0..<name.utf8CodeUnitCount {
      guard take(name.utf8Start[index], in: bytes) else { throw unexpected(in: bytes) }
    }
  }

  private mutating func byteOrderMark(in bytes: Span<UInt8>) throws(JSONError) {
    let start = position
    for byte: UInt8 in [0xEF, 0xBB, 0xBF] {
      guard take(byte, in: bytes) else { throw unexpected(in: bytes) }
    }
    throw error(.byteOrderMark, at: start)
  }
}

extension JSONValue {
  /// Reads `bytes` as one JSON value with nothing but white space around it.
  ///
  /// - Throws: `JSONError` if they are not exactly that, or nest more than `depthLimit` deep.
  package init(parsing bytes: [UInt8], depthLimit: Int = 64) throws(JSONError) {
    var reader = JSONReader(depthLimit: depthLimit)
    let span = bytes.span
    self = try reader.read(span)
    reader.skipWhitespace(in: span)
    guard reader.position == span.count else { throw reader.error(.trailingBytes) }
  }
}
