import CommandLineKit
import Localization

/// A program whose texts hold what roff would take for something else, were it not quoted.
enum HostileTree {
  /// What shells would take for something else, too.
  static let hostile =
    #"it's "50%" off: \back $(touch made) `touch made` $HOME [a:b] {c,d} <e> *?~ #;&|!"#

  static let root = Command<Void>(
    "shop", en: hostile, fr: hostile,
    options: [
      .value("db", Text(verbatim: "PATH"), en: hostile, fr: hostile, completion: .file)
    ], subcommands: [sell, hidden])

  /// An action with choices, an option that may be repeated, one of files and operands of each kind.
  static let sell = Command<Void>(
    "sell-off", en: "\(hostile)\n\n\(hostile)", fr: "\(hostile)\n\n\(hostile)",
    examples: [Example("shop sell-off '.'", en: hostile, fr: hostile)],
    options: [
      .value(
        "colour", Text(verbatim: "A:B"), en: hostile, fr: hostile, choices: ["red", "royal-blue"]),
      .value("tag", Text(verbatim: "TAG"), en: hostile, fr: hostile, isRepeatable: true),
      .value("into", Text(verbatim: "DIR"), en: hostile, fr: hostile, completion: .file),
      .flag("dry-run", en: hostile, fr: hostile),
    ],
    operands: [
      .one("kind", en: hostile, fr: hostile, choices: ["sale", "gift"]),
      .many("item", en: hostile, fr: hostile).taking(.zeroOrMore),
    ], run: { _, _ in .done })

  static let hidden = Command<Void>(
    "spill", en: hostile, fr: hostile, isHidden: true, run: { _, _ in .done })
}
