import Localization
import Testing

/// Expects `body` to throw what users are told as a fault of that nature, with these words in its English sentence.
func expectFault(
  _ nature: FaultNature, _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> some Any
) {
  let thrown = #expect(throws: (any Error).self, sourceLocation: sourceLocation) { _ = try body() }
  let error = thrown as? any ExplainedError
  #expect(error?.nature == nature, sourceLocation: sourceLocation)
  #expect(
    error?.text.en.contains(words) == true, "\(error?.text.en ?? "")",
    sourceLocation: sourceLocation)
}
