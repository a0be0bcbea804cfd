/// Reads CSV (RFC 4180) row by row: its first row is the header, which also tells the separator, one of
/// comma, semicolon and tab. Lines end in CR LF, LF or CR; blank ones are skipped, as is a byte order
/// mark. Memory is bounded by the longest row.
struct CSVReader: ~Copyable {
  /// What `next` finds.
  enum Item: Equatable {
    /// As many fields as the header has, and the line that the row begins on, counted from 1.
    case row([String], line: Int)
    /// A faulty row that is left out; the reader goes on behind it.
    case fault(CSVError)
  }

  /// How many bytes a field may have: 1 MiB.
  static let fieldLimit = 1024 * 1024
  /// How many bytes a row may have: 16 MiB.
  static let rowLimit = 16 * 1024 * 1024
  /// How many fields a row may have.
  static let columnLimit = 1_000

  /// The names of the columns; empty if the input is.
  private(set) var header: [String] = []

  private var source: ByteSource
  private var separator = UInt8(ascii: ",")
  private var line = 1
  private var hasEnded = false

  /// Reads the header from `source`.
  ///
  /// - Throws: `FormatError` if reading fails, or the header is broken or names two columns alike.
  init(_ source: consuming ByteSource) throws(FormatError) {
    self.source = source
    try skipByteOrderMark()
    switch try nextRow(isHeader: true) {
    case .row(let names, let line):
      var seen: Set<String> = []
      if let name = names.first(where: { !seen.insert($0).inserted }) {
        throw .csv(CSVError(line: line, reason: .duplicateColumn(name)))
      }
      header = names
    case .fault(let error): throw .csv(error)
    case nil: break
    }
  }

  /// The next row or fault; nil behind the last.
  ///
  /// - Throws: `FormatError.unreadable` if reading fails; `FormatError.csv` if a row is broken so that
  ///   nothing tells where it ends. There are then no more rows.
  mutating func next() throws(FormatError) -> Item? {
    guard !hasEnded else { return nil }
    do {
      let item = try nextRow(isHeader: false)
      guard case .row(let fields, let line) = item, fields.count != header.count else {
        return item
      }
      return .fault(
        CSVError(line: line, reason: .fieldCount(found: fields.count, expected: header.count)))
    } catch {
      hasEnded = true
      throw error
    }
  }

  private mutating func nextRow(isHeader: Bool) throws(FormatError) -> Item? {
    guard try skipBlankLines() else { return nil }
    while true {
      var scanner = CSVRowScanner(separator: separator, line: line, isWhole: source.isExhausted)
      do throws(CSVError) {
        if try scanner.scan(source, isHeader: isHeader) {
          let fields = scanner.fields(of: source)
          let start = line
          separator = scanner.separator
          line = scanner.line
          source.consume(scanner.position)
          guard let fields else { return .fault(CSVError(line: start, reason: .invalidUTF8)) }
          return .row(fields, line: start)
        }
      } catch {
        throw .csv(error)
      }
      guard source.unreadCount < Self.rowLimit else {
        throw .csv(CSVError(line: line, reason: .rowTooLong(limit: Self.rowLimit)))
      }
      // Twice as many bytes each time: a long row is scanned again a bounded number of times.
      _ = try source.fill(to: min(source.unreadCount * 2, Self.rowLimit))
    }
  }

  /// Consumes line ends; whether something else follows.
  private mutating func skipBlankLines() throws(FormatError) -> Bool {
    while try source.fill(to: 1) {
      switch source.buffer[source.start] {
      case UInt8(ascii: "\n"): source.consume(1)
      case UInt8(ascii: "\r"):
        let isPair = try source.fill(to: 2) && source.buffer[source.start + 1] == UInt8(ascii: "\n")
        source.consume(isPair ? 2 : 1)
      default: return true
      }
      line += 1
    }
    return false
  }

  private mutating func skipByteOrderMark() throws(FormatError) {
    guard try source.fill(to: 3) else { return }
    if source.buffer[source.start..<source.start + 3].elementsEqual([0xEF, 0xBB, 0xBF]) {
      source.consume(3)
    }
  }
}

extension CSVRowScanner {
  /// Scans the row at the front of the source's unread bytes, without consuming it; a header only once
  /// it is whole, as all of it decides the separator.
  fileprivate mutating func scan(
    _ source: borrowing ByteSource, isHeader: Bool
  ) throws(CSVError) -> Bool {
    let unread = source.buffer.span.extracting(source.start..<source.end)
    if isHeader, !detectSeparator(in: unread), !source.isExhausted { return false }
    return try scan(unread)
  }

  /// The fields of the row at the front of the source's unread bytes.
  fileprivate func fields(of source: borrowing ByteSource) -> [String]? {
    fields(of: source.buffer.span.extracting(source.start..<source.end))
  }
}
