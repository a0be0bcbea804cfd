import Glibc

/// Reads documents one at a time from JSON in any of three shapes, told apart by what is read: an array
/// of objects, objects one a line or otherwise separated by white space (JSON Lines), or one object.
///
/// Memory is bounded by the longest document, never by the input. A document that is broken on its line
/// of JSON Lines, and one that is no object, are handed on as faults that can be passed over.
struct JSONDocumentStream: ~Copyable {
  /// What `next` finds.
  enum Item: Equatable {
    /// An object, and the line of its first byte, counted from 1.
    case document(JSONValue, line: Int)
    /// A faulty document that is left out; the stream goes on behind it.
    case fault(JSONError)
  }

  /// How many bytes a document may have unless told otherwise: 16 MiB.
  static let defaultDocumentLimit = 16 * 1024 * 1024

  /// What is known of the input's shape.
  private enum Shape {
    case unknown
    /// Before an array's first element.
    case arrayStart
    /// Behind an array's element.
    case array
    /// White space between documents, of which none was whole and alone on its line yet.
    case sequence
    /// One document a line, since one ended where its line did.
    case lines
    /// The first document is broken over several lines and already reported: either the first line of
    /// JSON Lines is cut short, and the next is whole, or there is nothing more to be had.
    case doubtful
    case finished
  }

  private var source: ByteSource
  private var reader: JSONReader
  private var shape = Shape.unknown
  /// The line of the latest document, if it lies on one line alone so far.
  private var aloneOnLine: Int?
  private let documentLimit: Int

  /// Reads from `source`, refusing documents of more than `documentLimit` bytes.
  init(_ source: consuming ByteSource, documentLimit: Int = defaultDocumentLimit) {
    self.source = source
    self.documentLimit = documentLimit
    reader = JSONReader()
  }

  /// The next document or fault; nil behind the last.
  ///
  /// - Throws: `FormatError.unreadable` if reading fails; `FormatError.json` if the JSON is broken where
  ///   nothing tells where its next document begins. The stream has then ended.
  mutating func next() throws(FormatError) -> Item? {
    do {
      return try nextItem()
    } catch {
      shape = .finished
      throw error
    }
  }

  private mutating func nextItem() throws(FormatError) -> Item? {
    if shape == .finished { return nil }
    guard let first = try skipWhitespace() else {
      if shape == .array || shape == .arrayStart { throw .json(reader.error(.unexpectedEnd)) }
      return nil
    }
    switch shape {
    case .unknown where first == UInt8(ascii: "["):
      skipByte()
      shape = .arrayStart
      return try nextItem()
    case .unknown:
      shape = .sequence
      return try sequenceItem()
    case .arrayStart, .array: return try arrayItem(first)
    case .sequence, .lines, .doubtful: return try sequenceItem()
    case .finished: return nil
    }
  }

  private mutating func arrayItem(_ first: UInt8) throws(FormatError) -> Item? {
    if first == UInt8(ascii: "]") {
      skipByte()
      guard try skipWhitespace() == nil else { throw .json(reader.error(.trailingBytes)) }
      shape = .finished
      return nil
    }
    if shape == .array {
      guard first == UInt8(ascii: ",") else { throw .json(reader.error(.unexpectedByte(first))) }
      skipByte()
      guard try skipWhitespace() != nil else { throw .json(reader.error(.unexpectedEnd)) }
    }
    shape = .array
    let start = reader
    switch try document() {
    case .success(let value): return item(value, from: start)
    case .failure(let error): throw .json(error)
    }
  }

  private mutating func sequenceItem() throws(FormatError) -> Item? {
    let start = reader
    switch try document() {
    case .success(let value):
      aloneOnLine = reader.line == start.line && start.line != aloneOnLine ? start.line : nil
      return item(value, from: start)
    case .failure(let error):
      if error.reason == .byteOrderMark { throw .json(error) }
      if shape == .doubtful {
        shape = .finished
        return nil
      }
      if shape == .sequence, error.line > start.line { shape = .doubtful }
      reader = start
      try skipLine()
      // One document a line: one that runs on into the next was cut short on its own.
      return .fault(
        shape == .lines && error.line > start.line ? start.error(.unexpectedEnd) : error)
    }
  }

  private func item(_ value: JSONValue, from start: JSONReader) -> Item {
    value.members == nil
      ? .fault(start.error(.notAnObject)) : .document(value, line: start.line)
  }

  /// Reads the value in front, as much of the input as it takes, and consumes it unless it is faulty.
  private mutating func document() throws(FormatError) -> Result<JSONValue, JSONError> {
    let start = reader
    while true {
      reader = start
      reader.endsInput = source.isExhausted
      do throws(JSONError) {
        let value = try reader.read(source)
        guard reader.position <= documentLimit else {
          return .failure(start.error(.tooLong(limit: documentLimit)))
        }
        consume()
        return .success(value)
      } catch {
        guard error.reason == .unexpectedEnd, !source.isExhausted else { return .failure(error) }
        guard source.unreadCount <= documentLimit else {
          return .failure(start.error(.tooLong(limit: documentLimit)))
        }
      }
      // Twice as many bytes each time: a long document is read again a bounded number of times.
      _ = try source.fill(to: min(source.unreadCount * 2, documentLimit + 1))
    }
  }

  /// The first byte behind white space, which is consumed; nil at the end of the input.
  private mutating func skipWhitespace() throws(FormatError) -> UInt8? {
    while true {
      reader.skipWhitespace(in: source)
      if let line = aloneOnLine, reader.line > line || source.isEmpty {
        if shape == .sequence || shape == .doubtful { shape = .lines }
        aloneOnLine = nil
      }
      consume()
      if source.unreadCount > 0 { return source.buffer[source.start] }
      guard !source.isExhausted else { return nil }
      _ = try source.fill(to: 1)
    }
  }

  /// Consumes the rest of the line, whatever it holds and however long it is.
  private mutating func skipLine() throws(FormatError) {
    while true {
      let end = endOfLine()
      reader.position = end ?? source.unreadCount
      consume()
      guard end == nil, !source.isExhausted else { return }
      _ = try source.fill(to: 1)
    }
  }

  /// How many unread bytes stand before the next line end.
  ///
  /// By a span, which is gone on return: an array's slice that lives on would make the source copy its
  /// whole storage before each chunk that it reads.
  private func endOfLine() -> Int? {
    let unread = source.buffer.span.extracting(source.start..<source.end)
    return unread.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress,
        let end = memchr(start, Int32(UInt8(ascii: "\n")), bytes.count)
      else { return nil }
      return start.distance(to: UnsafeRawPointer(end))
    }
  }

  private mutating func skipByte() {
    reader.position += 1
    consume()
  }

  /// Drops from the source what the reader has passed.
  private mutating func consume() {
    source.consume(reader.position)
    reader.offset += reader.position
    reader.position = 0
  }
}

extension JSONReader {
  /// Reads the value at the front of the source's unread bytes, without consuming them.
  fileprivate mutating func read(_ source: borrowing ByteSource) throws(JSONError) -> JSONValue {
    try read(source.buffer.span.extracting(source.start..<source.end))
  }

  /// Moves past the white space at the front of the source's unread bytes, without consuming it.
  fileprivate mutating func skipWhitespace(in source: borrowing ByteSource) {
    skipWhitespace(in: source.buffer.span.extracting(source.start..<source.end))
  }
}
