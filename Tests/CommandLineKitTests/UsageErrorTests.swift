import CommandLineKit
import Localization
import Testing

@Suite struct UsageErrorTests {
  static let path = ["shop", "bill"]
  static let name = Text(en: "STATE", fr: "ÉTAT")

  @Test(
    "an error says in one line what is wrong, why, and what to read",
    arguments: [
      (
        UsageError.unknownCommand("lits", suggestion: "list", path: path),
        "unknown command 'lits'; the nearest is 'list'; see 'shop bill --help'",
        "commande inconnue « lits » ; la plus proche est « list » ; voir « shop bill --help »"
      ),
      (
        .unknownCommand("", suggestion: nil, path: path),
        "unknown command ''; 'shop bill' has no such subcommand; see 'shop bill --help'",
        "commande inconnue «  » ; « shop bill » n’a pas cette sous-commande ;"
          + " voir « shop bill --help »"
      ),
      (
        .unknownOption("-x", suggestion: nil, path: path),
        "unknown option '-x'; 'shop bill' has no such option; see 'shop bill --help'",
        "option inconnue « -x » ; « shop bill » n’a pas cette option ; voir « shop bill --help »"
      ),
      (
        .missingSubcommand(choices: ["list", "add"], path: path),
        "a subcommand is missing; 'shop bill' has list, add; see 'shop bill --help'",
        "il manque une sous-commande ; « shop bill » propose list, add ;"
          + " voir « shop bill --help »"
      ),
      (
        .missingValue(option: "state", placeholder: name, path: path),
        "option '--state' lacks its value; write '--state=STATE'; see 'shop bill --help'",
        "l’option « --state » est sans valeur ; écrire « --state=ÉTAT » ;"
          + " voir « shop bill --help »"
      ),
      (
        .unexpectedValue(option: "quiet", path: path),
        "option '--quiet' was given a value; it takes none; see 'shop bill --help'",
        "l’option « --quiet » a reçu une valeur ; elle n’en prend pas ; voir « shop bill --help »"
      ),
      (
        .repeatedOption("state", path: path),
        "option '--state' is given twice; it may be given once; see 'shop bill --help'",
        "l’option « --state » est donnée deux fois ; elle ne peut l’être qu’une fois ;"
          + " voir « shop bill --help »"
      ),
      (
        .missingOption("state", placeholder: name, path: path),
        "option '--state STATE' is missing; 'shop bill' requires it; see 'shop bill --help'",
        "il manque l’option « --state ÉTAT » ; « shop bill » l’exige ; voir « shop bill --help »"
      ),
      (
        .missingOperand(name, path: path),
        "argument STATE is missing; 'shop bill' requires it; see 'shop bill --help'",
        "il manque l’argument ÉTAT ; « shop bill » l’exige ; voir « shop bill --help »"
      ),
      (
        .unexpectedOperand("12", path: path),
        "unexpected argument '12'; 'shop bill' takes no more; see 'shop bill --help'",
        "argument inattendu « 12 » ; « shop bill » n’en prend pas davantage ;"
          + " voir « shop bill --help »"
      ),
      (
        .invalidChoice("due", subject: name, choices: ["issued", "paid"], path: path),
        "'due' is not a value for STATE; choose one of issued, paid; see 'shop bill --help'",
        "« due » n’est pas une valeur admise pour ÉTAT ; choisir parmi issued, paid ;"
          + " voir « shop bill --help »"
      ),
    ])
  func sentences(_ error: UsageError, _ english: String, _ french: String) {
    #expect(error.text.en == english)
    #expect(error.text.fr == french)
    #expect(error.path == Self.path)
  }

  @Test(
    "a word of the user cannot steer the terminal",
    arguments: ["\u{1B}]0;title\u{7}", "a\nshop: all is well", "\u{202E}lived", "\u{9B}2J"])
  func hostileWord(_ word: String) {
    let errors: [UsageError] = [
      .unknownCommand(word, suggestion: nil, path: Self.path),
      .unknownOption("--" + word, suggestion: nil, path: Self.path),
      .unexpectedOperand(word, path: Self.path),
      .invalidChoice(word, subject: Self.name, choices: ["paid"], path: Self.path),
    ]
    for error in errors {
      for language in Language.allCases {
        let line = error.text[language]
        #expect(line == line.escapedForTerminal)
        #expect(line.contains("\\"))
      }
    }
  }

  @Test(
    "a word of any length makes a short line",
    arguments: ["a", "é", "请", "\u{301}", "\u{1B}"])
  func longWord(_ part: String) {
    let word = String(repeating: part, count: 200_000)
    let error = UsageError.unexpectedOperand(word, path: Self.path)
    #expect(error.text.en.unicodeScalars.count < 600)
    #expect(error.text.en.contains("…'"))
  }
}
