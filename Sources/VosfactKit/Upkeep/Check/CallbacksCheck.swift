import Glibc
import Localization

/// The check of the folder where web servers put callbacks.
struct CallbacksCheck {
  let database: Database
  let now: UnixTime
  let remedy: Remedy

  /// How long a callback waits at the most while the timer runs.
  private static let patience = Seconds(3600)

  func run() throws -> CheckFindings {
    guard let folder = try Settings(database: database).value(.spool) else {
      return CheckFindings(.callbacks, subject: Setting.spool.key)
    }
    var findings = CheckFindings(.callbacks, subject: folder)
    guard let status = FileStatus.at(folder) else {
      findings.fault(
        Text(en: "the folder is not there", fr: "le dossier n’existe pas"),
        remedy: "mkdir -p -m 700 \(folder.shellPath)")
      return findings
    }
    guard status.kind == .folder else {
      findings.fault(
        Text(en: "it is no folder", fr: "ce n’est pas un dossier"),
        remedy: remedy.vosfact("settings", "set", Setting.spool.key, "\(folder).d"))
      return findings
    }
    if FileStatus.at(FileCheck.folder(of: database.file))?.identity == status.identity {
      let inner = "\(folder)/callbacks"
      findings.fault(
        Text(
          en: "it is the database’s own folder: reconcile would take the database for a callback",
          fr: "c’est le dossier même de la base : reconcile prendrait la base pour un rappel"),
        remedy: "mkdir -p -m 700 \(inner.shellPath) && "
          + remedy.vosfact("settings", "set", Setting.spool.key, inner))
      return findings
    }
    let places = [folder] + CallbackSpool.Outcome.allCases.map { "\(folder)/\($0.rawValue)" }
    for place in places where access(place, F_OK) == 0 && access(place, R_OK | W_OK | X_OK) != 0 {
      findings.fault(
        Text(
          en: "it cannot be written: callbacks cannot be moved out of the way",
          fr: "il ne peut être écrit : les rappels ne peuvent être rangés"),
        about: place, remedy: "chmod u+rwx \(place.shellPath)")
    }
    try checkFiles(in: CallbackSpool(folder: folder), &findings)
    return findings
  }

  private func checkFiles(in spool: CallbackSpool, _ findings: inout CheckFindings) throws {
    let late = now - Self.patience
    let waiting = try spool.files(providers: Providers.descriptions.map(\.name))
      .filter { file in
        FileStatus.at(file.path, following: false).map { $0.modified < late } ?? false
      }
    if !waiting.isEmpty {
      findings.warning(
        Text(
          en: "callbacks waiting for more than an hour: \(waiting.count); the timer may not run",
          fr:
            "rappels en attente depuis plus d’une heure : \(waiting.count) ; la minuterie s’est peut-être arrêtée"
        ),
        remedy: remedy.vosfact("payment", "reconcile"))
    }
    let folder = "\(spool.folder)/\(CallbackSpool.Outcome.refused.rawValue)"
    let refused = (try? CallbackSpool(folder: folder).files(providers: [])) ?? []
    if !refused.isEmpty {
      findings.warning(
        Text(
          en: "callbacks that were refused: \(refused.count); the newest are kept here for 30 days",
          fr: "rappels refusés : \(refused.count) ; les derniers restent ici 30 jours"),
        about: folder, remedy: "ls -l \(folder.shellPath)")
    }
  }
}
