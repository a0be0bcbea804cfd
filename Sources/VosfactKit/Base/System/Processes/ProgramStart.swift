import CSpawn
import Glibc

/// A program of the system as it is started, whoever waits for it: it inherits no descriptor beyond its three standard
/// streams, no ignored or blocked signal, and no variable that is not given here.
struct ProgramStart {
  /// What it leads, so that what it starts itself can be told from what we do.
  enum Lead {
    /// A process group of its own, which can be stopped with it.
    case group
    /// A session of its own, so that what ends this process, or its group, does not end it.
    case session

    fileprivate var flag: Int32 {
      switch self {
      case .group: Int32(POSIX_SPAWN_SETPGROUP)
      // `POSIX_SPAWN_SETSID` of glibc 2.26 and later.
      case .session: 0x80
      }
    }
  }

  /// Why the system did not start it, as an error number.
  struct Failure: Error, Equatable {
    let number: Int32
  }

  /// The path of the program.
  let path: String
  /// Its arguments, without its name.
  let arguments: [String]
  /// Its whole environment.
  let environment: [String: String]
  let lead: Lead
  /// A descriptor that it gets besides, as number 3, so that a lock on it is held as long as the program lives, whatever
  /// becomes of this process.
  var held: Int32?

  /// Starts it, and gives its number.
  ///
  /// - Parameter streams: the descriptors that become its standard input, output and error; `/dev/null` for those that
  ///   are `nil`.
  /// - Throws: `Failure`.
  func run(streams: (Int32?, Int32?, Int32?)) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var everySignal = sigset_t()
    sigfillset(&everySignal)
    var noSignal = sigset_t()
    sigemptyset(&noSignal)
    let give = { (stream: Int32?, number: Int32, mode: Int32) in
      stream.map { posix_spawn_file_actions_adddup2(&actions, $0, number) }
        ?? posix_spawn_file_actions_addopen(&actions, number, "/dev/null", mode, 0)
    }
    let flags = Int32(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | lead.flag
    let preparations = [
      give(streams.0, STDIN_FILENO, O_RDONLY), give(streams.1, STDOUT_FILENO, O_WRONLY),
      give(streams.2, STDERR_FILENO, O_WRONLY),
      held.map { posix_spawn_file_actions_adddup2(&actions, $0, STDERR_FILENO + 1) } ?? 0,
      posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + (held == nil ? 1 : 2)),
      posix_spawnattr_setflags(&attributes, Int16(flags)),
      posix_spawnattr_setpgroup(&attributes, 0),
      posix_spawnattr_setsigdefault(&attributes, &everySignal),
      posix_spawnattr_setsigmask(&attributes, &noSignal),
    ]
    if let number = preparations.first(where: { $0 != 0 }) { throw Failure(number: number) }
    let argv = CStrings([path] + arguments)
    let envp = CStrings(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    defer {
      argv.free()
      envp.free()
    }
    var identifier = pid_t()
    let number = posix_spawn(&identifier, path, &actions, &attributes, argv.pointers, envp.pointers)
    guard number == 0 else { throw Failure(number: number) }
    return identifier
  }
}

/// Strings as C wants an argument list: pointers, the last of them null.
struct CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  func free() {
    for pointer in pointers { Glibc.free(pointer) }
  }
}
