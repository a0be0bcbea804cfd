import Localization
import VosfactKit

/// The lines of a text file, one after the other, without their ends and the spaces around them; empty
/// ones are passed over.
struct LineReader: ~Copyable {
  private let path: String
  private let file: File
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// The number of the line that was read last, from 1, the empty ones counted.
  private(set) var number = 0

  /// A longer line names no document.
  private static let maximumLength = 4096

  /// - Parameter path: a file; `-` is standard input.
  init(path: String) throws(Fault) {
    self.path = path
    file = try Fault.reading(path, File.input(path))
  }

  /// The next line; `nil` after the last.
  ///
  /// - Throws: `Fault`, or `PlacedFault` for one that is too long.
  mutating func next() throws -> String? {
    while true {
      while let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Self.text(buffer[position..<end])
        position = end + 1
        number += 1
        if !line.isEmpty { return line }
      }
      if isAtEnd {
        let line = Self.text(buffer[position...])
        position = buffer.count
        number += 1
        return line.isEmpty ? nil : line
      }
      try refill()
    }
  }

  private mutating func refill() throws {
    buffer.removeFirst(position)
    position = 0
    guard buffer.count <= Self.maximumLength else {
      throw PlacedFault(
        Fault(
          .badValue, en: "the line is too long; it names no document; give one number or id a line",
          fr:
            "la ligne est trop longue ; elle ne nomme pas de document ; donnez un numéro ou identifiant par ligne"
        ), at: .init(file: path, line: number + 1))
    }
    let file = file
    let piece = try Fault.reading(path, file.piece())
    isAtEnd = piece.isEmpty
    buffer += piece
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let trimmed = bytes.drop(while: isSpace)
    let end = trimmed.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? trimmed.startIndex
    return String(decoding: trimmed[..<end], as: UTF8.self)
  }
}
