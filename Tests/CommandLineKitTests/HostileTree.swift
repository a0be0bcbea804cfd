import CommandLineKit
import Localization

/// A program whose texts hold what roff and the shells would take for something else, were it not quoted.
enum HostileTree {
  /// What runs if a shell expands it: it makes a file in the current folder.
  static let hostile =
    #"it's "50%" off: \back $(touch made) `touch made` $HOME [a:b] {c,d} <e> *?~ #;&|!"#

  static let root = Command<Void>(
    "shop", summary: Text(verbatim: hostile),
    options: [
      .value("db", Text(verbatim: "PATH"), help: Text(verbatim: hostile), completion: .file)
    ],
    subcommands: [sell, hidden])

  /// An action with choices, an option that may be repeated, one of folders and operands of each kind.
  static let sell = Command<Void>(
    "sell-off", summary: Text(verbatim: hostile), discussion: [Text(verbatim: hostile)],
    examples: [Example("shop sell-off '.'", Text(verbatim: hostile))],
    options: [
      .value(
        "colour", Text(verbatim: "A:B"), help: Text(verbatim: hostile),
        choices: ["red", "royal-blue"]),
      .values("tag", Text(verbatim: "TAG"), help: Text(verbatim: hostile)),
      .value("into", Text(verbatim: "DIR"), help: Text(verbatim: hostile), completion: .directory),
      .flag("dry-run", help: Text(verbatim: hostile)),
    ],
    operands: [
      .one("kind", help: Text(verbatim: hostile), choices: ["sale", "gift"]),
      .any("item", help: Text(verbatim: hostile), completion: .query("items")),
    ],
    run: { _, _ in .done })

  static let hidden = Command<Void>(
    "spill", summary: Text(verbatim: hostile), isHidden: true, run: { _, _ in .done })

  /// Lines as they are typed, up to the cursor, and all words that complete each, sorted.
  static let lines: [(String, [String])] = [
    ("shop se", ["sell-off"]), ("shop sp", []), ("shop sell-off --col", ["--colour"]),
    ("shop sell-off --colour r", ["red", "royal-blue"]),
    ("shop sell-off --tag x --ta", ["--tag"]), ("shop sell-off --dry-run g", ["gift"]),
  ]

  /// What stands in for the program, and answers a query.
  static let program = #"""
    #!/bin/sh
    case "$*" in *--db*) echo "of $2";; esac
    cat << 'END'
    plain
    it's $(touch made) `touch made` "$HOME" \ *
    END

    """#

  /// The same answers, sorted.
  static let answers = [#"it's $(touch made) `touch made` "$HOME" \ *"#, "plain"]
}
