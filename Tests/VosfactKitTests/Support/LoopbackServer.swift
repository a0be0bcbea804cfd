import Foundation
import Testing

/// An HTTP server in `Data`, `http_server.py` unless told otherwise, running for as long as the value lives.
final class LoopbackServer {
  /// What the server tells of a request that it received at `/echo`.
  struct Received: Decodable {
    let method: String
    let path: String
    let headers: [[String]]
    /// In hexadecimal.
    let body: String

    func header(_ name: String) -> String? {
      headers.first { $0.first?.lowercased() == name.lowercased() }?.last
    }
  }

  /// `host:port`.
  let authority: String

  private let process = Process()
  private let input = Pipe()

  /// Starts the server, with TLS if it is given a certificate and its key.
  init(_ name: String = "http_server", certificate: URL? = nil, key: URL? = nil) throws {
    let script = try #require(
      Bundle.module.url(forResource: name, withExtension: "py", subdirectory: "Data"))
    let python = try #require(ExternalTool.path(of: "python3"))
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [script.path] + [certificate, key].compactMap { $0?.path }
    process.environment = ProcessInfo.processInfo.environment
      .merging(["PYTHONPATH": PythonCounterpart.folder]) { $1 }
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
    authority = "localhost:\(port)"
  }

  deinit {
    // The server ends with its input.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
