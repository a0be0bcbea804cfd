package import Localization

/// An option of a command, written `--name`, `--name VALUE` or `--name=VALUE`.
///
/// The options of a group are accepted by all that is below it.
package struct Option: Equatable, Sendable {
  /// The name without its dashes, unique among the options in scope.
  package let name: String
  /// The letter that stands for the option after one dash; only the built-in options have one.
  package let letter: Character?
  /// What the option does, without a trailing full stop.
  package let help: Text
  /// What is written after the name; `nil` if the option is a flag, which takes no value.
  package let argument: OptionArgument?

  /// An option without a value, absent unless given. `en` and `fr` are its help.
  package static func flag(_ name: String, en: String, fr: String) -> Option {
    Option(name: name, letter: nil, help: Text(en: en, fr: fr), argument: nil)
  }

  /// An option with one value, given at most once.
  ///
  /// `placeholder` stands for the value in help, the name in capitals unless another is given. `choices`,
  /// unless empty, are the only values accepted. `default` is the value when the option is absent.
  package static func value(
    _ name: String, _ placeholder: Text? = nil, en: String, fr: String, choices: [String] = [],
    default: String? = nil, isRequired: Bool = false, isRepeatable: Bool = false,
    completion: Completion = .none
  ) -> Option {
    Option(
      name: name, letter: nil, help: Text(en: en, fr: fr),
      argument: OptionArgument(
        placeholder: placeholder ?? Text(verbatim: name.uppercased()), choices: choices,
        default: `default`, isRequired: isRequired, isRepeatable: isRepeatable,
        completion: completion))
  }

  /// `-h`, `--help`: known to every command without being declared.
  package static let help = Option(
    name: "help", letter: "h", help: Text(en: "Show this help", fr: "Afficher cette aide"),
    argument: nil)

  /// `-V`, `--version`: known to the root without being declared.
  package static let version = Option(
    name: "version", letter: "V", help: Text(en: "Show the version", fr: "Afficher la version"),
    argument: nil)
}

/// What is written after an option's name (an option-argument: POSIX, XBD section 12.1).
package struct OptionArgument: Equatable, Sendable {
  /// What stands for the value in help, such as `DATE`.
  package let placeholder: Text
  /// The only values accepted; any is, when empty.
  package let choices: [String]
  /// The value when the option is absent.
  package let `default`: String?
  /// Whether the option must be given.
  package let isRequired: Bool
  /// Whether the option may be given more than once, each time adding a value.
  package let isRepeatable: Bool
  /// What a shell may offer as the value.
  package let completion: Completion
}
