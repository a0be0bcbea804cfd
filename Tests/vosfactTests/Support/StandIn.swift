import Foundation
import Testing

/// A server in `Data` that stands in for a provider's API, running for as long as the value lives.
final class StandIn {
  /// Its address, without a slash at the end.
  let base: String

  private let process = Process()
  private let input = Pipe()

  /// - Parameters:
  ///   - name: the script's, without its suffix.
  ///   - arguments: the script's own.
  init(_ name: String, _ arguments: String...) throws {
    let script = try #require(
      Bundle.module.url(forResource: name, withExtension: "py", subdirectory: "Data"))
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-B", script.path] + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n"),
      let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty
    {
      line += byte
    }
    let port = try #require(Int(String(decoding: line.dropLast(), as: UTF8.self)))
    base = "http://127.0.0.1:\(port)"
  }

  deinit {
    // The server ends with its input.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
