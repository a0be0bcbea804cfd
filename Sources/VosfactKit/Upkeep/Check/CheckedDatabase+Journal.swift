import Localization

extension CheckedDatabase {
  /// That everything that is recorded holds.
  func checkJournal(_ findings: inout CheckFindings) throws {
    let report = try Audit(database: database, clock: clock).run()
    findings.well = report.text
    findings.add(
      .fault, if: !report.isValid, remedy: remedy.restore, en: report.text.en, fr: report.text.fr)
  }

  /// That the journal holds the last entry that was known, as `file` keeps it.
  func checkHead(_ file: JournalHeadFile, _ findings: inout CheckFindings) throws(StorageError) {
    findings.subject = file.path
    let accept = remedy.vosfact("settings", "check", "--accept-journal")
    let reconcile = remedy.vosfact("payment", "reconcile")
    switch try file.agreement(in: database) {
    case .agrees: break
    case .ahead(let kept, let last):
      findings.add(
        .fault, remedy: "\(reconcile) && \(accept)",
        en: """
          entry \(kept.seq) was known, and the journal ends at \(last.seq): an old backup was put in \
          its place, and what was recorded since is missing; ask the providers again, then accept it
          """,
        fr: """
          l’entrée \(kept.seq) était connue, et le journal s’arrête à \(last.seq) : une ancienne \
          sauvegarde a pris sa place, et la suite manque ; réinterrogez les prestataires, puis \
          acceptez-le
          """)
    case .differs(let kept):
      findings.add(
        .fault, remedy: "\(reconcile) && \(accept)",
        en: """
          entry \(kept.seq) is another than was known: an old backup was put in its place and gone on \
          with, or the journal was altered; ask the providers again, then accept it
          """,
        fr: """
          l’entrée \(kept.seq) n’est pas celle qui était connue : une ancienne sauvegarde a pris sa \
          place et a été continuée, ou le journal a été altéré ; réinterrogez les prestataires, puis \
          acceptez-le
          """)
    case .unreadable:
      findings.add(
        .warning, remedy: accept,
        en: "the last known entry cannot be read: another program wrote this file",
        fr: "la dernière entrée connue est illisible : un autre programme a écrit ce fichier")
    }
  }

  /// How far clocks may differ.
  private static let tolerance = Seconds(300)

  private static let newest: StaticString = "SELECT at FROM journal ORDER BY seq DESC LIMIT 1"

  /// That the clock stands after what was recorded last.
  func checkClock(_ findings: inout CheckFindings) throws(StorageError) {
    let now = now
    findings.subject = now.description
    let newest = try database.first(Self.newest) { row in row.time() }
    if let newest, newest > now + Self.tolerance {
      findings.add(
        .warning, remedy: "timedatectl",
        en: "the clock stands before the last entry of the journal, \(newest): it was set back",
        fr: "l’horloge est en retard sur la dernière entrée du journal, \(newest)")
    }
  }
}

extension Journal {
  /// Takes the journal as it stands for the last that is known, after a backup was restored, and records
  /// that; a journal that agrees with what is known is left as it is.
  ///
  /// It throws `StorageError`, `.readOnly` if the file beside the database could not be written.
  func accept(at time: UnixTime) throws {
    guard let file = JournalHeadFile(of: database) else { return }
    let agreement = try file.agreement(in: database)
    guard agreement != .agrees else { return }
    _ = try database.transaction {
      try append(.journalAccepted, about: .journal, agreement.facts, at: time)
    }
    guard file.accept(database) else { throw StorageError.readOnly(path: file.path) }
  }
}

extension JournalHeadFile.Agreement {
  /// What the journal keeps of a contradiction that was accepted: the entry that was known, and where the
  /// journal ended if that was before it.
  fileprivate var facts: JSONValue {
    switch self {
    case .agrees, .unreadable: ["known": nil, "hash": nil, "last": nil]
    case .ahead(let kept, let last):
      [
        "known": .integer(kept.seq), "hash": .string(kept.hash.hexadecimal),
        "last": .integer(last.seq),
      ]
    case .differs(let kept):
      ["known": .integer(kept.seq), "hash": .string(kept.hash.hexadecimal), "last": nil]
    }
  }
}
