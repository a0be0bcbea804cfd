/// What a command line asks for.
package enum Invocation<Context>: Sendable {
  /// An action to run on its arguments.
  case run(Command<Context>, Arguments)
  /// The help of a command, whose names from the program's on are `path`.
  case help(Command<Context>, path: [String])
  /// The program's version.
  case version
}
