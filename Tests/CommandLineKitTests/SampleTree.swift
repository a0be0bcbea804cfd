import CommandLineKit
import Localization

/// A small program with a bit of everything: global options, groups, operands of each count.
enum SampleTree {
  /// The actions do nothing and need nothing.
  typealias Context = Void

  static let root = Command<Context>(
    "shop", summary: Text(en: "Keep a shop’s books", fr: "Tenir les livres d’une boutique"),
    options: [
      .value(
        "db", Text(en: "PATH", fr: "CHEMIN"),
        help: Text(en: "The database file", fr: "Le fichier de la base"), completion: .file),
      .value(
        "lang", Text(verbatim: "LANG"),
        help: Text(en: "The language of what is shown", fr: "La langue de l’affichage"),
        choices: ["fr", "en"]),
      .flag("quiet", help: Text(en: "Say only what failed", fr: "Ne dire que les échecs")),
    ],
    subcommands: [bill, secret, move, count])

  static let bill = Command<Context>(
    "bill", summary: Text(en: "Bills and their payment", fr: "Les factures et leur paiement"),
    options: [
      .flag("dry-run", help: Text(en: "Change nothing", fr: "Ne rien changer"))
    ],
    subcommands: [billList, billAdd, billShow])

  static let billList = Command<Context>(
    "list", summary: Text(en: "List bills, oldest first", fr: "Lister, des plus anciennes"),
    discussion: [
      Text(
        en: "Bills stream: memory does not grow with their number, however many there are.",
        fr: "L’affichage se fait au fil de la lecture : la mémoire ne croît pas avec le nombre.")
    ],
    examples: [
      Example(
        "shop bill list --state paid", Text(en: "What was paid", fr: "Ce qui est payé"))
    ],
    options: [
      .value(
        "state", Text(en: "STATE", fr: "ÉTAT"),
        help: Text(en: "Only bills in this state", fr: "Les seules factures dans cet état"),
        choices: ["issued", "paid"]),
      .value(
        "limit", Text(verbatim: "N"),
        help: Text(en: "At most this many", fr: "Pas plus que ce nombre"), default: "100"),
      .values(
        "tag", Text(en: "TAG", fr: "MOT"),
        help: Text(en: "Only bills that carry it", fr: "Les seules qui le portent")),
    ],
    exits: [.done, .usage, .noInput], run: { _, _ in .done })

  static let billAdd = Command<Context>(
    "add", summary: Text(en: "Add bills from files", fr: "Ajouter des factures par fichiers"),
    examples: [Example("shop bill add --kind sale -", Text(en: "One typed", fr: "Au clavier"))],
    options: [
      .value(
        "kind", Text(en: "KIND", fr: "GENRE"), help: Text(en: "Their kind", fr: "Leur genre"),
        choices: ["sale", "return"], isRequired: true)
    ],
    operands: [
      .many(
        "file", Text(en: "FILE", fr: "FICHIER"),
        help: Text(en: "A file; - is standard input", fr: "Un fichier ; - est l’entrée standard"),
        completion: .file)
    ],
    run: { _, _ in .done })

  static let billShow = Command<Context>(
    "show", summary: Text(en: "Show a bill", fr: "Montrer une facture"),
    examples: [Example("shop bill show 12", Text(en: "The twelfth", fr: "La douzième"))],
    operands: [
      .one("reference", help: Text(en: "Its number", fr: "Son numéro")),
      .optional(
        "part", help: Text(en: "What of it", fr: "Quelle partie"), choices: ["lines", "buyer"]),
    ],
    run: { _, _ in .done })

  static let secret = Command<Context>(
    "spill", summary: Text(en: "For the makers", fr: "Pour les auteurs"), isHidden: true,
    run: { _, _ in .no })

  static let move = Command<Context>(
    "move", summary: Text(en: "Move things", fr: "Déplacer des choses"),
    examples: [Example("shop move a b shelf", Text(en: "Two at once", fr: "Deux à la fois"))],
    operands: [
      .many("source", help: Text(en: "What is moved", fr: "Ce qui est déplacé")),
      .one("target", help: Text(en: "Where to", fr: "Où")),
    ],
    run: { _, _ in .done })

  static let count = Command<Context>(
    "count", summary: Text(en: "Count things", fr: "Compter des choses"),
    examples: [Example("shop count", Text(en: "All of them", fr: "Toutes"))],
    operands: [.any("thing", help: Text(en: "What is counted", fr: "Ce qui est compté"))],
    run: { _, _ in .done })
}

extension Command<SampleTree.Context> {
  /// The arguments that `line`, cut at its spaces, gives to an action; `nil` if it asks for help.
  func arguments(_ line: String) throws -> Arguments? {
    try arguments(line.split(separator: " ").map(String.init))
  }

  /// The arguments that `words` give to an action; `nil` if they ask for help.
  func arguments(_ words: [String]) throws -> Arguments? {
    guard case .run(_, let arguments) = try parse(words) else { return nil }
    return arguments
  }

  /// The error that `words` meet.
  func usageError(_ words: [String]) -> UsageError? {
    do throws(UsageError) {
      _ = try parse(words)
      return nil
    } catch {
      return error
    }
  }

  /// The error that `line`, cut at its spaces, meets.
  func usageError(_ line: String) -> UsageError? {
    usageError(line.split(separator: " ").map(String.init))
  }
}
