import Foundation
import Testing

/// A server in `Data` that stands in for something of the outside, running for as long as the value lives.
final class StandIn {
  /// The port on which it listens, on this machine alone.
  let port: Int
  /// Its address, without a slash at the end.
  var base: String { "http://127.0.0.1:\(port)" }

  private let process = Process()
  private let input = Pipe()

  /// Where the tests of the library have theirs, which those of the program may use too.
  private static let library = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../VosfactKitTests/Data").standardized

  /// - Parameters:
  ///   - name: the script's, without its suffix.
  ///   - arguments: the script's own.
  init(_ name: String, _ arguments: String...) throws {
    let own = Bundle.module.url(forResource: name, withExtension: "py", subdirectory: "Data")
    let script = own ?? Self.library.appending(path: "\(name).py")
    let python = try #require(ExternalTool.python)
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-B", script.path] + arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["PYTHONPATH": PythonPackages.folder]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n"),
      let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty
    {
      line += byte
    }
    port = try #require(Int(String(decoding: line.dropLast(), as: UTF8.self)))
  }

  deinit {
    // The server ends with its input.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
