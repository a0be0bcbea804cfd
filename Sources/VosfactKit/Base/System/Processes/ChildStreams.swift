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
    let (childInput, ourInput) = try Descriptor.pipe(for: subprocess.program)
    let (ourOutput, childOutput) = try Descriptor.pipe(for: subprocess.program)
    let (ourError, childError) = try Descriptor.pipe(for: subprocess.program)
    for descriptor in [ourInput, ourOutput, ourError] {
      try descriptor.makeNonBlocking(for: subprocess.program)
    }
    input = InputPipe(child: childInput, ours: ourInput, bytes: subprocess.input)
    output = OutputPipe(child: childOutput, ours: ourOutput)
    error = OutputPipe(child: childError, ours: ourError)
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
      pollfd(fd: input.ours?.number ?? -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output.ours?.number ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: error.ours?.number ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&entries, nfds_t(entries.count), Int32(pause.milliseconds)) >= 0 else {
      if errno == EINTR { return false }
      throw .cannotWait(program: program, reason: systemReason(errno))
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
  var child: Descriptor?
  /// Our end, until there is no more to move.
  var ours: Descriptor?
  /// Everything to be written.
  let bytes: [UInt8]
  private var written = 0

  /// A pipe of those ends.
  init(child: Descriptor, ours: Descriptor, bytes: [UInt8]) {
    self.child = child
    self.ours = ours
    self.bytes = bytes
  }

  /// The number of the child's end.
  var childEnd: Int32 { child?.number ?? -1 }

  /// Writes what the pipe takes; closes it after the last byte, or when the child reads no more,
  /// which is its right.
  mutating func write() {
    guard let ours else { return }
    let count = bytes[written...].withUnsafeBytes {
      Glibc.write(ours.number, $0.baseAddress, $0.count)
    }
    if count >= 0 {
      written += count
    } else if errno != EAGAIN && errno != EINTR {
      written = bytes.count
    }
    if written == bytes.count { self.ours = nil }
  }
}

/// A child's standard output or error, and what it wrote there.
struct OutputPipe {
  /// The child's end, until the child has its own copy.
  var child: Descriptor?
  /// Our end, until there is no more to move.
  var ours: Descriptor?
  /// Everything read.
  private(set) var bytes: [UInt8] = []

  /// A pipe of those ends.
  init(child: Descriptor, ours: Descriptor) {
    self.child = child
    self.ours = ours
  }

  /// The number of the child's end.
  var childEnd: Int32 { child?.number ?? -1 }

  /// Reads once what is there; closes the pipe at its end.
  mutating func read() {
    guard let ours else { return }
    let capacity = 64 * 1024
    var failed = false
    let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      let result = Glibc.read(ours.number, buffer.baseAddress, capacity)
      failed = result < 0
      count = max(result, 0)
    }
    if failed && (errno == EAGAIN || errno == EINTR) { return }
    bytes += chunk
    if chunk.isEmpty { self.ours = nil }
  }
}

/// A descriptor that closes itself.
final class Descriptor {
  /// Its number.
  let number: Int32

  /// Takes over the open descriptor `number`.
  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// A pipe, its reading end first. No child inherits either end unless told to.
  static func pipe(
    for program: String
  ) throws(SubprocessError) -> (reading: Descriptor, writing: Descriptor) {
    var numbers: [Int32] = [-1, -1]
    guard pipe2(&numbers, O_CLOEXEC) == 0 else {
      throw .cannotStart(program: program, reason: systemReason(errno))
    }
    let reading = Descriptor(numbers[0])
    let writing = Descriptor(numbers[1])
    return (try reading.aboveStandard(program), try writing.aboveStandard(program))
  }

  /// The same pipe end under a number above the standard streams. When we were started with one of
  /// those closed, a new pipe takes its number, and would be overwritten while the child is set up.
  private func aboveStandard(_ program: String) throws(SubprocessError) -> Descriptor {
    guard number <= STDERR_FILENO else { return self }
    let moved = fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    guard moved >= 0 else {
      throw .cannotStart(program: program, reason: systemReason(errno))
    }
    return Descriptor(moved)
  }

  /// Makes reading and writing here return at once when they would wait.
  func makeNonBlocking(for program: String) throws(SubprocessError) {
    guard fcntl(number, F_SETFL, O_NONBLOCK) == 0 else {
      throw .cannotStart(program: program, reason: systemReason(errno))
    }
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
