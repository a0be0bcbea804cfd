import CSpawn
import Glibc

/// The three pipes between us and a child.
struct ChildStreams {
  private(set) var input: InputPipe
  private(set) var output: OutputPipe
  private(set) var error: OutputPipe

  /// New pipes for one run of `subprocess`.
  ///
  /// - Throws: `SubprocessError.cannotStart`, when the system has no descriptors left.
  init(of subprocess: Subprocess) throws(SubprocessError) {
    do throws(SystemError) {
      let (childInput, ourInput) = try File.pipe()
      let (ourOutput, childOutput) = try File.pipe()
      let (ourError, childError) = try File.pipe()
      for end in [ourInput, ourOutput, ourError] { try end.wait(false) }
      input = InputPipe(child: childInput, ours: ourInput, bytes: subprocess.input)
      output = OutputPipe(child: childOutput, ours: ourOutput)
      error = OutputPipe(child: childError, ours: ourError)
    } catch {
      throw .cannotStart(program: subprocess.program, reason: error.reason)
    }
  }

  /// Closes the ends that only the child must hold, so that the end of a stream can be seen.
  mutating func closeChildEnds() {
    input.child = nil
    output.child = nil
    error.child = nil
    if input.bytes.isEmpty { input.ours = nil }
  }

  /// Waits at most `pause` until a pipe is ready, then moves what can be moved.
  ///
  /// Returns whether anything happened.
  ///
  /// - Throws: `SubprocessError.cannotWait`, when the system refuses to wait.
  mutating func exchange(waiting pause: Duration, _ program: String) throws(SubprocessError) -> Bool
  {
    // A negative descriptor is passed over by poll(2).
    var entries = [
      pollfd(fd: input.ours?.descriptor ?? -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output.ours?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: error.ours?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&entries, nfds_t(entries.count), Int32(pause.milliseconds)) >= 0 else {
      if errno == EINTR { return false }
      throw .cannotWait(program: program, reason: SystemError.last.reason)
    }
    if entries[0].revents != 0 { input.write() }
    if entries[1].revents != 0 { output.read() }
    if entries[2].revents != 0 { error.read() }
    return entries.contains { $0.revents != 0 }
  }
}

/// A child's standard input, and what is still to be written to it.
struct InputPipe {
  /// The child's end, until the child has its own copy.
  var child: File?
  /// Our end, until there is no more to move.
  var ours: File?
  /// Everything to be written.
  let bytes: [UInt8]
  private(set) var written = 0

  /// The number of the child's end.
  var childEnd: Int32 { child?.descriptor ?? -1 }

  /// Writes what the pipe takes; closes it after the last byte, or when the child reads no more,
  /// which is its right.
  mutating func write() {
    guard let ours else { return }
    do throws(SystemError) {
      written += try ours.writeOnce(bytes[written...])
    } catch {
      if error.number != EAGAIN { written = bytes.count }
    }
    if written == bytes.count { self.ours = nil }
  }
}

/// A child's standard output or error, and what it wrote there.
struct OutputPipe {
  /// The child's end, until the child has its own copy.
  var child: File?
  /// Our end, until there is no more to move.
  var ours: File?
  /// Everything read.
  private(set) var bytes: [UInt8] = []

  /// The number of the child's end.
  var childEnd: Int32 { child?.descriptor ?? -1 }

  /// Reads once what is there; closes the pipe at its end.
  mutating func read() {
    guard let ours else { return }
    do throws(SystemError) {
      let piece = try ours.piece()
      bytes += piece
      if piece.isEmpty { self.ours = nil }
    } catch {
      if error.number != EAGAIN { self.ours = nil }
    }
  }
}

extension File {
  /// A pipe, its reading end first. No child inherits either end unless told to.
  fileprivate static func pipe() throws(SystemError) -> (reading: File, writing: File) {
    var numbers: [Int32] = [-1, -1]
    _ = try retried { pipe2(&numbers, O_CLOEXEC) }
    let (reading, writing) = (
      File(descriptor: numbers[0], ours: true), File(descriptor: numbers[1], ours: true)
    )
    return (try reading.aboveStandard(), try writing.aboveStandard())
  }

  /// The same pipe end under a number above the standard streams. When we were started with one of
  /// those closed, a new pipe takes its number, and would be overwritten while the child is set up.
  private func aboveStandard() throws(SystemError) -> File {
    guard descriptor <= STDERR_FILENO else { return self }
    let moved = try retried { fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) }
    return File(descriptor: moved, ours: true)
  }
}

/// SIGPIPE held back in this thread, so that a child that closes its input early cannot end us.
struct BrokenPipeSignal {
  private var only = sigset_t()
  private var previous = sigset_t()

  /// Holds the signal back from now on.
  init() {
    sigemptyset(&only)
    sigaddset(&only, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &only, &previous)
  }

  /// Takes away a signal that our own writes raised, then restores the thread's mask.
  func restore() {
    var only = only
    var previous = previous
    if sigismember(&previous, SIGPIPE) == 0 {
      var noTime = timespec()
      while sigtimedwait(&only, nil, &noTime) < 0, errno == EINTR {}
    }
    pthread_sigmask(SIG_SETMASK, &previous, nil)
  }
}
