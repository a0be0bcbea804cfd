import Foundation
import Testing

/// Programs of the system, run in a folder of a test's own, which goes with it.
final class ToolFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "vosfact-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The names of the files in the folder, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }

  func write(_ text: String, to name: String, mode: Int = 0o600) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: url.appending(path: name).path)
  }

  /// Whether a test that needs `program` is to run: when it is installed, and always under continuous
  /// integration, where a missing one must fail the test.
  static func canTest(with program: String) -> Bool {
    let variables = ProcessInfo.processInfo.environment
    let folders = (variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return variables["CI"] == "true"
      || folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  /// What the program that `words` name writes, errors included; programs in the folder go before the
  /// system's.
  func run(_ words: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = url
    process.environment = [
      "PATH": "\(url.path):/usr/local/bin:/usr/bin:/bin", "HOME": url.path, "LC_ALL": "C.UTF-8",
      "TERM": "dumb",
    ]
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
