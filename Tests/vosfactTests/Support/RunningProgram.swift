import Glibc
import Testing

@testable import VosfactKit

/// A program that runs beside the test, with all it starts, until the value is let go of.
final class RunningProgram: Sendable {
  private let child: ChildProcess

  /// Its process, which leads a group of its own.
  var identifier: Int32 { child.identifier }

  /// Starts the program at `path`, without input and output.
  ///
  /// Signals are set free for it, as the threads of tests hold them back and a server would inherit that.
  init(
    _ path: String, _ words: [String], in folder: String, environment: [String: String]
  ) throws {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var everySignal = sigset_t()
    sigfillset(&everySignal)
    var noSignal = sigset_t()
    sigemptyset(&noSignal)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setsigdefault(&attributes, &everySignal)
    posix_spawnattr_setsigmask(&attributes, &noSignal)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, mode) in [
      (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_WRONLY), (STDERR_FILENO, O_WRONLY),
    ] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", mode, 0)
    }

    let arguments = (["env", "--chdir=\(folder)", path] + words).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var identifier = pid_t()
    let failure = posix_spawn(
      &identifier, "/usr/bin/env", &actions, &attributes, arguments, variables)
    try #require(failure == 0, "\(path): \(String(cString: strerror(failure)))")
    child = ChildProcess(identifier: identifier)
  }

  deinit {
    child.stop(grace: .seconds(5))
  }
}
