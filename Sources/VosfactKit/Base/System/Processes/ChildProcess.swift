import CSpawn
import Glibc

/// A process that we started, leader of a group of its own, whose end is not yet collected, so that its number, and that of its
/// group, cannot belong to anyone else.
struct ChildProcess {
  /// The process's number, and its group's.
  let identifier: pid_t

  /// Whether it has ended. Its end remains to be collected.
  var hasEnded: Bool {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) != 0 {
      if errno != EINTR { return true }
    }
    return information.si_signo != 0
  }

  /// Has the system refuse the program, and each that it starts, more of what `kind` names (getrlimit(2)).
  ///
  /// It has begun by then, but not done much; a program of other rights than ours keeps its own limit.
  func limit(_ kind: __rlimit_resource, to count: Int) {
    var limit = rlimit(rlim_cur: rlim_t(count), rlim_max: rlim_t(count))
    _ = prlimit(identifier, Int32(kind.rawValue), &limit, nil)
  }

  /// Stops the whole group, gently first, and collects the child's end.
  func stop(grace: Duration) {
    kill(-identifier, SIGTERM)
    let deadline = MonotonicTime.now + grace
    var patience = Patience()
    while !hasEnded, MonotonicTime.now < deadline {
      poll(nil, 0, Int32(patience.next().milliseconds))
    }
    // Also when the child has ended: its descendants may not have.
    kill(-identifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
  }

  /// Collects the child's end.
  ///
  /// - Throws: `SubprocessError.cannotWait`, when someone else has collected it.
  func collect(_ program: String) throws(SubprocessError) -> Subprocess.Termination {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else {
        throw .cannotWait(program: program, reason: SystemError.last.reason)
      }
    }
    // The layout behind the macros WIFEXITED, WEXITSTATUS and WTERMSIG, which Swift cannot import.
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }

  /// Undoes an inherited "ignore" of SIGCHLD, under which the system throws exit statuses away
  /// (POSIX, `waitpid`); some web servers start their CGI programs so.
  static func keepStatuses() {
    var current = sigaction()
    sigaction(SIGCHLD, nil, &current)
    let handler = unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self)
    if handler == unsafeBitCast(SIG_IGN, to: Int.self) { signal(SIGCHLD, SIG_DFL) }
  }
}

/// Intervals between two looks at something that gives no notice: 1 ms, doubling up to 64 ms.
struct Patience {
  private var milliseconds = 1

  /// The next interval.
  mutating func next() -> Duration {
    defer { milliseconds = min(milliseconds * 2, 64) }
    return .milliseconds(milliseconds)
  }

  /// Lets the next interval pass.
  mutating func pause() {
    poll(nil, 0, Int32(next().milliseconds))
  }
}

extension Duration {
  /// The duration in milliseconds, rounded up so that a wait never ends early.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
