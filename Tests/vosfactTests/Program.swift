import Foundation
import Testing
import VosfactKit

/// The built executable on a database of its own, in a folder that goes with it.
final class Program {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "vosfact-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// What a run of it gave.
  struct Result {
    let code: Int32
    let data: Data
    let errors: String

    var output: String { String(decoding: data, as: UTF8.self) }

    /// The output, read as JSON.
    func json() throws -> JSONValue { try JSONValue(parsing: Array(data)) }
  }

  /// The path of the file `name` in the folder.
  func file(_ name: String) -> String { url(name).path }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  /// Runs the executable with `words`, in English unless they say otherwise.
  @discardableResult
  func run(_ words: String...) throws -> Result { try run(words) }

  @discardableResult
  func run(_ words: [String]) throws -> Result {
    let process = Process()
    // The executable lies beside the test bundle.
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      .deletingLastPathComponent().appendingPathComponent("vosfact")
    process.arguments = words
    process.environment = [
      "VOSFACT_DB": file("shop.db"), "LANG": "en_US.UTF-8", "HOME": folder.path,
    ]
    // Files, as a pipe that nobody reads would fill.
    let output = try emptyFile("stdout")
    let errors = try emptyFile("stderr")
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus,
      data: try Data(contentsOf: URL(fileURLWithPath: file("stdout"))),
      errors: try String(contentsOfFile: file("stderr"), encoding: .utf8))
  }

  private func emptyFile(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: file(name)))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: file(name)))
  }

  /// Issues an invoice of this total, and gives its number.
  func invoice(_ total: String) throws -> String {
    let result = try run(
      "invoice", "create", "--buyer", "Aline", "--line", "Work;1;\(total);0", "--format", "json")
    return try #require(try result.json()["number"]?.string, "\(result.errors)")
  }
}
