import CommandLineKit
import Localization
import Testing

@Suite struct ArgumentsTests {
  @Test("a run receives the arguments that were read for it, and its context")
  func run() throws {
    let tree = Command<Int>(
      "double", en: "Double", fr: "Double", operands: [.one("number", en: "N", fr: "N")],
      run: { arguments, context in
        arguments.operand("number") == String(context) ? .done : .no
      })
    guard case .run(let command, let arguments) = try tree.parse(["21"]) else {
      Issue.record("not run")
      return
    }
    #expect(try command.run(arguments, 21) == .done)
    #expect(try command.run(arguments, 22) == .no)
  }

  @Test("asking for what is not declared stops the program")
  func undeclaredName() async {
    await #expect(processExitsWith: .failure) {
      _ = try SampleTree.root.arguments("count")?.flag("dry-run")
    }
    await #expect(processExitsWith: .failure) {
      _ = try SampleTree.root.arguments("count")?.value("quiet")
    }
    await #expect(processExitsWith: .failure) {
      _ = try SampleTree.root.arguments("count")?.operands("file")
    }
  }
}
