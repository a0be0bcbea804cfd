package import Localization

/// Why no backup was made.
package enum BackupError: Error, Equatable, Sendable {
  case exists(path: String)
  case isDatabase(path: String)
  /// Another process writes a backup to the same place.
  case underWay(path: String)
  case unwritable(path: String, reason: String)
  /// The copy does not hold what it should.
  case unsound(reason: Text)
}

extension BackupError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .exists, .isDatabase, .unwritable: .cannotWrite
    case .underWay: .busy
    case .unsound: .inputOutput
    }
  }

  package var text: Text {
    switch self {
    case .exists(let path):
      Text(
        en: "no backup was made; \(path.shown) exists; name another file or give --replace",
        fr: "aucune sauvegarde ; \(path.shown) existe ; nommez un autre fichier ou donnez --replace"
      )
    case .isDatabase(let path):
      Text(
        en: "no backup was made; \(path.shown) is the database itself; name another file",
        fr: "aucune sauvegarde ; \(path.shown) est la base elle-même ; nommez un autre fichier")
    case .underWay(let path):
      Text(
        en: "no backup was made; another process is writing \(path.shown); try again later",
        fr: "aucune sauvegarde ; un autre processus écrit \(path.shown) ; réessayez plus tard")
    case .unwritable(let path, let reason):
      Text(
        en: "cannot write the backup \(path.shown); \(reason); check the folder and the disk",
        fr:
          "impossible d’écrire la sauvegarde \(path.shown) ; \(reason) ; vérifiez le dossier et le disque"
      )
    case .unsound(let reason):
      Text(
        en: "the backup was thrown away; \(reason.en); run: vosfact payment audit",
        fr: "la sauvegarde a été jetée ; \(reason.fr) ; lancez : vosfact payment audit")
    }
  }
}
