import Foundation
import Testing

@testable import VosfactKit

/// A folder of a test's own, in which the built `vosfact` is run on a database in it. Both are deleted
/// when the test lets go of it.
final class Workplace: Sendable {
  /// How a run of a program ended.
  struct Ending {
    /// The exit status; for a program that a signal ended, 128 and the signal's number, as in a shell.
    let status: Int32
    let output: String
    let errors: String

    /// The output as one JSON value.
    var json: JSONValue {
      get throws { try JSONValue(parsing: Array(output.utf8)) }
    }
  }

  let path: String

  /// The database, which is not there before the first command that makes it.
  var database: String { file("vosfact.db") }

  /// The environment of every run: English, UTC, without colour and without anything of the tester's.
  var variables: [String: String] {
    [
      "VOSFACT_DB": database, "HOME": path, "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "PATH": Subprocess.systemSearchPath, "TERM": "dumb",
    ].merging(Self.measurement) { $1 }
  }

  /// Where the program notes which of its lines ran, if coverage is measured.
  static let measurement = ProcessInfo.processInfo.environment.filter {
    $0.key == "LLVM_PROFILE_FILE"
  }

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(component: "vosfact-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    path = folder.path
  }

  /// Another folder, which holds the same files as `other`, where no program may be at work.
  init(copying other: Workplace) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(component: "vosfact-test-\(UUID().uuidString)")
    try FileManager.default.copyItem(atPath: other.path, toPath: folder.path)
    path = folder.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The executable under test, which the test build leaves beside the test bundle.
  static let executable = built("vosfact")

  /// The same program, linked so that `faketime` can set its clock.
  static let preloadable = built("Preloadable")

  private static func built(_ name: String) -> String {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(component: name).path
  }

  /// The path of the file `name` in the folder.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The names of the files in the folder, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }

  /// Runs `vosfact` with `words` in the folder.
  ///
  /// - Parameters:
  ///   - changes: variables that differ from `variables`; an absent one is `nil`.
  ///   - input: its standard input.
  @discardableResult
  func vosfact(
    _ words: String..., with changes: [String: String?] = [:], input: String = ""
  ) throws -> Ending {
    try run(Self.executable, words, with: changes, input: input)
  }

  /// Runs `vosfact` with `words` in the folder, and fails the test unless it ends with 0.
  @discardableResult
  func succeed(
    _ words: String..., with changes: [String: String?] = [:], input: String = "",
    at place: SourceLocation = #_sourceLocation
  ) throws -> Ending {
    let ending = try run(Self.executable, words, with: changes, input: input)
    try #require(
      ending.status == 0, "vosfact \(words.joined(separator: " ")): \(ending.errors)",
      sourceLocation: place)
    return ending
  }

  /// Runs a program in the folder.
  func run(
    _ program: String, _ words: [String], with changes: [String: String?] = [:],
    input: String = ""
  ) throws -> Ending {
    let environment = changes.reduce(into: variables) { $0[$1.key] = $1.value }
    let outcome = try Subprocess(
      program: "env", arguments: ["--chdir=\(path)", program] + words, environment: environment,
      input: Array(input.utf8), timeLimit: .seconds(900), outputLimit: 64 * 1024 * 1024
    ).run()
    let status: Int32 =
      switch outcome.termination {
      case .exited(let status): status
      case .signalled(let signal): 128 + signal
      }
    return Ending(
      status: status, output: String(decoding: outcome.output, as: UTF8.self),
      errors: String(decoding: outcome.errorOutput, as: UTF8.self))
  }
  /// Issues an invoice of this total, without VAT, and gives its number.
  func invoice(_ total: String) throws -> String {
    let issued = try succeed(
      "invoice", "create", "--buyer", "Aline", "--line", "Work;1;\(total);0", "--format", "json")
    return try #require(try issued.json["number"]?.string)
  }
}
