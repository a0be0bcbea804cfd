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

  private enum Shade: String { case dark, light }

  @Test("a choice is given as the case that it names, and what is given is told from what is not")
  func choices() throws {
    let tree = Command<Int>(
      "paint", en: "Paint", fr: "Peindre",
      options: [
        .value("shade", en: "Shade", fr: "Teinte", choices: ["dark", "light"], default: "dark"),
        .value("frame", en: "Frame", fr: "Cadre", choices: ["dark", "light"]),
        .flag("twice", en: "Twice", fr: "Deux fois"),
      ], run: { _, _ in .done })
    guard case .run(_, let arguments) = try tree.parse(["--frame", "light"]) else {
      Issue.record("not run")
      return
    }
    #expect(arguments.choice("shade") == Shade.dark)
    #expect(arguments.choice("frame") == Shade.light)
    #expect(arguments.isGiven("frame") && !arguments.isGiven("twice"))
    guard case .run(_, let none) = try tree.parse(["--twice"]) else {
      Issue.record("not run")
      return
    }
    #expect(none.optionalChoice("frame") as Shade? == nil)
    #expect(none.isGiven("twice") && !none.isGiven("frame"))
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
