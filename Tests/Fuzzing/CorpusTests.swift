import Foundation
import Testing

/// The inputs that fuzzing starts from, and those that once broke a property, without a fuzzer.
@Suite struct CorpusTests {
  private static let folder = Bundle.module.bundleURL.appending(component: "Corpora")

  @Test("every corpus has its parser, and every parser its corpus")
  func corpora() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(names.sorted() == FuzzedParser.all.map(\.name).sorted())
  }

  @Test("no input of its corpus breaks a property of a parser", arguments: FuzzedParser.all)
  func corpus(of parser: FuzzedParser) throws {
    let folder = Self.folder.appending(component: parser.name)
    let inputs = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!inputs.isEmpty)
    for input in inputs {
      let bytes = Array(try Data(contentsOf: input))
      #expect(throws: Never.self, "\(input.lastPathComponent)") { try parser.check(bytes) }
    }
  }
}
