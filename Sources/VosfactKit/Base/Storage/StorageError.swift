package import Localization

/// Why the database could not be opened, read or written.
///
/// The statement that failed is kept for whoever mends the program; the values bound to it, which hold
/// customers' data, never are.
package enum StorageError: Error, Equatable, Sendable {
  /// There is no file, and the command does not make one.
  case missing(path: String)
  /// The file cannot be opened or made.
  case cannotOpen(path: String, reason: String)
  /// What the path names is a folder, a device or a pipe.
  case notAFile(path: String)
  /// Group or others may read the file, which holds secrets.
  case exposed(path: String)
  /// The file is another program's database.
  case foreign(path: String)
  /// The file is no SQLite database, or is damaged.
  case damaged(path: String, reason: String)
  /// The file was written by a newer version of the program.
  case newerSchema(path: String, found: Int64, known: Int64)
  /// Another process held the database for too long.
  case busy(path: String)
  /// The file or its folder cannot be written to.
  case readOnly(path: String)
  /// The disk is full.
  case full(path: String)
  /// The system failed to read or write the file.
  case inputOutput(path: String, reason: String)
  /// The tables, indexes or triggers are not those that the program makes.
  case altered(path: String, reason: String)
  /// A statement broke a rule over what is stored: another program has put there what this one never does, or the
  /// program itself is wrong.
  case contradicted(path: String, reason: String, sql: String)
  /// A statement was refused: a fault of the program.
  case statement(reason: String, sql: String)

  /// What is told of a statement in the place of its text, which nobody can do anything with: the first eight
  /// hexadecimal digits of its SHA-256, by which it is found among those of the source.
  static func mark(of sql: String) -> String {
    Array(SHA256.digest(Array(sql.utf8)).prefix(4)).hexadecimal
  }
}

extension StorageError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .missing: .notFound
    case .cannotOpen, .readOnly, .full: .cannotWrite
    case .exposed: .notPermitted
    case .notAFile, .foreign, .newerSchema: .misconfigured
    case .damaged, .inputOutput, .altered, .contradicted: .inputOutput
    case .busy: .busy
    case .statement: .internalFault
    }
  }

  package var text: Text {
    switch self {
    case .missing(let path):
      Text(
        en: """
          no database at \(path.shown); none was made yet; begin with 'vosfact invoice create', \
          'vosfact invoice import' or 'vosfact settings set', or name another with --db
          """,
        fr: """
          pas de base à \(path.shown) ; elle n’existe pas encore ; commencez par « vosfact invoice \
          create », « vosfact invoice import » ou « vosfact settings set », ou nommez-en une autre \
          avec --db
          """)
    case .cannotOpen(let path, let reason):
      Text(
        en: "cannot open the database \(path.shown); \(reason); check the path and its folder",
        fr:
          "impossible d’ouvrir la base \(path.shown) ; \(reason) ; vérifiez le chemin et le dossier"
      )
    case .notAFile(let path):
      Text(
        en: "cannot open the database \(path.shown); it is not a file; name another with --db",
        fr:
          "impossible d’ouvrir la base \(path.shown) ; ce n’est pas un fichier ; nommez-en une autre avec --db"
      )
    case .exposed(let path):
      Text(
        en: """
          refused to open \(path.shown); others may read it and it holds secrets; run: \
          chmod 600 \(path.shellPath)
          """,
        fr: """
          refus d’ouvrir \(path.shown) ; d’autres peuvent la lire et elle contient des secrets ; \
          lancez : chmod 600 \(path.shellPath)
          """)
    case .foreign(let path):
      Text(
        en: "\(path.shown) is another program's database; it was left alone; name ours with --db",
        fr:
          "\(path.shown) est la base d’un autre programme ; rien n’y a été touché ; nommez la nôtre avec --db"
      )
    case .damaged(let path, let reason):
      Text(
        en: "\(path.shown) is no sound database; \(reason.singleLine); restore a backup",
        fr:
          "\(path.shown) n’est pas une base saine ; \(reason.singleLine) ; restaurez une sauvegarde"
      )
    case .newerSchema(let path, let found, let known):
      Text(
        en: """
          \(path.shown) was written by a newer vosfact; its schema is \(found), this one knows up \
          to \(known); install the newer version
          """,
        fr: """
          \(path.shown) vient d’un vosfact plus récent ; son schéma est \(found), celui-ci connaît \
          jusqu’à \(known) ; installez la version plus récente
          """)
    case .busy(let path):
      Text(
        en: "the database \(path.shown) is busy; another process is writing; try again later",
        fr: "la base \(path.shown) est occupée ; un autre processus écrit ; réessayez plus tard")
    case .readOnly(let path):
      Text(
        en: "cannot write to \(path.shown); the file or its folder is read-only; check permissions",
        fr:
          "impossible d’écrire dans \(path.shown) ; le fichier ou son dossier est en lecture seule ; vérifiez les droits"
      )
    case .full(let path):
      Text(
        en: "cannot write to \(path.shown); the disk is full; make room and run again",
        fr:
          "impossible d’écrire dans \(path.shown) ; le disque est plein ; faites de la place et relancez"
      )
    case .inputOutput(let path, let reason):
      Text(
        en: "cannot read or write \(path.shown); \(reason); check the disk",
        fr: "impossible de lire ou d’écrire \(path.shown) ; \(reason) ; vérifiez le disque")
    case .altered(let path, let reason):
      Text(
        en: """
          \(path.shown) was altered by another program; \(reason.singleLine.shown); see what by \
          'vosfact settings check', or restore a backup
          """,
        fr: """
          \(path.shown) a été modifiée par un autre programme ; \(reason.singleLine.shown) ; voyez par \
          « vosfact settings check », ou restaurez une sauvegarde
          """)
    case .contradicted(let path, _, let sql):
      Text(
        en: """
          what stands in \(path.shown) contradicts what is to be read or written; another program may have \
          put it there; see 'vosfact settings check', restore a backup, or report it as \
          \(Self.mark(of: sql))
          """,
        fr: """
          le contenu de \(path.shown) contredit ce qui doit être lu ou écrit ; un autre programme l’y a \
          peut-être mis ; voyez « vosfact settings check », restaurez une sauvegarde, ou signalez-le sous \
          \(Self.mark(of: sql))
          """)
    case .statement(let reason, let sql):
      Text(
        en: "the database refused a statement; \(reason.shown); report it as \(Self.mark(of: sql))",
        fr:
          "la base a refusé une instruction ; \(reason.shown) ; signalez-le sous \(Self.mark(of: sql))"
      )
    }
  }
}

extension String {
  fileprivate var singleLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
