/// The open database that is checked, and what its checks ask beside it.
struct CheckedDatabase {
  let database: Database
  /// Where secrets kept by reference are looked up.
  let environment: [String: String]
  let clock: WallClock
  let remedy: Remedy

  var settings: Settings { Settings(database: database) }
  var documents: DocumentStore { DocumentStore(database: database) }
  var now: UnixTime { clock.now }

  var providers: Providers {
    Providers(
      database: database, environment: environment, clock: clock, random: .system,
      transport: CurlTransport(environment: environment))
  }

  var webhooks: Webhooks {
    Webhooks(database: database, environment: environment, clock: clock, random: .system)
  }

  var redirect: ReturnRedirect {
    ReturnRedirect(database: database, environment: environment, clock: clock, random: .system)
  }

  /// A check, which adds what it finds.
  typealias Part = (check: Check, find: (inout CheckFindings) throws -> Void)

  /// What is checked of the database itself, and where its schema is the present one, of what it holds.
  func parts() -> [Part] {
    let parts: [Part] = [
      (.schema, checkSchema), (.integrity, checkIntegrity), (.foreignKeys, checkForeignKeys),
    ]
    // The rest is read through the present tables.
    guard (try? database.schemaVersion()) == Schema.migrations.count else { return parts }
    let head: [Part] =
      JournalHeadFile(of: database).map { file in
        [(.journalHead, { try checkHead(file, &$0) })]
      } ?? []
    return parts + [(.journal, checkJournal)] + head + [
      (.clock, checkClock), (.settings, checkSettings), (.documents, checkDocuments),
      (.secrets, checkSecrets), (.providers, checkProviders), (.products, checkProducts),
      (.callbacks, checkCallbacks), (.payments, checkPayments), (.outbox, checkOutbox),
    ]
  }
}
