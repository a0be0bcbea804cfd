import CommandLineKit
import Glibc
import Localization
import VosfactKit

/// A subcommand of `vosfact`, or a group of them.
typealias Subcommand = Command<Environment>

@main enum Vosfact {
  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst()), in: Environment()).rawValue)
  }

  /// Runs the command that `words` name and says how it ended; what is wrong becomes one line.
  static func run(_ words: [String], in environment: Environment) -> ExitCode {
    do {
      return try answer(words, in: environment)
    } catch {
      environment.endAsClosedPipe()
    }
  }

  /// The same for a command that runs others, which has to clean up when the reader is gone.
  ///
  /// - Throws: `OutputError.closed`, and nothing else.
  static func answer(
    _ words: [String], in environment: Environment
  ) throws(OutputError) -> ExitCode {
    environment.language = language(words, environment)
    do {
      let code = try dispatch(words, environment)
      try environment.output.flush()
      return code
    } catch OutputError.closed {
      throw .closed
    } catch {
      // What was printed before stays before the error.
      try? environment.output.flush()
      return environment.report(error)
    }
  }

  private static func dispatch(_ words: [String], _ environment: Environment) throws -> ExitCode {
    switch try Subcommand.root.parse(words) {
    case .run(let command, let arguments):
      return try command.run(arguments, environment)
    case .help(_, let path):
      let help = Subcommand.root.help(
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
    Subcommand.root.valueAnywhere(of: "lang", in: words).flatMap(Language.init(rawValue:))
      ?? Language(environment: environment.variables)
  }
}

extension Subcommand {
  /// The whole command tree: parsing, help, manual pages and completions come from it.
  static var root: Subcommand {
    Subcommand(
      "vosfact",
      summary: Text(en: "Get invoices paid online", fr: "Faire payer ses factures en ligne"),
      discussion: [
        Text(
          en: """
            An invoice carries a signed pay link. The customer opens it, chooses a provider and pays \
            there; the provider's callback is verified and settles the invoice.
            """,
          fr: """
            Une facture porte un lien de paiement signé. Le client l’ouvre, choisit un prestataire et \
            paie chez lui ; le rappel du prestataire est vérifié et règle la facture.
            """),
        Text(
          en: """
            The database is the file named by --db, else by VOSFACT_DB, else \
            $XDG_DATA_HOME/vosfact/vosfact.db.
            """,
          fr: """
            La base est le fichier nommé par --db, sinon par VOSFACT_DB, sinon \
            $XDG_DATA_HOME/vosfact/vosfact.db.
            """),
      ],
      examples: [
        Example(
          "vosfact payment demo",
          Text(en: "Watch an invoice get paid", fr: "Voir une facture se faire payer"))
      ],
      options: [
        .value(
          "db", Text(en: "PATH", fr: "CHEMIN"),
          help: Text(en: "Use this database", fr: "Utiliser cette base"), completion: .file),
        .value(
          "format", Text(en: "FORMAT", fr: "FORMAT"),
          help: Text(
            en: "Write tables for people, or data for scripts",
            fr: "Écrire des tableaux pour les gens, ou des données pour les scripts"),
          choices: OutputFormat.allCases.map(\.rawValue), default: OutputFormat.table.rawValue),
        .value(
          "lang", Text(en: "LANGUAGE", fr: "LANGUE"),
          help: Text(
            en: "Speak this language; the locale's by default",
            fr: "Parler cette langue ; celle de l’environnement par défaut"),
          choices: Language.allCases.map(\.rawValue)),
        .flag(
          "quiet",
          help: Text(
            en: "Leave out warnings and remarks", fr: "Taire les avertissements et remarques")),
      ],
      subcommands: [.invoice, .payment, .provider, .settings, .payLink])
  }
}
