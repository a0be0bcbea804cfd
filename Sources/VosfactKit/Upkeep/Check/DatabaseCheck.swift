import Localization

/// The check of a database and of everything around it, which changes nothing.
///
/// Each result is told as soon as it is known. What is damaged ends no more than it has to: what can
/// still be read is checked all the same.
package struct DatabaseCheck {
  private let path: String
  private let environment: [String: String]
  private let remedy: Remedy
  private let clock: WallClock

  /// - Parameters:
  ///   - path: the database.
  ///   - name: by what the commands that mend it name the database with `--db`; `nil` where they find it by
  ///     themselves.
  ///   - environment: where secrets kept by reference are looked up.
  package init(
    path: String, named name: String?, environment: [String: String],
    clock: WallClock = WallClock { .now }
  ) {
    self.path = path
    self.environment = environment
    remedy = Remedy(path: path, name: name)
    self.clock = clock
  }

  /// Checks everything.
  ///
  /// It throws `StorageError.missing` if there is no file, `.busy` if another process holds it for too long,
  /// and what `tell` throws.
  ///
  /// - Returns: whether no fault was found.
  package func run(_ tell: (CheckResult) throws -> Void) throws -> Bool {
    var holds = true
    func report(_ results: [CheckResult]) throws {
      for result in results {
        if result.status == .fault { holds = false }
        try tell(result)
      }
    }
    let files = FileCheck(path: path, remedy: remedy, now: clock.now)
    // Looked at first: opening makes files beside it.
    let (permissions, leftovers) = (files.permissions(), files.leftovers())
    var file = try files.file()
    let isDatabase = file.found.isEmpty
    let database = isDatabase ? try open(&file) : nil
    try report(file.results)
    guard let database else {
      // They may be what keeps SQLite from opening it.
      if isDatabase { try report(permissions.found) }
      return false
    }
    try report(permissions.results + leftovers.results)
    let checked = CheckedDatabase(
      database: database, environment: environment, clock: clock, remedy: remedy)
    for part in checked.parts() { try report(try results(of: part, in: database)) }
    return holds
  }

  /// The database; `nil`, with a finding, if it is no database of ours or cannot be opened.
  private func open(_ findings: inout CheckFindings) throws(StorageError) -> Database? {
    do {
      let database = try Database(inspecting: path)
      _ = try database.schemaVersion()
      return database
    } catch {
      if case .busy = error { throw error }
      let isDamaged = if case .damaged = error { true } else { false }
      findings.add(
        .fault, remedy: isDamaged ? remedy.restore : nil, en: error.text.en, fr: error.text.fr)
      return nil
    }
  }

  /// What a part found; that it could not read the database is a finding as well.
  private func results(
    of part: CheckedDatabase.Part, in database: Database
  ) throws -> [CheckResult] {
    var findings = CheckFindings(part.check, subject: database.path, remedy: remedy)
    do {
      try part.find(&findings)
    } catch let error as any ExplainedError {
      if case .busy? = error as? StorageError { throw error }
      findings = CheckFindings(part.check, subject: path, remedy: remedy)
      findings.add(
        .fault, en: "it could not be checked: \(error.text.en)",
        fr: "la vérification n’a pu se faire : \(error.text.fr)")
    }
    return findings.results
  }
}
