/// What a command line gave to an action: every option in scope and every operand, by name, their
/// number and choices already checked.
///
/// To ask for a name that the action does not declare, or as what it is not declared to be, is the
/// programmer's mistake and stops the program.
package struct Arguments: Equatable, Sendable {
  /// The names from the program's to the action's, such as `["vosfact", "invoice", "list"]`.
  package let path: [String]
  private let flags: [String: Bool]
  private let values: [String: [String]]
  private let operands: [String: [String]]

  /// Arguments in which every name that may be asked for is present.
  init(
    path: [String], flags: [String: Bool], values: [String: [String]],
    operands: [String: [String]]
  ) {
    self.path = path
    self.flags = flags
    self.values = values
    self.operands = operands
  }

  /// Whether the flag `name` was given.
  package func flag(_ name: String) -> Bool {
    guard let isGiven = flags[name] else { undeclared("a flag", name) }
    return isGiven
  }

  /// The value of the option `name`; if it was not given its default, or else `nil`.
  package func value(_ name: String) -> String? {
    values(name).first
  }

  /// The values of the repeatable option `name`, in the order given; if there are none its default
  /// alone, or else nothing.
  package func values(_ name: String) -> [String] {
    guard let values = values[name] else { undeclared("an option with a value", name) }
    return values
  }

  /// The value of the option `name`, whose choices are among those of `Choice`, and which is required or has a default.
  package func choice<Choice: RawRepresentable<String>>(_ name: String) -> Choice {
    guard let choice: Choice = optionalChoice(name) else { undeclared("a choice", name) }
    return choice
  }

  /// The value of the option `name`, whose choices are among those of `Choice`; `nil` if it was not given.
  package func optionalChoice<Choice: RawRepresentable<String>>(_ name: String) -> Choice? {
    value(name).flatMap(Choice.init(rawValue:))
  }

  /// Whether the option `name` was given, be it a flag or not; one that has a default always is.
  package func isGiven(_ name: String) -> Bool {
    flags[name] ?? !values(name).isEmpty
  }

  /// The word given for an operand declared as `.one`.
  package func operand(_ name: String) -> String {
    guard let word = operands(name).first else { undeclared("an operand always given", name) }
    return word
  }

  /// The words given for an operand of whatever count, in order.
  package func operands(_ name: String) -> [String] {
    guard let words = operands[name] else { undeclared("an operand", name) }
    return words
  }

  /// Which command it is and all that was given to it, but for the options `leftOut`: the same text whenever that is
  /// the same, in whatever order the options stood.
  package func description(leavingOut leftOut: Set<String>) -> String {
    let parts = [
      flags.filter(\.value).keys.map { "--\($0)" },
      values.filter { !$0.value.isEmpty }.map { "--\($0.key) \($0.value)" },
      operands.map { "\($0.key) \($0.value)" },
    ]
    let kept = parts.joined().filter { part in
      !leftOut.contains { part == "--\($0)" || part.hasPrefix("--\($0) ") }
    }
    return ([path.description] + kept.sorted()).joined(separator: "\n")
  }

  private func undeclared(_ kind: String, _ name: String) -> Never {
    preconditionFailure("'\(path.joined(separator: " "))' does not declare \(kind) '\(name)'")
  }
}
