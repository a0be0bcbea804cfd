import Foundation
import Testing

/// The folders of the library are floors: a line knows the types of its own floor and of those below it.
@Suite struct FloorTests {
  /// The floors, the lowest first; what lies in no folder stands above them all.
  private static let floors = [
    "Base", "Journal", "Settings", "Invoices", "Ledger", "Providers", "PayLinks", "Sheets",
    "Notifications", "Payments", "Import", "Web", "Upkeep", "",
  ]

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/VosfactKit", directoryHint: .isDirectory)

  /// The words of each line of each file, comments and texts left out, by its path below `sources`.
  private static func words() throws -> [String: [[Substring]]] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    return try Dictionary(
      uniqueKeysWithValues: paths.filter { $0.hasSuffix(".swift") }.map { path in
        let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
        return (path, Self.words(of: text))
      })
  }

  private static func words(of text: String) -> [[Substring]] {
    var lines: [String] = []
    for (place, part) in text.split(separator: "\"\"\"", omittingEmptySubsequences: false)
      .enumerated()
    where place.isMultiple(of: 2) {
      for line in part.split(separator: "\n") {
        var code = ""
        let pieces = line.replacing("\\\"", with: "").split(
          separator: "\"", omittingEmptySubsequences: false)
        for (place, piece) in pieces.enumerated() where place.isMultiple(of: 2) {
          let end = piece.firstRange(of: "//")?.lowerBound ?? piece.endIndex
          code += piece[..<end] + " "
          if end < piece.endIndex { break }
        }
        lines.append(code)
      }
    }
    // A line that is indented begins with a word of its own, which is empty.
    return lines.map { line in
      (line.first == " " ? [""] : [])
        + line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    }
  }

  private static func floor(of path: String) throws -> Int {
    let folder = path.contains("/") ? String(path.prefix { $0 != "/" }) : ""
    return try #require(floors.firstIndex(of: folder), "\(path) is on no floor")
  }

  @Test("no type is named below its floor") func arrows() throws {
    let files = try Self.words()
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias"]
    var homes: [Substring: Int] = [:]
    for (path, lines) in files {
      for line in lines where line.first != "" {
        for (kind, name) in zip(line, line.dropFirst()) where kinds.contains(kind) {
          homes[name] = min(homes[name] ?? .max, try Self.floor(of: path))
        }
      }
    }
    var arrows: Set<String> = []
    for (path, lines) in files {
      let floor = try Self.floor(of: path)
      for word in Set(lines.joined().compactMap { $0.split(separator: ".").first }) {
        if let home = homes[word], home > floor { arrows.insert("\(path) names \(word)") }
      }
    }
    #expect(arrows.sorted() == [])
  }

  @Test("no room holds more than 25 files") func rooms() throws {
    let rooms = Dictionary(grouping: try Self.words().keys) { path in
      path.split(separator: "/").dropLast().joined(separator: "/")
    }
    #expect(rooms.filter { $0.value.count > 25 }.keys.sorted() == [])
  }
}
