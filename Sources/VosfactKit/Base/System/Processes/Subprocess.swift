import Glibc

/// A program of the system to be run once: every subprocess of the kit is started here.
///
/// No shell takes part. The program sees the arguments, the environment and the input given here and
/// nothing else: it inherits no descriptor beyond its three standard streams and `held`, no ignored or
/// blocked signal, no variable. It leads a process group of its own, so that whatever it starts is stopped
/// with it.
struct Subprocess: Sendable {
  /// How a program ended.
  enum Termination: Equatable, Sendable {
    /// By itself, with this exit status.
    case exited(Int32)
    /// By this signal, which was not ours.
    case signalled(Int32)
  }

  /// What a program that ran to its end left behind.
  struct Outcome: Equatable, Sendable {
    /// How it ended.
    let termination: Termination
    /// What it wrote to standard output.
    let output: [UInt8]
    /// What it wrote to standard error.
    let errorOutput: [UInt8]
    /// The time from just before its start until its end was noticed.
    let elapsed: Duration
  }

  /// A name to be found in `searchPath`, or a path, which holds a slash and is taken as it is.
  var program: String
  /// The arguments, without the program's name. Other users can read them: never put a secret here.
  var arguments: [String] = []
  /// The whole environment of the program.
  var environment: [String: String] = [:]
  /// Folders separated by colons, in the syntax of `PATH`. An empty or relative folder is passed
  /// over: what runs must not depend on the folder that we happen to be in.
  var searchPath: String = Subprocess.systemSearchPath
  /// The bytes of its standard input, which is then closed.
  var input: [UInt8] = []
  /// How long the program may take, from start to end.
  var timeLimit: Duration
  /// How many bytes it may write to standard output.
  var outputLimit: Int
  /// How many bytes it may write to standard error.
  var errorLimit: Int = 64 * 1024
  /// How many bytes of data it may have in memory, and so may each program that it starts itself (`RLIMIT_DATA`,
  /// getrlimit(2)); as many as there are if it is `nil`.
  var memoryLimit: Int?
  /// How many seconds of the processor's time it may have, and so may each program that it starts itself
  /// (`RLIMIT_CPU`), also when we have been ended and nobody looks at `timeLimit` any more.
  var processorLimit: Int?
  /// A descriptor that stays open in the program, so that a lock on it is held until that ends, too.
  var held: Int32?
  /// How long a program that is being stopped has, after SIGTERM, until SIGKILL.
  var terminationGrace: Duration = .seconds(2)

  /// Where programs are when the environment does not say: a web server may start us without `PATH`.
  static let systemSearchPath = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"

  /// Runs the program, gives it the input and gathers what it writes, all at once.
  ///
  /// Returns as soon as the program itself has ended and what it wrote is read; a descendant that
  /// lives on, such as a mail queue runner, is neither waited for nor stopped.
  ///
  /// - Throws: `SubprocessError`; a program that was started is then stopped, with its whole group,
  ///   and its end collected before the error is thrown.
  func run() throws(SubprocessError) -> Outcome {
    let start = MonotonicTime.now
    let path = try locate()
    let brokenPipe = BrokenPipeSignal()
    defer { brokenPipe.restore() }

    var streams = try ChildStreams(of: self)
    let child = try spawn(path, streams)
    streams.closeChildEnds()
    do throws(SubprocessError) {
      try converse(with: child, over: &streams, until: start + timeLimit)
    } catch {
      child.stop(grace: terminationGrace)
      throw error
    }
    let termination = try child.collect(program)
    return Outcome(
      termination: termination, output: streams.output.bytes, errorOutput: streams.error.bytes,
      elapsed: MonotonicTime.now - start)
  }

  /// Starts the program beside others; it goes on as long as the result is held.
  ///
  /// - Throws: `SubprocessError` if it cannot be started.
  func start() throws(SubprocessError) -> RunningSubprocess {
    let start = MonotonicTime.now
    let path = try locate()
    var streams = try ChildStreams(of: self)
    let child = try spawn(path, streams)
    streams.closeChildEnds()
    return RunningSubprocess(self, child: child, streams: streams, start: start)
  }

  // MARK: - Starting

  /// The path of the executable.
  func locate() throws(SubprocessError) -> String {
    let candidates =
      program.contains("/")
      ? [program]
      : searchPath.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }
    for candidate in candidates where !program.isEmpty {
      guard FileStatus.at(candidate)?.kind == .regular else { continue }
      if access(candidate, X_OK) == 0 { return candidate }
    }
    throw .notFound(program: program)
  }

  private func spawn(
    _ path: String, _ streams: ChildStreams
  ) throws(SubprocessError) -> ChildProcess {
    guard
      !([path] + arguments).contains(where: { $0.utf8.contains(0) }),
      !environment.contains(where: { name, value in
        name.isEmpty || name.utf8.contains(UInt8(ascii: "=")) || name.utf8.contains(0)
          || value.utf8.contains(0)
      })
    else { throw .invalidArgument(program: program) }
    ChildProcess.keepStatuses()
    let start = ProgramStart(
      path: path, arguments: arguments, environment: environment, lead: .group, held: held)
    do throws(ProgramStart.Failure) {
      let child = ChildProcess(
        identifier: try start.run(
          streams: (streams.input.childEnd, streams.output.childEnd, streams.error.childEnd)))
      if let memoryLimit { child.limit(RLIMIT_DATA, to: memoryLimit) }
      if let processorLimit { child.limit(RLIMIT_CPU, to: processorLimit) }
      return child
    } catch {
      throw .cannotStart(program: program, reason: SystemError(error.number).reason)
    }
  }

  // MARK: - Talking

  /// Moves bytes both ways until the child has ended and nothing that it wrote is left unread.
  private func converse(
    with child: ChildProcess, over streams: inout ChildStreams,
    until deadline: MonotonicTime
  ) throws(SubprocessError) {
    // A pipe tells when it can be read; the end of a process must be asked for, at growing intervals
    // when there is nothing else to do.
    var patience = Patience()
    while true {
      let now = MonotonicTime.now
      guard now < deadline else { throw .timedOut(program: program, limit: timeLimit) }
      // Asked before reading: whatever an ended child wrote is then in the pipes.
      let ended = child.hasEnded
      let pause = ended ? .zero : min(patience.next(), deadline - now)
      if try streams.exchange(waiting: pause, program) {
        patience = Patience()
      } else if ended {
        return
      }
      try checkSizes(of: streams)
    }
  }

  /// - Throws: `SubprocessError.timedOut` or `.outputTooLarge`.
  func checkLimits(of streams: ChildStreams, since start: MonotonicTime) throws(SubprocessError) {
    guard MonotonicTime.now < start + timeLimit else {
      throw .timedOut(program: program, limit: timeLimit)
    }
    try checkSizes(of: streams)
  }

  private func checkSizes(of streams: ChildStreams) throws(SubprocessError) {
    if streams.output.bytes.count > outputLimit {
      throw .outputTooLarge(program: program, stream: .output, limit: outputLimit)
    }
    if streams.error.bytes.count > errorLimit {
      throw .outputTooLarge(program: program, stream: .error, limit: errorLimit)
    }
  }
}
