import Localization

/// Why a callback could not be put in the spool folder.
enum SpoolError: Error, Equatable, Sendable {
  /// The folder for it cannot be made or written.
  case noFolder(path: String, reason: String)
  /// The file cannot be written.
  case unwritable(path: String, reason: String)
  /// What waits in the folder takes all the room, and nothing of it gives way to the new one.
  case overfull(path: String)
}

extension SpoolError: ExplainedError {
  /// What is sent again later may fit then.
  var nature: FaultNature { .cannotWrite }

  var text: Text {
    switch self {
    case .noFolder(let path, let reason):
      Text(
        en:
          "a callback was not kept; \(path.shown): \(reason); make the folder, or check its owner",
        fr:
          "un rappel n’a pas été gardé ; \(path.shown) : \(reason) ; créez le dossier, ou vérifiez son propriétaire"
      )
    case .unwritable(let path, let reason):
      Text(
        en: "a callback was not kept; \(path.shown): \(reason); check the disk and the folder",
        fr:
          "un rappel n’a pas été gardé ; \(path.shown) : \(reason) ; vérifiez le disque et le dossier"
      )
    case .overfull(let path):
      Text(
        en:
          "a callback was not kept; \(path.shown) is full of those that wait; have 'vosfact payment reconcile' take them in",
        fr:
          "un rappel n’a pas été gardé ; \(path.shown) est plein de ceux qui attendent ; faites-les reprendre par « vosfact payment reconcile »"
      )
    }
  }
}
