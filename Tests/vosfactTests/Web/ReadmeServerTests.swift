import Foundation
import Testing

/// The configuration and the commands of README's demonstration, exactly as they stand there; only the port is another.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "curl") && WebServer.canTest([.lighttpd])))
struct ReadmeServerTests {
  private static let readme = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "README.md")

  /// The block of README whose first line begins with `beginning`.
  private func block(_ beginning: String) throws -> String {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let blocks = text.components(separatedBy: "\n```")
    let found = blocks.first { block in
      block.drop { $0 != "\n" }.dropFirst().hasPrefix(beginning)
    }
    return String(try #require(found).drop { $0 != "\n" }.dropFirst()) + "\n"
  }

  @Test("the four lines and the one command show the demonstration's pay pages on loopback")
  func demonstration() throws {
    let workplace = try Workplace()
    let port = try ServerPort.next()
    let configuration = try block("server.modules")
    #expect(configuration.split(separator: "\n").count == 4)
    #expect(configuration.contains("8080"))
    try workplace.write(
      configuration.replacing("8080", with: "\(port)"), to: "demo.conf")
    let folder = workplace.file(".build/release")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/vosfact", withDestinationPath: Workplace.executable)
    let command = try block("vosfact payment demo --db demo.db")
    #expect(command.split(separator: "\n").count == 1)
    let variables = workplace.variables.merging([
      "PATH": "\(folder):/usr/sbin:/usr/bin:/sbin:/bin", "VOSFACT_DB": "",
    ]) { $1 }
    let server = try RunningProgram(
      "/bin/sh", ["-c", command], in: workplace.path, environment: variables)
    let deadline = Date(timeIntervalSinceNow: 60)
    while !ServerPort.isTaken(port) {
      try #require(Date() < deadline, "the demonstration's server did not start")
      poll(nil, 0, 10)
    }
    let link = try workplace.run(
      "sh", ["-c", try block("export VOSFACT_DB").replacing("8080", with: "\(port)")],
      with: variables)
    #expect(link.status == 0, "\(link.errors)")
    let address = try #require(link.output.split(separator: "\n").last.map(String.init))
    #expect(address.hasPrefix("http://localhost:\(port)/p/"))
    let page = try WebServer.curl(address, [], in: workplace)
    #expect(page.status == 200)
    #expect(page.text.contains("provider"))
    withExtendedLifetime(server) {}
  }
}
