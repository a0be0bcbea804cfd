import Foundation

/// Programs of the system that tests need.
enum ExternalTool {
  /// Whether a test that needs `programs` is to run: when all are installed, and always under
  /// continuous integration, where a missing one must fail the test and not skip it.
  static func canTest(with programs: String...) -> Bool {
    isRequired || programs.allSatisfy { path(of: $0) != nil }
  }

  /// Whether all that a test needs must be there: under continuous integration.
  static let isRequired = ProcessInfo.processInfo.environment["CI"] == "true"

  /// The path of `program`; `nil` if it is not installed.
  static func path(of program: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The path of Python itself; `nil` if it is not installed. What lies in `PATH` may be a script that looks for it
  /// anew each time, as pyenv's does, and takes longer than what it starts.
  static let python: String? = try? path(of: "python3").map { program in
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-c", "import sys; print(sys.executable, end='')"]
    process.standardOutput = output
    try process.run()
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }
}
