import CommandLineKit
import VosfactKit

extension Subcommand {
  /// An action on the library, which is opened as `opening` says before anything else; what it does not throw is done.
  init(
    _ name: String, en: String, fr: String, examples: [Example] = [], options: [Option] = [],
    operands: [Operand] = [], exits: [ExitCode], isHidden: Bool = false,
    opening: Environment.Opening = .existing,
    run: @escaping @Sendable (Arguments, Environment, Kit) throws -> Void
  ) {
    self.init(
      name, en: en, fr: fr, examples: examples, options: options, operands: operands, exits: exits,
      isHidden: isHidden
    ) { arguments, environment in
      try run(arguments, environment, environment.openKit(arguments, opening))
      return .done
    }
  }
}
