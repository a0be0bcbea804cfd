import CommandLineKit
import Localization

/// A program whose texts hold what roff would take for something else, were it not quoted.
enum HostileTree {
  /// What shells would take for something else, too.
  static let hostile =
    #"it's "50%" off: \back $(touch made) `touch made` $HOME [a:b] {c,d} <e> *?~ #;&|!"#

  static let root = Command<Void>(
    "shop", summary: Text(verbatim: hostile),
    options: [
      .value("db", Text(verbatim: "PATH"), help: Text(verbatim: hostile), completion: .file)
    ],
    subcommands: [sell, hidden])

  /// An action with choices, an option that may be repeated, one of files and operands of each kind.
  static let sell = Command<Void>(
    "sell-off", summary: Text(verbatim: hostile), discussion: [Text(verbatim: hostile)],
    examples: [Example("shop sell-off '.'", Text(verbatim: hostile))],
    options: [
      .value(
        "colour", Text(verbatim: "A:B"), help: Text(verbatim: hostile),
        choices: ["red", "royal-blue"]),
      .values("tag", Text(verbatim: "TAG"), help: Text(verbatim: hostile)),
      .value("into", Text(verbatim: "DIR"), help: Text(verbatim: hostile), completion: .file),
      .flag("dry-run", help: Text(verbatim: hostile)),
    ],
    operands: [
      .one("kind", help: Text(verbatim: hostile), choices: ["sale", "gift"]),
      .any("item", help: Text(verbatim: hostile)),
    ],
    run: { _, _ in .done })

  static let hidden = Command<Void>(
    "spill", summary: Text(verbatim: hostile), isHidden: true, run: { _, _ in .done })
}
