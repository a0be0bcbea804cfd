/// The library as a command sees it: one database, a clock, and what is done with them.
package final class Kit {
  let database: Database
  let environment: [String: String]
  let random: RandomSource
  let transport: any HTTPTransport
  let clock: WallClock

  /// Opens the database at `path`; a new one gets the first key of its pay links.
  ///
  /// It throws `StorageError` if the file cannot be opened, or was emptied since something was recorded in it.
  ///
  /// - Parameters:
  ///   - environment: where secrets kept by reference and the host's proxy are looked up.
  ///   - patience: how long a provider may take to answer a request, its repetitions included.
  ///   - clock: what tells the time.
  package convenience init(
    path: String, access: Database.Access, environment: [String: String],
    patience: Duration = .seconds(60), clock: @escaping @Sendable () -> UnixTime = { .now }
  ) throws {
    try JournalHeadFile.refuseEmptied(path)
    let database = try Database(path: path, access: access) {
      (database, before) throws(StorageError) in
      // Schema 15 brought amounts to documents, 16 other answers to what is not ours, 17 another order of what goes back.
      if before < 17 {
        try AccountStore(database: database, clock: WallClock(clock)).foldAgain()
      }
    }
    self.init(
      database: database, environment: environment,
      transport: HTTPClient(
        transport: CurlTransport(environment: environment),
        policy: RetryPolicy(totalLimit: patience)), clock: clock)
    if access == .creating {
      try payLinks.addFirstKey()
      // That comes with the file, and is nothing that a command did.
      database.added = AddedRows()
    }
  }

  /// Opens the database at `path` only to read, whatever its permissions and schema: nothing is migrated.
  ///
  /// - Throws: `StorageError.missing`, or what SQLite says of a file that cannot be opened.
  package convenience init(
    inspecting path: String, environment: [String: String],
    clock: @escaping @Sendable () -> UnixTime = { .now }
  ) throws(StorageError) {
    self.init(database: try Database(inspecting: path), environment: environment, clock: clock)
  }

  /// A library on an empty database in memory, which shows the defaults where there is no file yet.
  package convenience init(inMemoryWith environment: [String: String]) throws(StorageError) {
    self.init(database: try .inMemory(), environment: environment, clock: { .now })
  }

  init(
    database: Database, environment: [String: String] = [:], random: RandomSource = .system,
    transport: (any HTTPTransport)? = nil, clock: @escaping @Sendable () -> UnixTime
  ) {
    self.database = database
    self.environment = environment
    self.random = random
    self.transport = transport ?? HTTPClient(transport: CurlTransport(environment: environment))
    self.clock = WallClock(clock)
  }

  /// What was done over the connection, of which something is to follow.
  package struct Work {
    /// The path of the database.
    package let database: String
    /// The entries that were added to the journal.
    package let entries: AddedRows.OfTable
    /// Whether messages were queued that are to go at once.
    package let isDeliveryDue: Bool
  }

  /// Keeps what this process writes in the log beside the file for the next one, as long as it is little.
  package func keepLog() {
    database.keepLog()
  }

  /// Ends the work: keeps the journal's last entry beside the database, and says what was done.
  @discardableResult
  package func close() -> Work {
    // Once a process and not once a commit, as it is not forced to the disk either way: what a process
    // that was killed did not tell, the next one does.
    if database.hasWritten { JournalHeadFile(of: database)?.keep(in: database) }
    database.putLogAway()
    return Work(
      database: database.file, entries: database.added[Journal.table],
      isDeliveryDue: database.added[Outbox.table].count > 0
        && (try? settings.value(.immediateDelivery)) == true)
  }

  package var now: UnixTime { clock.now }

  /// The date where the seller is.
  package var today: CalendarDate {
    get throws { try settings.date(of: now) }
  }

  /// Runs `body`, which only reads, on one state of the database, whatever others write meanwhile; it spares what
  /// each question costs by itself.
  ///
  /// It throws what `body` throws, or a `StorageError`.
  package func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try database.snapshot(body)
  }

  /// Runs `body` in one transaction, as `Database` does.
  package func transaction<Result>(
    rehearsing isRehearsal: Bool = false, _ body: () throws -> Result
  ) throws -> Result {
    try database.transaction(rehearsing: isRehearsal, body)
  }

  /// Runs `body`, which is many small transactions, in one, as `Database` does.
  package func batch<Result>(_ body: () throws -> Result) throws -> Result {
    try database.batch(body)
  }
}
