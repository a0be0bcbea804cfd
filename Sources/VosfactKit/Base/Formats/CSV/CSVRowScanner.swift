/// Finds the fields of one CSV row at the front of a span, and where the row ends.
struct CSVRowScanner {
  /// What parts fields.
  private(set) var separator: UInt8
  /// The line at `position`, counted from 1.
  private(set) var line: Int
  /// Where the row's line end begins, once `scan` has found the row whole.
  private(set) var position = 0
  /// Whether the input ends with the span, and a row may end there without a line end.
  let isWhole: Bool
  private(set) var ranges: [(bytes: Range<Int>, hasDoubledQuotes: Bool)] = []

  /// Takes as separator what occurs most often outside quotes in the first row: comma, semicolon or
  /// tab; comma if all occur alike. Whether the end of that row is among `bytes`.
  mutating func detectSeparator(in bytes: Span<UInt8>) -> Bool {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var counts = [0, 0, 0]
    var isQuoted = false
    var isWhole = false
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted {
        isWhole = Self.endsLine(byte)
        if isWhole { break }
        if let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
      }
    }
    var best = 0
    for candidate in 1..<3 where counts[candidate] > counts[best] { best = candidate }
    separator = candidates[best]
    return isWhole
  }

  /// Scans to the end of the row; false if the span ends first and more may follow it.
  ///
  /// - Throws: `CSVError` with the line of the fault.
  mutating func scan(_ bytes: Span<UInt8>) throws(CSVError) -> Bool {
    while true {
      guard try scanField(bytes) else { return false }
      guard ranges.count <= CSVReader.columnLimit else {
        throw CSVError(line: line, reason: .tooManyColumns(limit: CSVReader.columnLimit))
      }
      guard position < bytes.count, bytes[position] == separator else { return true }
      position += 1
    }
  }

  /// The row's fields, once `scan` has found it whole; nil if they are not UTF-8.
  func fields(of bytes: Span<UInt8>) -> [String]? {
    var fields: [String] = []
    fields.reserveCapacity(ranges.count)
    for (range, hasDoubledQuotes) in ranges {
      guard let valid = try? UTF8Span(validating: bytes.extracting(range)) else { return nil }
      let text = String(copying: valid)
      fields.append(hasDoubledQuotes ? Self.undoubled(text) : text)
    }
    return fields
  }

  private mutating func scanField(_ bytes: Span<UInt8>) throws(CSVError) -> Bool {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
      return try scanQuotedField(bytes)
    }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || Self.endsLine(byte) { break }
      guard byte != UInt8(ascii: "\"") else {
        throw CSVError(line: line, reason: .quoteInsideField)
      }
      position += 1
    }
    try add(start..<position, hasDoubledQuotes: false)
    return position < bytes.count || isWhole
  }

  private mutating func scanQuotedField(_ bytes: Span<UInt8>) throws(CSVError) -> Bool {
    let openedOn = line
    position += 1
    let start = position
    var hasDoubledQuotes = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
          try add(start..<position - 1, hasDoubledQuotes: hasDoubledQuotes)
          return try isFieldEnd(bytes)
        }
        hasDoubledQuotes = true
        position += 1
      } else if Self.endsLine(byte) {
        let isPair =
          byte == UInt8(ascii: "\r") && position < bytes.count
          && bytes[position] == UInt8(ascii: "\n")
        if !isPair { line += 1 }
      }
    }
    guard position - start <= CSVReader.fieldLimit else {
      throw CSVError(line: openedOn, reason: .fieldTooLong(limit: CSVReader.fieldLimit))
    }
    if isWhole { throw CSVError(line: openedOn, reason: .unterminatedQuote) }
    return false
  }

  /// Whether a field ends at `position`, behind its closing quote; false if the span ends there and
  /// more may follow.
  private func isFieldEnd(_ bytes: Span<UInt8>) throws(CSVError) -> Bool {
    guard position < bytes.count else { return isWhole }
    guard bytes[position] == separator || Self.endsLine(bytes[position]) else {
      throw CSVError(line: line, reason: .textAfterQuote)
    }
    return true
  }

  private mutating func add(_ range: Range<Int>, hasDoubledQuotes: Bool) throws(CSVError) {
    guard range.count <= CSVReader.fieldLimit else {
      throw CSVError(line: line, reason: .fieldTooLong(limit: CSVReader.fieldLimit))
    }
    ranges.append((range, hasDoubledQuotes))
  }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func undoubled(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isSecond = false
    for byte in text.utf8 {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || isSecond { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
