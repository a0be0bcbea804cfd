@testable import VosfactKit

/// What must hold of reading JSON.
enum JSONProperties {
  static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let value = try? JSONValue(parsing: bytes)
    if let value { try checkAccepted(value, from: bytes) }

    let atOnce = Stream(bytes, chunkSize: max(1, bytes.count))
    if value?.members != nil {
      try require(
        atOnce.items == ["\(value?.text ?? "")"] && atOnce.end == nil,
        "an object alone is a stream of one document")
    }
    for size in [1, 2, 3, 7] {
      try require(
        Stream(bytes, chunkSize: size) == atOnce,
        "a stream gives the same in pieces of \(size) bytes as at once")
    }
  }

  private static func checkAccepted(
    _ value: JSONValue, from bytes: [UInt8]
  ) throws(BrokenProperty) {
    try require(String(validating: bytes, as: UTF8.self) != nil, "what is accepted is UTF-8")
    try require(depth(of: value) <= JSONReader.defaultDepthLimit, "values nest to the limit")
    // Texts are compared by their bytes: Swift takes "é" in one scalar and in two for the same.
    let written = Array(value.text.utf8)
    try require(
      (try? JSONValue(parsing: written)).map { Array($0.text.utf8) } == written,
      "what is written reads as the same value")
    let indented = try? JSONValue(parsing: Array(value.indentedText.utf8))
    try require(
      indented.map { Array($0.text.utf8) } == written,
      "what is written on several lines reads as the same value")
  }

  private static func depth(of value: JSONValue) -> Int {
    switch value {
    case .array(let elements): 1 + (elements.map(depth).max() ?? 0)
    case .object(let members): 1 + (members.map { depth(of: $0.value) }.max() ?? 0)
    case .null, .bool, .number, .string: 0
    }
  }

  /// What a stream of documents gives: a text for each item, and the error at its end.
  private struct Stream: Equatable {
    private(set) var items: [String] = []
    private(set) var end: FormatError?

    init(_ bytes: [UInt8], chunkSize: Int) {
      var stream = JSONDocumentStream(ByteSource(bytes, chunkSize: chunkSize))
      do throws(FormatError) {
        while let item = try stream.next() {
          switch item {
          case .document(let value, _): items.append(value.text)
          case .fault(let error): items.append("\(error)")
          }
        }
      } catch {
        end = error
      }
    }
  }
}
