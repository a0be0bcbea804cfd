import Foundation
import Testing

@testable import VosfactKit

/// A provider's own library for Python, or a second implementation on a package: what our signatures
/// must convince.
struct PythonCounterpart {
  /// The package's name, as it is imported; `nil` if Python's own library is enough.
  var package: String? = nil
  /// The script's name in the tests' data, without its suffix: it reads JSON Lines and answers each
  /// with one line.
  let script: String

  /// Whether its tests run: in CI always, so that a missing package fails.
  var canTest: Bool {
    ExternalTool.canTest(with: "python3")
      && (package == nil || ProcessInfo.processInfo.environment["CI"] == "true"
        || FileManager.default.fileExists(
          atPath: "\(PythonPackages.folder)/\(package ?? "")/__init__.py"))
  }

  /// What it says of each question, one line each.
  func judge(_ questions: [JSONValue]) throws -> [String] {
    let file = try #require(
      Bundle.module.url(forResource: script, withExtension: "py", subdirectory: "Data"))
    let outcome = try Subprocess(
      program: #require(ExternalTool.python), arguments: [file.path],
      environment: ["PYTHONPATH": PythonPackages.folder],
      input: questions.flatMap { Array(($0.text + "\n").utf8) }, timeLimit: .seconds(60),
      outputLimit: 65_536
    ).run()
    try #require(
      outcome.termination == .exited(0), "\(String(decoding: outcome.errorOutput, as: UTF8.self))")
    return String(decoding: outcome.output, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
