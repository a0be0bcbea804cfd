import CommandLineKit
import Localization

/// A small program with a bit of everything: global options, groups, operands of each count.
enum SampleTree {
  /// The actions do nothing and need nothing.
  typealias Context = Void

  static let root = Command<Context>(
    "shop", en: "Keep a shop’s books", fr: "Tenir les livres d’une boutique",
    options: [
      .value(
        "db", Text(en: "PATH", fr: "CHEMIN"), en: "The database file", fr: "Le fichier de la base",
        completion: .file),
      .value(
        "lang", Text(verbatim: "LANG"), en: "The language of what is shown",
        fr: "La langue de l’affichage", choices: ["fr", "en"]),
      .flag("quiet", en: "Say only what failed", fr: "Ne dire que les échecs"),
    ], subcommands: [bill, secret, move, count])

  static let bill = Command<Context>(
    "bill", en: "Bills and their payment", fr: "Les factures et leur paiement",
    options: [
      .flag("dry-run", en: "Change nothing", fr: "Ne rien changer")
    ], subcommands: [billList, billAdd, billShow])

  static let billList = Command<Context>(
    "list",
    en: """
      List bills, oldest first

      Bills stream: memory does not grow with their number, however many there are.
      """,
    fr: """
      Lister, des plus anciennes

      L’affichage se fait au fil de la lecture : la mémoire ne croît pas avec le nombre.
      """,
    examples: [
      Example("shop bill list --state paid", en: "What was paid", fr: "Ce qui est payé")
    ],
    options: [
      .value(
        "state", Text(en: "STATE", fr: "ÉTAT"), en: "Only bills in this state",
        fr: "Les seules factures dans cet état", choices: ["issued", "paid"]),
      .value(
        "limit", Text(verbatim: "N"), en: "At most this many", fr: "Pas plus que ce nombre",
        default: "100"),
      .value(
        "tag", Text(en: "TAG", fr: "MOT"), en: "Only bills that carry it",
        fr: "Les seules qui le portent", isRepeatable: true),
    ], exits: [.noInput], run: { _, _ in .done })

  static let billAdd = Command<Context>(
    "add", en: "Add bills from files", fr: "Ajouter des factures par fichiers",
    examples: [Example("shop bill add --kind sale -", en: "One typed", fr: "Au clavier")],
    options: [
      .value(
        "kind", Text(en: "KIND", fr: "GENRE"), en: "Their kind", fr: "Leur genre",
        choices: ["sale", "return"], isRequired: true)
    ],
    operands: [
      .many(
        "file", Text(en: "FILE", fr: "FICHIER"), en: "A file; - is standard input",
        fr: "Un fichier ; - est l’entrée standard", completion: .file)
    ], run: { _, _ in .done })

  static let billShow = Command<Context>(
    "show", en: "Show a bill", fr: "Montrer une facture",
    examples: [Example("shop bill show 12", en: "The twelfth", fr: "La douzième")],
    operands: [
      .one("reference", en: "Its number", fr: "Son numéro"),
      .one("part", en: "What of it", fr: "Quelle partie", choices: ["lines", "buyer"])
        .taking(.zeroOrOne),
    ], run: { _, _ in .done })

  static let secret = Command<Context>(
    "spill", en: "For the makers", fr: "Pour les auteurs", isHidden: true, run: { _, _ in .no })

  static let move = Command<Context>(
    "move", en: "Move things", fr: "Déplacer des choses",
    examples: [Example("shop move a b shelf", en: "Two at once", fr: "Deux à la fois")],
    operands: [
      .many("source", en: "What is moved", fr: "Ce qui est déplacé"),
      .one("target", en: "Where to", fr: "Où"),
    ], run: { _, _ in .done })

  static let count = Command<Context>(
    "count", en: "Count things", fr: "Compter des choses",
    examples: [Example("shop count", en: "All of them", fr: "Toutes")],
    operands: [
      .many("thing", en: "What is counted", fr: "Ce qui est compté").taking(.zeroOrMore)
    ],
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
