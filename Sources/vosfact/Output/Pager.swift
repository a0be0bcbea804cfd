import Glibc
import VosfactKit

/// The program that shows long output page by page: `VOSFACT_PAGER`, else `PAGER`, else `less` if it is
/// installed.
struct Pager {
  /// A command line of the shell, as in every program that reads `PAGER`.
  let command: String
  private let variables: [String: String]

  /// `nil` if there is none: the variable is empty or says `cat`, or nothing is set and `less` is not there.
  init?(variables: [String: String]) {
    let named = variables["VOSFACT_PAGER"] ?? variables["PAGER"]
    guard let command = named ?? Self.installed(in: variables["PATH"] ?? "") else { return nil }
    guard !command.isEmpty, command != "cat" else { return nil }
    self.command = command
    var variables = variables
    // Colours show, and the text stays when it fits one screen or the pager is left.
    if variables["LESS"] == nil { variables["LESS"] = "FRX" }
    self.variables = variables
  }

  private static func installed(in folders: String) -> String? {
    let isThere = folders.split(separator: ":").contains { access("\($0)/less", X_OK) == 0 }
    return isThere ? "less" : nil
  }

  /// A pager that runs.
  struct Session {
    /// What is written here is shown.
    let input: Int32
    fileprivate let process: pid_t
    fileprivate let command: String

    /// Closes the input and waits until the user has left the pager.
    ///
    /// - Throws: `OutputError.noPager` if the shell could not run it.
    func end() throws(OutputError) {
      close(input)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      signal(SIGINT, SIG_DFL)
      signal(SIGQUIT, SIG_DFL)
      // What a shell exits with (POSIX, XCU section 2.8.2); the byte is where WEXITSTATUS, which Swift
      // cannot import, looks.
      if [126, 127].contains((status >> 8) & 0xFF) { throw .noPager(command: command) }
    }
  }

  /// Starts the pager on our terminal.
  ///
  /// - Throws: `OutputError.failed` if no process could be made.
  func start() throws(OutputError) -> Session {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failure(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // We ignore SIGPIPE; the pager's own pipes must still end as pipes do.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    let words = (["sh", "-c", command] as [String]).map { strdup($0) } + [nil]
    let entries = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + entries { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, entries)
    guard code == 0 else {
      close(ends[1])
      throw failure(code)
    }
    // The keys that interrupt are the pager's while it shows, as with a program that system(3) runs.
    signal(SIGINT, SIG_IGN)
    signal(SIGQUIT, SIG_IGN)
    return Session(input: ends[1], process: process, command: command)
  }

  private func failure(_ code: Int32) -> OutputError {
    .failed(reason: SystemError(code).reason)
  }
}
