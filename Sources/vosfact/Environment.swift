import CommandLineKit
import Glibc
import Localization
import VosfactKit

/// What a command may reach of the world, and nothing past it.
final class Environment {
  let variables: [String: String]
  /// The shell that asks by `VOSFACT_COMPLETE` how a line may go on, which is for nobody else: it is not among the
  /// variables, which programs that are started get. `nil` if none asks.
  let completingShell: String?
  let output: Output
  let errors: Output
  /// Where `output` goes.
  let terminal: Terminal
  let progress: Progress
  /// The language of this run.
  var language: Language = .english
  /// How results and errors are written in this run.
  var format: OutputFormat = .table
  /// The form in which documents are written in this run, if not as a table or as data.
  var form: DocumentForm?
  /// Ends a list of which rows are written, but not yet its end.
  var unfinished: (() throws -> Void)?
  /// Whether the command is one that changes something.
  var isChanging = false
  /// Whether it does so under an idempotency key, so that to repeat it is harmless.
  var isUnderKey = false
  /// Whether to repeat it is harmless anyway, and does what was left undone.
  var isRepeatable = false
  /// The databases that the command has open.
  private var kits: [Kit] = []
  /// What the command has done in databases that are closed.
  private var work: [Kit.Work] = []
  /// What the command has made or changed beside what it prints and the journal tells: files, messages.
  private var made: [String] = []

  init() {
    var variables = Self.processVariables()
    completingShell = variables.removeValue(forKey: "VOSFACT_COMPLETE").flatMap {
      $0.isEmpty ? nil : $0
    }
    self.variables = variables
    terminal = Terminal(descriptor: STDOUT_FILENO, variables: variables)
    let errorTerminal = Terminal(descriptor: STDERR_FILENO, variables: variables)
    progress = Progress(terminal: errorTerminal)
    output = Output(descriptor: STDOUT_FILENO, terminal: terminal, progress: progress)
    errors = Output(descriptor: STDERR_FILENO, terminal: errorTerminal, progress: progress)
    // A closed pipe is an error of the write, so that nothing ends half done.
    signal(SIGPIPE, SIG_IGN)
  }

  /// The same place with other variables of the environment, for a command that is run by another.
  init(_ environment: Environment, variables: [String: String]) {
    self.variables = variables
    completingShell = nil
    output = environment.output
    errors = environment.errors
    terminal = environment.terminal
    progress = environment.progress
  }

  private static func processVariables() -> [String: String] {
    var variables: [String: String] = [:]
    variables.reserveCapacity(64)
    var entry = environ
    while let text = entry.pointee {
      entry += 1
      guard let sign = strchr(text, Int32(UInt8(ascii: "="))) else { continue }
      let name = UnsafeRawBufferPointer(start: text, count: sign - text)
      variables[String(decoding: name, as: UTF8.self)] = String(cString: sign + 1)
    }
    return variables
  }

  /// How a command wants the database.
  enum Opening {
    /// It must exist.
    case existing
    /// It is made when it is missing; a rehearsal by `--dry-run`, which every such command has, works on an
    /// empty one in memory instead.
    case creating
    /// Where it is missing, an empty one in memory shows the defaults.
    case reading
    /// It must exist, and is left as it is: an older schema is not migrated.
    case inspecting
  }

  /// The library on the database that the arguments, or the environment, name.
  func openKit(_ arguments: Arguments, _ opening: Opening) throws -> Kit {
    kept(try kit(arguments, opening))
  }

  /// The library, which is closed when the command ends.
  func kept(_ kit: Kit) -> Kit {
    kits.append(kit)
    return kit
  }

  /// Closes what the command has opened, and notes what was done there.
  func close() {
    work += kits.map { $0.close() }
    kits = []
  }

  /// Notes what the command has made or changed, by a name that is the same in both languages.
  func noteMade(_ name: String) {
    made.append(name)
  }

  /// What a command that changes something has done by now; `nil` if it is nothing.
  var doneWork: Text? {
    guard isChanging else { return nil }
    let summaries = work.filter { $0.entries.count > 0 }.compactMap { work in
      try? Kit(inspecting: work.database, environment: variables).journal.summary(of: work.entries)
    }
    let done = summaries + made.map { Text(verbatim: $0.shown) }
    guard !done.isEmpty else { return nil }
    return Text(
      en: done.map(\.en).joined(separator: ", "), fr: done.map(\.fr).joined(separator: ", "))
  }

  /// Starts the delivery of what the command has queued, where it is to go at once, and does not wait for it.
  func deliverWhatWaits() {
    for path in Set(work.filter(\.isDeliveryDue).map(\.database)) {
      ImmediateDelivery(database: path, variables: variables).start()
    }
  }

  private func kit(_ arguments: Arguments, _ opening: Opening) throws -> Kit {
    let named = try namedDatabase(arguments)
    let path = try named ?? usersDatabase
    switch opening {
    case .existing:
      return try Kit(path: path, access: .existing, environment: variables)
    case .creating where !arguments.flag("dry-run"):
      if named == nil { makeFolder(of: path) }
      return try Kit(path: path, access: .creating, environment: variables)
    case .inspecting: return try Kit(inspecting: path, environment: variables)
    case .creating, .reading:
      do {
        return try Kit(path: path, access: .existing, environment: variables)
      } catch StorageError.missing {
        return try Kit(inMemoryWith: variables)
      }
    }
  }

  /// The path of the database that the arguments, or the environment, name.
  func databasePath(_ arguments: Arguments) throws(Fault) -> String {
    if let path = try namedDatabase(arguments) { return path }
    return try usersDatabase
  }

  /// The path of the database that the environment alone names.
  var serverDatabase: String {
    get throws(Fault) {
      if let path = variablesDatabase { return path }
      return try usersDatabase
    }
  }

  /// The path that `VOSFACT_DB` names; an empty one names none.
  private var variablesDatabase: String? {
    variables["VOSFACT_DB"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The path that `--db` names, else `VOSFACT_DB`, which names none while it is empty.
  private func namedDatabase(_ arguments: Arguments) throws(Fault) -> String? {
    let allowed = Text(en: "the path of a database", fr: "le chemin d’une base")
    let path = try arguments.parsed("db", allowed) { $0.isEmpty ? nil : $0 }
    return path ?? variablesDatabase
  }

  /// The path of the database in the user's data folder (XDG Base Directory Specification).
  private var usersDatabase: String {
    get throws(Fault) {
      if let data = variables["XDG_DATA_HOME"], data.hasPrefix("/") {
        return "\(data)/vosfact/vosfact.db"
      }
      guard let home = variables["HOME"], !home.isEmpty else {
        throw Fault(
          .misconfigured,
          en: "no database is named; HOME is not set; give --db PATH or set VOSFACT_DB",
          fr:
            "aucune base n’est nommée ; HOME n’est pas défini ; donnez --db CHEMIN ou définissez VOSFACT_DB"
        )
      }
      return "\(home)/.local/share/vosfact/vosfact.db"
    }
  }

  /// Makes the folders above `path` that are missing, for their owner alone; what cannot be made shows
  /// when the database is opened.
  private func makeFolder(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      _ = try? File.makeFolder(folder)
    }
  }

  /// Tells of something that the work goes on after, unless `--quiet` silences it.
  func remark(
    _ text: Text, at place: Diagnostic.Place? = nil, _ arguments: Arguments
  ) throws(OutputError) {
    guard !arguments.flag("quiet") else { return }
    try complain(Diagnostic(warning: text, at: place))
  }

  /// Writes one line on standard error: a sentence for people, or an object where data are asked for as JSON.
  func complain(_ diagnostic: Diagnostic) throws(OutputError) {
    // What was printed before stays before it, and whoever reads that in a pager is left to.
    try output.end()
    switch format {
    case .table, .csv: try errors.line("vosfact: \(diagnostic.line[language])")
    case .json, .jsonl: try errors.line(diagnostic.json(language).text)
    }
    try errors.flush()
  }

  /// Prints an error as one line and says how the command ends with it; a list that it cut short is closed.
  func report(_ error: any Error) -> ExitCode {
    try? unfinished?()
    try? complain(Diagnostic(error))
    return ExitCode(of: error)
  }

  /// Ends as programs end whose reader is gone: without a word, by SIGPIPE.
  func endAsClosedPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(ExitCode.inputOutput.rawValue)
  }
}
