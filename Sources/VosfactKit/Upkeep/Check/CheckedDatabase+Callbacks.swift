import Glibc

extension CheckedDatabase {
  /// How long a callback waits at the most while the timer runs.
  private static let patience = Seconds(3600)

  private static let notUnderstood: StaticString = """
    SELECT provider, kind, count(*) AS number
      FROM callback INDEXED BY callback_not_understood
     WHERE kind IS NOT NULL
     GROUP BY provider, kind
    """

  /// That nothing a provider told waits for a version of the program that can read it.
  func checkUnderstanding(_ findings: inout CheckFindings) throws {
    let kinds = try database.all(Self.notUnderstood) { row in
      (provider: row.text("provider"), kind: row.text("kind"), number: row.int64("number"))
    }
    for (provider, kind, number) in kinds {
      findings.add(
        .warning, about: provider,
        remedy: remedy.vosfact("payment", "callbacks", "replay", "--not-understood"),
        en:
          "callbacks '\(kind.shown)' that this version cannot read: \(number); update, then replay",
        fr:
          "rappels « \(kind.shown) » que cette version ne sait pas lire : \(number) ; mettez à jour, puis rejouez"
      )
    }
  }

  /// That the folder where web servers put callbacks is there, can be used, and is emptied.
  func checkCallbacks(_ findings: inout CheckFindings) throws {
    try checkUnderstanding(&findings)
    findings.subject = Setting.spool.key
    guard let folder = try settings.value(.spool) else { return }
    findings.subject = folder
    guard let status = FileStatus.at(folder) else {
      findings.add(
        .fault, remedy: "mkdir -p -m 700 \(folder.shellPath)", en: "the folder is not there",
        fr: "le dossier n’existe pas")
      return
    }
    guard status.kind == .folder else {
      findings.add(
        .fault, remedy: remedy.changing(Setting.spool, .set("\(folder).d")), en: "it is no folder",
        fr: "ce n’est pas un dossier")
      return
    }
    if FileStatus.at(FileCheck.folder(of: database.file))?.identity == status.identity {
      let inner = "\(folder)/callbacks"
      findings.add(
        .fault,
        remedy:
          "mkdir -p -m 700 \(inner.shellPath) && \(remedy.changing(Setting.spool, .set(inner)))",
        en: "it is the database’s own folder: reconcile would take the database for a callback",
        fr: "c’est le dossier même de la base : reconcile prendrait la base pour un rappel")
      return
    }
    let places = [folder] + CallbackSpool.Outcome.allCases.map { "\(folder)/\($0.rawValue)" }
    for place in places where access(place, F_OK) == 0 && access(place, R_OK | W_OK | X_OK) != 0 {
      findings.add(
        .fault, about: place, remedy: "chmod u+rwx \(place.shellPath)",
        en: "it cannot be written: callbacks cannot be moved out of the way",
        fr: "il ne peut être écrit : les rappels ne peuvent être rangés")
    }
    try checkFiles(in: folder, &findings)
  }

  private func checkFiles(in folder: String, _ findings: inout CheckFindings) throws {
    let late = now - Self.patience
    let names = Providers.descriptions.map(\.name)
    let waiting = try CallbackSpool(folder: folder).files(providers: names).count { file in
      FileStatus.at(file.path, following: false).map { $0.modified < late } ?? false
    }
    findings.add(
      .warning, if: waiting > 0, remedy: remedy.vosfact("payment", "reconcile"),
      en: "callbacks waiting for more than an hour: \(waiting); the timer may not run",
      fr:
        "rappels en attente depuis plus d’une heure : \(waiting) ; la minuterie s’est peut-être arrêtée"
    )
    let aside = "\(folder)/\(CallbackSpool.Outcome.refused.rawValue)"
    let refused = (try? CallbackSpool(folder: aside).files(providers: []))?.count ?? 0
    findings.add(
      .warning, if: refused > 0, about: aside, remedy: "ls -l \(aside.shellPath)",
      en: "callbacks that were refused: \(refused); the newest are kept here for 30 days",
      fr: "rappels refusés : \(refused) ; les derniers restent ici 30 jours")
  }
}
