import Localization

/// The check of a database and of everything around it, which changes nothing.
///
/// Each result is told as soon as it is known. What is damaged ends no more than it has to: what can
/// still be read is checked all the same.
package struct DatabaseCheck {
  let path: String
  let environment: [String: String]
  let remedy: Remedy
  let clock: WallClock
  private let audit: (Database) throws -> AuditReport

  /// - Parameters:
  ///   - path: the database.
  ///   - name: by what the commands that mend it name the database with `--db`; `nil` where they find it by
  ///     themselves.
  ///   - environment: where secrets kept by reference are looked up.
  ///   - audit: audits the database.
  init(
    path: String, named name: String?, environment: [String: String], clock: WallClock,
    audit: @escaping (Database) throws -> AuditReport
  ) {
    self.path = path
    self.environment = environment
    remedy = Remedy(path: path, name: name)
    self.clock = clock
    self.audit = audit
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
    let isDatabase = file.results.isEmpty
    let database = isDatabase ? try open(&file) : nil
    try report(
      file.results(orWell: Text(en: "a database of vosfact", fr: "une base de vosfact")))
    guard let database else {
      // They may be what keeps SQLite from opening it.
      if isDatabase { try report(permissions.results) }
      return false
    }
    try report(
      permissions.results(
        orWell: Text(
          en: "only its owner may read and write it",
          fr: "seul son propriétaire peut la lire et l’écrire")))
    try report(
      leftovers.results(
        orWell: Text(en: "nothing was left behind", fr: "rien n’a été abandonné")))
    for (check, results) in parts(of: database) {
      try report(try unlessUnreadable(check, results))
    }
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
      let remedy: String? =
        switch error {
        case .damaged: self.remedy.restore
        default: nil
        }
      findings.fault(error.text, remedy: remedy)
      return nil
    }
  }

  private typealias Part = (check: Check, results: () throws -> [CheckResult])

  /// A part of which is said, if nothing is found, how it is.
  private func part(
    _ check: Check, en: String, fr: String, _ run: @escaping () throws -> CheckFindings
  ) -> Part {
    (check, { try run().results(orWell: Text(en: en, fr: fr)) })
  }

  private func parts(of database: Database) -> [Part] {
    let audit = audit
    let content = ContentCheck(database: database, remedy: remedy)
    let parts = [
      part(
        .schema, en: "every table, index and trigger is as the program makes it",
        fr: "chaque table, index et déclencheur est tel que le programme le fait",
        SchemaCheck(database: database, remedy: remedy).run),
      part(
        .integrity, en: "SQLite finds no damage", fr: "SQLite ne constate aucun dommage",
        content.integrity),
      part(
        .foreignKeys, en: "every row that is referred to is there",
        fr: "chaque ligne à laquelle une autre renvoie est là", content.foreignKeys),
    ]
    // The rest is read through the present tables.
    guard (try? database.schemaVersion()) == Schema.migrations.count else { return parts }
    let journal = JournalCheck(
      database: database, now: clock.now, audit: { try audit(database) }, remedy: remedy)
    return parts + [
      (.journal, journal.chain), (.journalHead, journal.head), (.clock, journal.clock),
    ] + usage(of: database)
  }

  /// The parts about what the user set and what waits to be done.
  private func usage(of database: Database) -> [Part] {
    let providers = Providers(
      database: database, environment: environment, clock: clock, random: .system,
      transport: CurlTransport(environment: environment))
    let webhooks = Webhooks(
      database: database, environment: environment, clock: clock, random: .system)
    let redirect = ReturnRedirect(
      database: database, environment: environment, clock: clock, random: .system)
    let notices = NoticesCheck(
      database: database, environment: environment, webhooks: webhooks, remedy: remedy)
    let waiting = WaitingCheck(database: database, now: clock.now, remedy: remedy)
    return [
      part(
        .settings, en: "no setting contradicts another",
        fr: "aucun réglage n’en contredit un autre",
        SettingsCheck(
          database: database, clock: clock, providers: providers, redirect: redirect,
          notices: notices, remedy: remedy
        ).run),
      part(
        .documents, en: "documents say what they must",
        fr: "les documents disent ce qu’ils doivent",
        DocumentsCheck(
          database: database, environment: environment, providers: providers, remedy: remedy
        ).run),
      part(
        .secrets, en: "every secret can be read", fr: "chaque secret est lisible",
        SecretsCheck(
          database: database, environment: environment, providers: providers, webhooks: webhooks,
          remedy: remedy
        ).run),
      part(
        .providers, en: "every enabled provider can be used",
        fr: "chaque prestataire activé est utilisable",
        ProvidersCheck(database: database, providers: providers, remedy: remedy).run),
      part(
        .products, en: "every product on sale can be bought",
        fr: "chaque produit en vente peut être acheté",
        ProductsCheck(
          database: database, providers: providers, redirect: redirect, remedy: remedy
        ).run),
      part(
        .callbacks, en: "the spool folder is as it should be",
        fr: "le dossier des rappels est en ordre",
        CallbacksCheck(database: database, now: clock.now, remedy: remedy).run),
      part(
        .payments, en: "none waits for reconcile or for somebody",
        fr: "aucun n’attend reconcile ni personne", waiting.payments),
      part(
        .outbox, en: "no message has failed", fr: "aucun message n’a échoué", waiting.outbox),
    ]
  }

  /// What a part found; that it could not read the database is a finding as well.
  private func unlessUnreadable(
    _ check: Check, _ results: () throws -> [CheckResult]
  ) throws -> [CheckResult] {
    do {
      return try results()
    } catch let error as any ExplainedError {
      if case .busy? = error as? StorageError { throw error }
      var findings = CheckFindings(check, subject: path)
      findings.fault(
        Text(
          en: "it could not be checked: \(error.text.en)",
          fr: "la vérification n’a pu se faire : \(error.text.fr)"))
      return findings.results
    }
  }
}
