import Foundation
import Testing

/// The manual that is kept beside the source.
@Suite(.waiting) struct DocumentationTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

  private static func canTest(with programs: String...) -> Bool {
    let variables = ProcessInfo.processInfo.environment
    let folders = (variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return variables["CI"] == "true"
      || programs.allSatisfy { program in
        folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
      }
  }

  /// What a program writes, errors included, and how it ends; `vosfact` is the one that was built.
  private func run(
    _ words: [String], in folder: URL, locale: String = "C.UTF-8"
  ) throws -> (output: String, code: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "\(Self.binary.path):/usr/local/bin:/usr/bin:/bin", "HOME": folder.path,
      "LC_ALL": locale, "TERM": "dumb",
    ].merging(Workplace.measurement) { $1 }
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// The files under `folder` that documentation is made of, by their paths in it.
  private func files(in folder: URL) throws -> [String: String] {
    var files: [String: String] = [:]
    let paths = try FileManager.default.subpathsOfDirectory(
      atPath: folder.appending(path: "man").path)
    for path in paths {
      let url = folder.appending(path: "man/\(path)")
      if !url.hasDirectoryPath, let data = try? Data(contentsOf: url) {
        files["man/\(path)"] = String(decoding: data, as: UTF8.self)
      }
    }
    return files
  }

  @Test("the manual is what the program writes")
  func freshness() throws {
    try withFolder { folder in
      #expect(try run(["vosfact", "documentation", "."], in: folder).code == 0)
      let written = try files(in: folder)
      let kept = try files(in: Self.repository)
      #expect(written.keys.sorted() == kept.keys.sorted())
      for (path, text) in written {
        #expect(kept[path] == text, "\(path) is stale; run 'vosfact documentation .'")
      }
    }
  }

  @Test("mandoc finds nothing wrong in any page", .enabled(if: canTest(with: "mandoc")))
  func lint() throws {
    let pages = try files(in: Self.repository).keys.sorted()
    #expect(pages.count > 10)
    let lint = try run(["mandoc", "-T", "lint", "-W", "warning"] + pages, in: Self.repository)
    #expect(lint.output == "")
    #expect(lint.code == 0)
  }
}
