import Foundation
import Testing

@testable import VosfactKit

/// A PDF as other programs read it.
struct PDFFile {
  private let folder: TemporaryFolder
  private let path: String

  init(_ bytes: [UInt8]) throws {
    folder = try TemporaryFolder()
    path = folder.file("document.pdf")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  func text(page: Int? = nil) throws -> String {
    let pages = page.map { ["-f", "\($0)", "-l", "\($0)"] } ?? []
    // Spaces of every width are spaces to a reader.
    return try output("pdftotext", ["-layout"] + pages + [path, "-"])
      .replacing(/[\u{A0}\u{202F}]/, with: " ")
  }

  func pageCount() throws -> Int {
    let match = try output("pdfinfo", [path]).firstMatch(of: /Pages:\s+(\d+)/)
    return try #require(match.flatMap { Int($0.1) })
  }

  /// The addresses of the links in it, in their order.
  func links() throws -> [String] {
    try uncompressed().matches(of: /\/URI \(([^)]*)\)/).map { String($0.1) }
  }

  /// The whole of it with nothing compressed.
  func uncompressed() throws -> String {
    try output("qpdf", ["--qdf", "--object-streams=disable", path, "-"])
  }

  func areFontsEmbedded() throws -> Bool {
    let rows = try output("pdffonts", [path]).split(separator: "\n").dropFirst(2)
    return !rows.isEmpty && rows.allSatisfy { $0.contains(" yes yes ") }
  }

  func attachmentCount() throws -> Int {
    let match = try output("pdfdetach", ["-list", path]).firstMatch(of: /(\d+) embedded/)
    return try #require(match.flatMap { Int($0.1) })
  }

  func isSound() throws -> Bool {
    try run("qpdf", ["--check", path]).termination == .exited(0)
  }

  /// What the codes on its first page say, one after the other.
  func codes() throws -> String {
    let picture = folder.file("page")
    _ = try output("pdftoppm", ["-r", "200", "-png", "-singlefile", path, picture])
    return try output(
      "zbarimg", ["--raw", "--quiet", "-Sdisable", "-Sqrcode.enable", "\(picture).png"])
  }

  private func output(_ program: String, _ arguments: [String]) throws -> String {
    let outcome = try run(program, arguments)
    try #require(
      outcome.termination == .exited(0), "\(String(decoding: outcome.errorOutput, as: UTF8.self))")
    return String(decoding: outcome.output, as: UTF8.self)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> Subprocess.Outcome {
    try Subprocess(
      program: program, arguments: arguments,
      environment: ["LC_ALL": "C.UTF-8", "HOME": folder.path],
      searchPath: ProcessInfo.processInfo.environment["PATH"] ?? Subprocess.systemSearchPath,
      timeLimit: .seconds(60), outputLimit: 16 << 20
    ).run()
  }
}
