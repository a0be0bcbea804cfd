package import Localization

/// An argument of an action that is known by its place and not by a name.
package struct Operand: Equatable, Sendable {
  /// How many words an operand takes.
  package enum Count: Equatable, Sendable {
    case one
    case zeroOrOne
    case oneOrMore
    case zeroOrMore
  }

  /// What the program asks for the words by, unique among the action's operands.
  package let name: String
  /// What stands for the operand in help and errors.
  package let placeholder: Text
  /// What the operand is, without a trailing full stop.
  package let help: Text
  /// How many words it takes.
  package let count: Count
  /// The only words accepted; any is, when empty.
  package let choices: [String]
  /// What a shell may offer in its place.
  package let completion: Completion

  /// Exactly one word. The placeholder is the name in capitals unless another is given; `en` and `fr` are the
  /// help.
  package static func one(
    _ name: String, _ placeholder: Text? = nil, en: String, fr: String, choices: [String] = [],
    completion: Completion = .none
  ) -> Operand {
    Operand(name, placeholder, Text(en: en, fr: fr), .one, choices, completion)
  }

  /// One word or more.
  package static func many(
    _ name: String, _ placeholder: Text? = nil, en: String, fr: String, choices: [String] = [],
    completion: Completion = .none
  ) -> Operand {
    Operand(name, placeholder, Text(en: en, fr: fr), .oneOrMore, choices, completion)
  }

  /// The same, of which `count` words are taken.
  package func taking(_ count: Count) -> Operand {
    Operand(name, placeholder, help, count, choices, completion)
  }

  private init(
    _ name: String, _ placeholder: Text?, _ help: Text, _ count: Count, _ choices: [String],
    _ completion: Completion
  ) {
    self.name = name
    self.placeholder = placeholder ?? Text(verbatim: name.uppercased())
    self.help = help
    self.count = count
    self.choices = choices
    self.completion = completion
  }
}

extension Operand.Count {
  /// The fewest words.
  var minimum: Int {
    switch self {
    case .one, .oneOrMore: 1
    case .zeroOrOne, .zeroOrMore: 0
    }
  }

  /// The most words; `nil` if there is no limit.
  var maximum: Int? {
    switch self {
    case .one, .zeroOrOne: 1
    case .oneOrMore, .zeroOrMore: nil
    }
  }
}
