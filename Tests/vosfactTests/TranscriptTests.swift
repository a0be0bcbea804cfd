import Foundation
import Testing

/// The sessions of `Transcripts`, in which users work with the built program.
@Suite(.waiting) struct TranscriptTests {
  static let transcripts: [String] = {
    let folder = Bundle.module.resourceURL?.appending(component: "Transcripts")
    let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
    return (names ?? []).filter { $0.hasSuffix(".transcript") }.sorted()
  }()

  static func text(of name: String) throws -> String {
    let folder = try #require(Bundle.module.resourceURL)
    let file = folder.appending(components: "Transcripts", name)
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  @Test("a session goes as it is written down", arguments: transcripts)
  func session(_ name: String) throws {
    let run = try TranscriptRun(try Self.text(of: name))
    #expect(run.differences.isEmpty, "\(name)\n\(run.differences.joined(separator: "\n\n"))")
  }

  @Test("there are sessions for each group of commands")
  func areThere() {
    for group in ["invoice", "payment", "provider", "settings", "pay-link"] {
      #expect(Self.transcripts.contains { $0.hasPrefix(group) })
    }
  }
}
