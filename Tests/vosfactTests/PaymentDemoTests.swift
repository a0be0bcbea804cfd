import Foundation
import Testing

@Suite(.waiting) struct PaymentDemoTests {
  /// The folder that the demonstration said it works in.
  private func folder(_ output: String) throws -> String {
    let line = try #require(output.split(separator: "\n").first)
    let database = try #require(line.split(separator: "=").last)
    try #require(database.hasPrefix("/tmp/vosfact."))
    return String(database.prefix(upTo: try #require(database.lastIndex(of: "/"))))
  }

  @Test("the demonstration leaves nothing behind")
  func whole() throws {
    let workplace = try Workplace()
    let ending = try workplace.succeed("payment", "demo")
    #expect(!FileManager.default.fileExists(atPath: try folder(ending.output)))
    #expect(try workplace.names == [])
  }

  @Test("a demonstration whose reader goes away leaves nothing behind, and says nothing")
  func closedPipe() throws {
    let workplace = try Workplace()
    let ending = try workplace.run(
      "sh", ["-c", "{ \(Workplace.executable) payment demo; echo $? >&2; } | head -n 1"])
    #expect(ending.errors == "141\n")
    #expect(!FileManager.default.fileExists(atPath: try folder(ending.output)))
  }
}
