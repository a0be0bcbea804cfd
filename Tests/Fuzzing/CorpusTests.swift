import Foundation
import Testing

/// The inputs that fuzzing starts from, and those that once broke a property, without a fuzzer.
@Suite struct CorpusTests {
  private static let folder = Bundle.module.bundleURL.appending(component: "Corpora")

  @Test("no input of its corpus breaks a property of a parser", arguments: FuzzedParser.allCases)
  func corpus(of parser: FuzzedParser) throws {
    let folder = Self.folder.appending(component: parser.rawValue)
    let inputs = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!inputs.isEmpty)
    for input in inputs {
      let bytes = Array(try Data(contentsOf: input))
      #expect(throws: Never.self, "\(input.lastPathComponent)") { try parser.check(bytes) }
    }
  }
}
