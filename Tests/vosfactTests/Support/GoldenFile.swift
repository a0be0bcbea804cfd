import Foundation
import Testing

/// A file that holds what is expected, to be read and judged by a person. With `VOSFACT_WRITE_GOLDEN` set, what
/// a test finds is written there instead.
struct GoldenFile {
  /// Its path below the tests' data.
  let path: String

  private var file: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Data/\(path)").standardized
  }

  /// What is expected, which is `actual` when the file is being written.
  func expected(writing actual: String) throws -> String {
    if ProcessInfo.processInfo.environment["VOSFACT_WRITE_GOLDEN"] != nil {
      try actual.write(to: file, atomically: true, encoding: .utf8)
    }
    return try String(contentsOf: file, encoding: .utf8)
  }
}
