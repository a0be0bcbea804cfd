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
}
