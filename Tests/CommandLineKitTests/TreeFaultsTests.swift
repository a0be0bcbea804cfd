import CommandLineKit
import Localization
import Testing

@Suite struct TreeFaultsTests {
  static let good = Text(en: "Good", fr: "Bon")
  static let example = Example("shop act", en: "Good", fr: "Bon")

  static func action(
    _ name: String = "act", about: Text = good,
    examples: [Example] = [example], options: [Option] = [], operands: [Operand] = [],
    exits: [ExitCode] = [], isHidden: Bool = false
  ) -> Command<Void> {
    Command(
      name, en: about.en, fr: about.fr, examples: examples,
      options: options, operands: operands, exits: exits, isHidden: isHidden, run: { _, _ in .done }
    )
  }

  static func root(_ subcommands: Command<Void>..., options: [Option] = []) -> Command<Void> {
    Command("shop", en: "Good", fr: "Bon", options: options, subcommands: subcommands)
  }

  @Test("a sound tree has no fault")
  func sound() {
    #expect(SampleTree.root.faults() == [])
    #expect(Self.root(Self.action(examples: [], isHidden: true), Self.action("b")).faults() == [])
  }

  @Test(
    "names are small letters, digits and dashes, a letter first",
    arguments: ["", "List", "1st", "-x", "pay_link", "é", "a b", "a\u{301}"])
  func names(_ name: String) {
    #expect(Self.root(Self.action(name)).faults() == ["shop \(name): '\(name)' is not a name"])
    let option = Option.flag(name, en: "Good", fr: "Bon")
    #expect(
      Self.root(Self.action(options: [option])).faults() == ["shop act: '\(name)' is not a name"])
    let operand = Operand.one(name, Self.good, en: "Good", fr: "Bon")
    #expect(
      Self.root(Self.action(operands: [operand])).faults() == ["shop act: '\(name)' is not a name"]
    )
  }

  @Test(
    "names are not declared twice in one scope",
    arguments: [
      (root(action(), action()), "shop: subcommand 'act' is declared twice"),
      (root(action("help")), "shop: subcommand 'help' is built in"),
      (
        root(
          action(options: [
            .flag("a", en: "Good", fr: "Bon"), .flag("a", en: "Good", fr: "Bon"),
          ])),
        "shop act: --a is declared twice"
      ),
      (
        root(
          action(options: [.flag("a", en: "Good", fr: "Bon")]),
          options: [.flag("a", en: "Good", fr: "Bon")]),
        "shop act: --a is already an option here"
      ),
      (
        root(action(options: [.flag("version", en: "Good", fr: "Bon")])),
        "shop act: --version is already an option here"
      ),
      (
        root(
          action(operands: [
            .one("a", en: "Good", fr: "Bon"), .one("a", en: "Good", fr: "Bon"),
          ])),
        "shop act: operand 'a' is declared twice"
      ),
      (root(action(exits: [.no, .no])), "shop act: exit code 1 is declared twice"),
    ])
  func repetitions(_ tree: Command<Void>, _ fault: String) {
    #expect(tree.faults() == [fault])
  }

  @Test("options alike in scopes that do not meet are no fault")
  func separateScopes() {
    let option = Option.flag("a", en: "Good", fr: "Bon")
    #expect(
      Self.root(Self.action(options: [option]), Self.action("b", options: [option])).faults() == [])
  }

  @Test(
    "texts are there in each language and end without a full stop",
    arguments: [
      (root(action(about: Text(en: "Good", fr: " "))), "shop act: the summary is empty (fr)"),
      (
        root(action(about: Text(en: "Good.", fr: "Bon"))),
        "shop act: the summary ends with a full stop (en)"
      ),
      (
        root(action(about: Text(en: "Good", fr: "Bon\n\nBon."))),
        "shop act: the discussion is empty (en)"
      ),
      (
        root(action(examples: [Example("shop act", en: "Good", fr: "Bon.")])),
        "shop act: the meaning of an example ends with a full stop (fr)"
      ),
      (
        root(action(options: [.flag("a", en: "A.", fr: "A.")])),
        "shop act: the help of --a ends with a full stop (en)\n"
          + "shop act: the help of --a ends with a full stop (fr)"
      ),
      (
        root(action(options: [.value("a", Text(en: "", fr: "A"), en: "Good", fr: "Bon")])),
        "shop act: the placeholder of --a is empty (en)"
      ),
      (
        root(action(operands: [.one("a", en: "A", fr: "")])),
        "shop act: the help of operand 'a' is empty (fr)"
      ),
    ])
  func texts(_ tree: Command<Void>, _ faults: String) {
    #expect(tree.faults().joined(separator: "\n") == faults)
  }

  @Test(
    "choices, defaults and operands agree with each other",
    arguments: [
      (
        root(
          action(options: [
            .value("a", good, en: "Good", fr: "Bon", choices: ["x", "y"], default: "z")
          ])),
        "shop act: --a has the default 'z', which is not among its choices"
      ),
      (
        root(
          action(options: [
            .value(
              "a", good, en: "Good", fr: "Bon", default: "z", isRequired: true, isRepeatable: true)
          ])),
        "shop act: --a is required and has a default"
      ),
      (
        root(action(options: [.value("a", good, en: "Good", fr: "Bon", choices: ["x", "x"])])),
        "shop act: --a offers 'x' twice"
      ),
      (
        root(action(operands: [.one("a", en: "Good", fr: "Bon", choices: ["x", "x"])])),
        "shop act: operand 'a' offers 'x' twice"
      ),
      (
        root(
          action(operands: [
            .one("a", en: "Good", fr: "Bon").taking(.zeroOrOne),
            .many("b", en: "Good", fr: "Bon").taking(.zeroOrMore),
          ])),
        "shop act: more than one operand may vary in number"
      ),
    ])
  func agreement(_ tree: Command<Void>, _ fault: String) {
    #expect(tree.faults() == [fault])
  }

  @Test("a visible action has an example, which calls the program")
  func examples() {
    #expect(Self.root(Self.action(examples: [])).faults() == ["shop act: there is no example"])
    #expect(
      Self.root(Self.action(examples: [Example("store act", en: "Good", fr: "Bon")]))
        .faults()
        == ["shop act: the example 'store act' does not call shop"])
    let piped = Example("cat list | shop act -", en: "Good", fr: "Bon")
    #expect(Self.root(Self.action(examples: [piped])).faults() == [])
  }

  @Test("a group has something to show")
  func emptyGroup() {
    #expect(Self.root().faults() == ["shop: the group has no visible subcommand"])
  }
}
