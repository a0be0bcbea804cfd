import CommandLineKit
import Glibc
import Localization
import VosfactKit

/// A subcommand of `vosfact`, or a group of them.
typealias Subcommand = Command<Environment>

/// The program.
package enum Vosfact {
  /// The command tree, made once.
  private static let tree = Subcommand.root

  /// Does what the arguments, or a web server, ask for, and ends the process.
  package static func main() {
    StandardStreams.reserve()
    let environment = Environment()
    // Whatever stands in the arguments then came from a client, as part of an address.
    if environment.isOfServer { exit(answerServer(in: environment).rawValue) }
    let words = Array(CommandLine.arguments.dropFirst())
    if let shell = environment.completingShell {
      exit(answer(shell, words, in: environment).rawValue)
    }
    guard let broken = CommandLine.wordNotInUTF8 else {
      let code = run(words, in: environment)
      environment.deliverWhatWaits()
      exit(code.rawValue)
    }
    environment.language = language(words, environment)
    environment.format = format(words)
    exit(
      environment.report(
        Fault(
          .wrongUsage,
          en: "'\(broken.shown)' is not UTF-8; it could not be kept as it is; write it in UTF-8",
          fr:
            "« \(broken.shown) » n’est pas en UTF-8 ; on ne pourrait le garder tel quel ; écrivez-le en UTF-8"
        )
      ).rawValue)
  }

  /// Answers a web server's request.
  private static func answerServer(in environment: Environment) -> ExitCode {
    environment.language = Language(environment: environment.variables)
    do {
      return try environment.answerServer()
    } catch {
      return environment.report(error)
    }
  }

  /// Answers a shell that completes a line; no command runs.
  private static func answer(
    _ shell: String, _ words: [String], in environment: Environment
  ) -> ExitCode {
    guard let answer = CompletionAnswer(to: shell, words, tree, environment) else { return .usage }
    answer.write()
    return .done
  }

  /// Runs the command that `words` name and says how it ended; what is wrong becomes one line.
  static func run(_ words: [String], in environment: Environment) -> ExitCode {
    do throws(OutputError) {
      return try answer(words, in: environment)
    } catch {
      let lost = environment.lostOutput(error)
      guard error == .closed else { return environment.report(lost ?? error) }
      if let lost { _ = environment.report(lost) }
      environment.endAsClosedPipe()
    }
  }

  /// The same for a command that runs others, which has to clean up when nobody can read it any more.
  ///
  /// - Throws: `OutputError` if what it prints cannot be written.
  static func answer(
    _ words: [String], in environment: Environment
  ) throws(OutputError) -> ExitCode {
    environment.language = language(words, environment)
    environment.format = format(words)
    environment.form = form(words)
    environment.unfinished = nil
    defer { environment.close() }
    do {
      let code = try dispatch(words, environment)
      try environment.output.end()
      return code
    } catch let error as OutputError {
      guard error == .closed, environment.output.isPaged else { throw error }
      // The pager was left before the end: its user has seen enough.
      try environment.output.end()
      return .done
    } catch {
      return environment.report(error)
    }
  }

  private static func dispatch(_ words: [String], _ environment: Environment) throws -> ExitCode {
    switch try tree.parse(words) {
    case .run(let command, let arguments):
      if let form = environment.form, !command.writesDocuments {
        throw Fault(
          .wrongUsage,
          en:
            "--format \(form.rawValue) is for documents only; nothing was done; give table, json, jsonl or csv",
          fr:
            "--format \(form.rawValue) ne vaut que pour des documents ; rien n’a été fait ; donnez table, json, jsonl ou csv"
        )
      }
      environment.isChanging = command.isChanging
      environment.isUnderKey = command.options.contains(.key) && arguments.value("key") != nil
      if !command.isChanging { environment.pageTables() }
      return try command.run(arguments, environment)
    case .help(_, let path):
      let help = tree.help(
        path: path, width: environment.terminal.helpWidth, language: environment.language)
      try environment.output.write(help)
      return .done
    case .version:
      try environment.output.line("vosfact \(Version.current)")
      return .done
    }
  }

  /// The language asked for, also when the rest of the line is wrong.
  private static func language(_ words: [String], _ environment: Environment) -> Language {
    tree.valueAnywhere(of: "lang", in: words).flatMap(Language.init(rawValue:))
      ?? Language(environment: environment.variables)
  }

  /// The form of a document asked for, if one is.
  private static func form(_ words: [String]) -> DocumentForm? {
    tree.valueAnywhere(of: "format", in: words).flatMap(DocumentForm.init(rawValue:))
  }

  /// The format asked for, also when the rest of the line is wrong.
  private static func format(_ words: [String]) -> OutputFormat {
    tree.valueAnywhere(of: "format", in: words).flatMap(OutputFormat.init(rawValue:)) ?? .table
  }
}

extension CommandLine {
  /// The first word of the command line that is not UTF-8, its faulty bytes replaced, as in `arguments`;
  /// kept so, it would be another name or another file's path.
  fileprivate static var wordNotInUTF8: String? {
    (0..<Int(argc)).lazy.compactMap { unsafeArgv[$0] }
      .first { String(validatingCString: $0) == nil }.map { String(cString: $0) }
  }
}

extension Subcommand {
  /// Whether the command changes something, so that it must do its work whoever reads what it prints.
  fileprivate var isChanging: Bool { options.contains(.dryRun) }
}

extension Environment {
  /// Lets a pager show what is longer than the terminal.
  fileprivate func pageTables() {
    guard format == .table, terminal.canRewrite, let pager = Pager(variables: variables) else {
      return
    }
    output.page(with: pager)
  }
}

extension Subcommand {
  /// The whole command tree: parsing, help, manual pages and completions come from it.
  static let root: Subcommand = .init(
    "vosfact",
    en: """
      Get invoices paid online

      An invoice carries a signed pay link. The customer opens it, chooses a provider and pays
      there; the provider's callback is verified and settles the invoice.

      The database is the file named by --db, else by VOSFACT_DB, else
      $XDG_DATA_HOME/vosfact/vosfact.db.
      """,
    fr: """
      Faire payer ses factures en ligne

      Une facture porte un lien de paiement signé. Le client l’ouvre, choisit un prestataire et paie
      chez lui ; le rappel du prestataire est vérifié et règle la facture.

      La base est le fichier nommé par --db, sinon par VOSFACT_DB, sinon
      $XDG_DATA_HOME/vosfact/vosfact.db.
      """,
    examples: .one(
      "vosfact payment demo", en: "Watch an invoice get paid",
      fr: "Voir une facture se faire payer"),
    options: [
      .value(
        "db", Text(en: "PATH", fr: "CHEMIN"), en: "Use this database", fr: "Utiliser cette base",
        completion: .file),
      .value(
        "format", en: "Write tables for people, data for scripts, or documents for customers",
        fr:
          "Écrire des tableaux pour les gens, des données pour les scripts, ou des documents pour les clients",
        choices: OutputFormat.allCases.map(\.rawValue) + DocumentForm.allCases.map(\.rawValue),
        default: OutputFormat.table.rawValue),
      .value(
        "lang", .language, en: "Speak this language; the locale's by default",
        fr: "Parler cette langue ; celle de l’environnement par défaut",
        choices: Language.allCases.map(\.rawValue)),
      .flag(
        "quiet", en: "Leave out warnings and remarks", fr: "Taire les avertissements et remarques"
      ),
    ], world: world,
    subcommands: [
      .invoice, .payment, .provider, .settings, .payLink, .documentation,
    ])

  private static var world: String {
    """
    # ENVIRONMENT | ENVIRONNEMENT

    - VOSFACT_DB: The database, unless `--db` names one.
      fr: La base, sauf si `--db` en nomme une.
    - XDG_DATA_HOME: The folder of the user's data, an absolute path; `~/.local/share` if it is not
      set.
      fr: Le dossier des données de l’utilisateur, un chemin absolu ; `~/.local/share` s’il n’est
      pas défini.
    - HOME: Where that folder is when `XDG_DATA_HOME` is not set.
      fr: Où est ce dossier quand `XDG_DATA_HOME` n’est pas défini.
    - LC_ALL, LC_MESSAGES, LANG: The language, unless `--lang` names one: French if the first that
      is set begins with `fr`.
      fr: La langue, sauf si `--lang` en nomme une : le français si la première qui est définie
      commence par `fr`.
    - NO_COLOR, TERM, COLORTERM: Colours are used on a terminal only, and not if `NO_COLOR` is set
      and not empty, or if `TERM` is `dumb` or not set.
      fr: Les couleurs ne servent que sur un terminal, et non si `NO_COLOR` est défini et non vide,
      ou si `TERM` vaut `dumb` ou n’est pas défini.
    - VOSFACT_PAGER, PAGER: The command line that shows what is longer than the terminal: the first
      that is set, else `less` if it is installed. None does if it is empty or `cat`, if `TERM` is
      `dumb` or not set, or with data. To leave it early is no error.
      fr: La ligne de commande qui montre ce qui est plus long que le terminal : la première qui est
      définie, sinon `less` s’il est installé. Aucune ne sert si elle est vide ou vaut `cat`, si
      `TERM` vaut `dumb` ou n’est pas défini, ni pour des données. La quitter avant la fin n’est pas
      une erreur.
    - VOSFACT_COMPLETE: `bash`, `zsh` or `fish`, set by that shell's script while a line is
      completed: the program runs no command, and answers with the words that may follow. It has no
      meaning under a web server.
      fr: `bash`, `zsh` ou `fish`, que définit le script de ce shell pendant qu’une ligne se
      complète : le programme n’exécute aucune commande, et répond par les mots qui peuvent suivre.
      Elle ne signifie rien sous un serveur web.
    - LESS: Options of `less`; `FRX` if it is not set, so that colours show.
      fr: Les options de `less` ; `FRX` si elle n’est pas définie, pour que les couleurs se voient.

    # FILES | FICHIERS

    - $XDG_DATA_HOME/vosfact/vosfact.db: The database, one file of SQLite, which its owner alone may
      read. While it is in use, and between the requests of a web server, two files beside it whose
      names end in `-wal` and `-shm` belong to it.
      fr: La base, un seul fichier SQLite, que seul son propriétaire peut lire. Pendant qu’elle
      sert, et entre les requêtes d’un serveur web, deux fichiers à côté d’elle dont les noms
      finissent par `-wal` et `-shm` en font partie.
    - $XDG_DATA_HOME/vosfact/vosfact.db-head: The place and hash of the journal's last known entry,
      by which `settings check` notices that an old backup was put in the database's place.
      fr: La place et l’empreinte de la dernière entrée connue du journal, par lesquelles `settings
      check` remarque qu’une ancienne sauvegarde a pris la place de la base.
    """
  }
}
