package import Localization

/// A node of the command tree: a group with subcommands, or an action.
///
/// The tree is declared once, as a value; parsing, help, manual pages and completions are all read
/// from it. `Context` is what the program hands to its actions: its output, its database, its clock.
package struct Command<Context>: Sendable {
  /// What an action does with the arguments it was given.
  package typealias Run = @Sendable (Arguments, Context) throws -> ExitCode

  /// What a command holds.
  package enum Content: Sendable {
    /// Commands one level below, in the order in which help lists them; made when asked for, so that running
    /// a command makes the nodes on the way to it only.
    case group(@Sendable () -> [Command<Context>])
    /// Something to run, the operands it takes, and the exit codes it may end with.
    case action(operands: [Operand], exits: [ExitCode], run: Run)
  }

  /// The word that names the command; for the root, the program's name.
  package let name: String
  /// What the command does: on the first line in a few words without a trailing full stop; what that leaves out,
  /// in paragraphs below it.
  package let about: Text
  /// Command lines to copy.
  package let examples: [Example]
  /// The command's own options; those of a group hold for all below it.
  package let options: [Option]
  /// Sections of the manual on the variables of the environment that the program reads, and on the files that it uses
  /// without being told to, as markup; only the root has any.
  package let world: String
  /// Whether help leaves the command out. It runs all the same.
  package let isHidden: Bool
  /// Its subcommands, or what it runs.
  package let content: Content

  /// A group of subcommands.
  package init(
    _ name: String, en: String, fr: String, examples: [Example] = [], options: [Option] = [],
    world: String = "", isHidden: Bool = false,
    subcommands: @autoclosure @escaping @Sendable () -> [Command]
  ) {
    self.name = name
    about = Text(en: en, fr: fr)
    self.examples = examples
    self.options = options
    self.world = world
    self.isHidden = isHidden
    self.content = .group(subcommands)
  }

  /// An action, which `run` carries out; besides `exits` it may end with `.done` and `.usage`, as all do.
  package init(
    _ name: String, en: String, fr: String, examples: [Example] = [], options: [Option] = [],
    operands: [Operand] = [], exits: [ExitCode] = [], isHidden: Bool = false, run: @escaping Run
  ) {
    self.name = name
    about = Text(en: en, fr: fr)
    self.examples = examples
    self.options = options
    world = ""
    self.isHidden = isHidden
    self.content = .action(operands: operands, exits: exits + [.done, .usage], run: run)
  }
}

extension Command {
  /// What the command does, in a few words.
  package var summary: Text {
    Text(en: String(about.en.prefix { $0 != "\n" }), fr: String(about.fr.prefix { $0 != "\n" }))
  }

  /// What the summary leaves out, one text a paragraph; one that a language lacks is empty there.
  package var discussion: [Text] {
    let (en, fr) = (about.en.paragraphs.dropFirst(), about.fr.paragraphs.dropFirst())
    return (1..<(1 + max(en.count, fr.count))).map { place in
      Text(en: place < en.endIndex ? en[place] : "", fr: place < fr.endIndex ? fr[place] : "")
    }
  }

  /// The subcommands; none if the command is an action.
  package var subcommands: [Command] {
    switch content {
    case .group(let subcommands): subcommands()
    case .action: []
    }
  }

  /// The subcommands that help lists and errors suggest.
  var visibleSubcommands: [Command] { subcommands.filter { !$0.isHidden } }

  /// The operands; none if the command is a group.
  package var operands: [Operand] {
    switch content {
    case .group: []
    case .action(let operands, _, _): operands
    }
  }

  /// The exit codes that the command may end with, from the least.
  package var exits: [ExitCode] {
    switch content {
    case .group: [.done, .usage]
    case .action(_, let exits, _): exits.sorted { $0.rawValue < $1.rawValue }
    }
  }

  /// Runs the action on arguments that `parse` gave for it, and throws what the action throws.
  ///
  /// A group does not run: `parse` never gives one to run.
  package func run(_ arguments: Arguments, _ context: Context) throws -> ExitCode {
    switch content {
    case .group: preconditionFailure("'\(name)' is a group of commands, not an action")
    case .action(_, _, let run): try run(arguments, context)
    }
  }

  /// The commands from this one down to the one that `path` names, as far as it names any; `path`
  /// begins with this command's own name.
  func lineage(_ path: [String]) -> [Command] {
    var lineage = [self]
    for name in path.dropFirst() {
      guard let next = lineage[lineage.count - 1].subcommands.first(where: { $0.name == name })
      else { break }
      lineage.append(next)
    }
    return lineage
  }
}

extension String {
  /// The paragraphs, which empty lines part; the lines of each are joined by spaces.
  fileprivate var paragraphs: [String] {
    split(separator: "\n\n").map { String($0.replacing("\n", with: " ")) }
  }
}

extension Array {
  /// The options that hold for the last command of this lineage: its own, then those of the groups above it, then
  /// those that are built in.
  func optionsInScope<Context>() -> [Option] where Element == Command<Context> {
    reversed().flatMap(\.options) + (count == 1 ? [.help, .version] : [.help])
  }

  /// The one of these options that is written so, dashes included.
  func option<Context>(_ written: String) -> Option? where Element == Command<Context> {
    optionsInScope().first { option in
      written == "--" + option.name || option.letter.map { written == "-\($0)" } == true
    }
  }
}
