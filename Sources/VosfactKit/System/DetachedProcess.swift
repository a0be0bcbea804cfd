import CSpawn
import Glibc

/// A program that is started and left to itself: in a session of its own, so that what ends this process, or its
/// group, does not end it, and with nothing of this process's streams and descriptors.
public struct DetachedProcess {
  /// The path of the program.
  let program: String
  /// Its arguments, without its name. Other users can read them: never put a secret here.
  let arguments: [String]
  /// The whole environment of the program.
  let environment: [String: String]

  public init(program: String, arguments: [String], environment: [String: String]) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
  }

  /// Starts it, and says whether that could be done. Its end is collected by the system once this process has
  /// ended.
  @discardableResult
  public func start() -> Bool {
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
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | Self.newSession
    let preparations = [
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0),
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0),
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0),
      posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1),
      posix_spawnattr_setflags(&attributes, Int16(flags)),
      posix_spawnattr_setsigdefault(&attributes, &everySignal),
      posix_spawnattr_setsigmask(&attributes, &noSignal),
    ]
    guard preparations.allSatisfy({ $0 == 0 }) else { return false }
    let argv = CStrings([program] + arguments)
    let envp = CStrings(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    defer {
      argv.free()
      envp.free()
    }
    var identifier = pid_t()
    return posix_spawn(&identifier, program, &actions, &attributes, argv.pointers, envp.pointers)
      == 0
  }

  /// `POSIX_SPAWN_SETSID` of glibc 2.26 and later.
  private static let newSession: Int32 = 0x80
}
