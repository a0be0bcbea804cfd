import CommandLineKit
import Testing

@testable import vosfact

@Suite struct CommandTreeTests {
  @Test("the command tree has no faults")
  func faults() {
    #expect(Subcommand.root.faults() == [])
  }
}
