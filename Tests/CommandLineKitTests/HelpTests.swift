import CommandLineKit
import Localization
import Testing

@Suite struct HelpTests {
  let root = SampleTree.root

  static let paths = [
    ["shop"], ["shop", "bill"], ["shop", "bill", "list"], ["shop", "bill", "add"],
    ["shop", "bill", "show"], ["shop", "move"], ["shop", "count"], ["shop", "spill"],
  ]

  @Test("the root lists its commands and options, and hides what is hidden")
  func ofRoot() {
    #expect(
      root.help(path: ["shop"], width: 80, language: .english) == """
        Keep a shop’s books

        Usage
          shop [--db PATH] [--lang LANG] [--quiet] COMMAND [...]

        Commands
          bill           Bills and their payment
          move           Move things
          count          Count things

        Options
          --db PATH      The database file
          --lang LANG    The language of what is shown (one of: fr, en)
          --quiet        Say only what failed
          --help, -h     Show this help
          --version, -V  Show the version

        Exit codes
          0   done
          64  the command line is wrong

        'shop COMMAND --help' tells more about a command.

        """)
  }

  @Test("an action tells its options apart from the common ones, in French, within the width")
  func ofAction() {
    #expect(
      root.help(path: ["shop", "bill", "list"], width: 60, language: .french) == """
        Lister, des plus anciennes

        Utilisation
          shop bill list [--state ÉTAT] [--limit N] [--tag MOT]...

        L’affichage se fait au fil de la lecture : la mémoire ne
        croît pas avec le nombre.

        Options
          --state ÉTAT  Les seules factures dans cet état (au
                        choix : issued, paid)
          --limit N     Pas plus que ce nombre (par défaut : 100)
          --tag MOT     Les seules qui le portent (répétable)

        Options communes
          --db CHEMIN   Le fichier de la base
          --lang LANG   La langue de l’affichage (au choix : fr, en)
          --quiet       Ne dire que les échecs
          --dry-run     Ne rien changer
          --help, -h    Afficher cette aide

        Exemples
          shop bill list --state paid
              Ce qui est payé

        Codes de sortie
          0   fait
          64  la ligne de commande est fausse
          66  une chose nommée n’existe pas

        """)
  }

  @Test(
    "a synopsis shows what is required, optional and repeatable",
    arguments: [
      (["shop", "bill", "add"], "shop bill add --kind KIND FILE..."),
      (["shop", "bill", "show"], "shop bill show REFERENCE [PART]"),
      (["shop", "move"], "shop move SOURCE... TARGET"),
      (["shop", "count"], "shop count [THING...]"),
      (["shop", "bill"], "shop bill [--dry-run] COMMAND [...]"), (["shop", "spill"], "shop spill"),
    ])
  func synopsis(_ path: [String], _ synopsis: String) {
    let help = root.help(path: path, width: 80, language: .english)
    #expect(help.contains("\nUsage\n  \(synopsis)\n\n"))
  }

  @Test("where lines are short, explanations stand below their terms")
  func narrow() {
    let help = root.help(path: ["shop", "bill", "add"], width: 30, language: .english)
    #expect(
      help.contains(
        """
        Usage
          shop bill add
              --kind KIND FILE...

        Arguments
          FILE
              A file; - is standard
              input

        Options
          --kind KIND
              Their kind (one of:
              sale, return; required)
        """))
  }

  @Test("no line is wider than asked, but for examples and single words", arguments: paths)
  func width(_ path: [String]) {
    for width in [40, 60, 80, 120] {
      for language in Language.allCases {
        let lines = root.help(path: path, width: width, language: language)
          .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { String($0).displayWidth <= width })
        #expect(lines.allSatisfy { $0.last != " " })
        #expect(lines.last?.isEmpty == true)
      }
    }
  }

  @Test("a width of nothing still gives a help", arguments: [Int.min, -1, 0, 1])
  func noWidth(_ width: Int) {
    #expect(!root.help(path: ["shop"], width: width, language: .french).isEmpty)
  }

  @Test("explanations stay aligned beside wide and combining characters")
  func alignment() {
    let tree = Command<Void>(
      "shop", en: "S", fr: "S",
      options: [
        .value("a", Text(verbatim: "书"), en: "#", fr: "#"),
        .value("b", Text(verbatim: "e\u{301}e\u{301}"), en: "#", fr: "#"),
      ], run: { _, _ in .done })
    let columns = tree.help(path: ["shop"], width: 80, language: .english)
      .split(separator: "\n")
      .filter { $0.hasSuffix("#") }
      .map { String($0).displayWidth }
    #expect(columns.count == 2)
    #expect(Set(columns).count == 1)
  }

  @Test("a path that goes astray gives the help of the last command that it names")
  func astray() {
    #expect(
      root.help(path: ["shop", "bill", "nothing"], width: 80, language: .english)
        == root.help(path: ["shop", "bill"], width: 80, language: .english))
    #expect(
      root.help(path: [], width: 80, language: .english)
        == root.help(path: ["shop"], width: 80, language: .english))
  }
}
