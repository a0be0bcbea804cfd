/// The library as a command sees it: one database, a clock, and what is done with them.
public final class Kit {
  let database: Database
  let environment: [String: String]
  let random: RandomSource
  let transport: any HTTPTransport
  private let clock: @Sendable () -> UnixTime
  /// Whether a rehearsal is under way, in which nothing outside may be changed either.
  private(set) var isRehearsing = false
  /// Whether a message was queued that is to be delivered.
  private var hasQueuedMessages = false
  /// What is done, once the work is over, if messages were queued that are to go at once; it is given the path of
  /// the database.
  public var whenMessagesWait: ((String) -> Void)?
  /// What is told, once the work is over, what it added to the journal; it is given the path of the database.
  public var whenRecorded: ((String, RecordedEntries) -> Void)?

  /// Opens the database at `path`; a new one gets the first key of its pay links.
  ///
  /// It throws `StorageError` if the file cannot be opened, or was emptied since something was recorded in it.
  ///
  /// - Parameters:
  ///   - environment: where secrets kept by reference and the host's proxy are looked up.
  ///   - patience: how long a provider may take to answer a request, its repetitions included.
  ///   - clock: what tells the time.
  public convenience init(
    path: String, access: Database.Access, environment: [String: String],
    patience: Duration = .seconds(60), clock: @escaping @Sendable () -> UnixTime = { .now }
  ) throws {
    try JournalHeadFile.refuseEmptied(path)
    self.init(
      database: try Database(path: path, access: access), environment: environment,
      transport: HTTPClient(
        transport: CurlTransport(environment: environment),
        policy: RetryPolicy(totalLimit: patience)), clock: clock)
    if access == .creating {
      try SigningKeys.addFirst(in: self)
      // That comes with the file, and is nothing that a command did.
      database.recorded = RecordedEntries()
    }
  }

  /// Opens the database at `path` only to read, whatever its permissions and schema: nothing is migrated.
  ///
  /// - Throws: `StorageError.missing`, or what SQLite says of a file that cannot be opened.
  public convenience init(
    inspecting path: String, environment: [String: String],
    clock: @escaping @Sendable () -> UnixTime = { .now }
  ) throws(StorageError) {
    self.init(database: try Database(inspecting: path), environment: environment, clock: clock)
  }

  /// A library on an empty database in memory, which shows the defaults where there is no file yet.
  public convenience init(inMemoryWith environment: [String: String]) throws(StorageError) {
    self.init(database: try .inMemory(), environment: environment, clock: { .now })
  }

  init(
    database: Database, environment: [String: String] = [:], random: RandomSource = .system,
    transport: (any HTTPTransport)? = nil, clock: @escaping @Sendable () -> UnixTime
  ) {
    self.database = database
    self.environment = environment
    self.random = random
    self.transport =
      transport ?? HTTPClient(transport: CurlTransport(environment: environment))
    self.clock = clock
  }

  deinit {
    // Once a process and not once a commit, as it is not forced to the disk either way: what a process
    // that was killed did not tell, the next one does.
    if database.hasWritten { JournalHeadFile(of: database)?.keep(in: database) }
    if database.recorded.count > 0 { whenRecorded?(database.file, database.recorded) }
    if hasQueuedMessages, (try? settings.isOn(.immediateDelivery)) == true {
      whenMessagesWait?(database.file)
    }
  }

  public var now: UnixTime { clock() }

  public var settings: Settings { Settings(database: database) }
  public var documents: DocumentStore { DocumentStore(database: database) }

  /// The date where the seller is.
  public var today: CalendarDate {
    get throws {
      LocalTime.date(of: now, in: try settings.required(.timeZone))
    }
  }

  /// Runs `body`, which only reads, on one state of the database, whatever others write meanwhile; it spares what
  /// each question costs by itself.
  ///
  /// It throws what `body` throws, or a `StorageError`.
  public func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try database.snapshot(body)
  }

  /// Runs `body` in one transaction; when it is a rehearsal, everything is undone at its end, so that
  /// what would change can be shown without changing it.
  ///
  /// It throws what `body` throws, or a `StorageError`.
  public func transaction<Result>(
    rehearsing isRehearsal: Bool = false, _ body: () throws -> Result
  ) throws -> Result {
    guard isRehearsal else { return try database.transaction(body) }
    isRehearsing = true
    defer { isRehearsing = false }
    var result: Result?
    do {
      try database.transaction {
        result = try body()
        throw Rehearsal.over
      }
    } catch Rehearsal.over {}
    guard let result else { preconditionFailure("a rehearsal that ends has a result") }
    return result
  }

  /// Notes that a message was queued; in a rehearsal none is.
  func noteQueuedMessage() {
    if !isRehearsing { hasQueuedMessages = true }
  }

  private enum Rehearsal: Error {
    case over
  }
}
