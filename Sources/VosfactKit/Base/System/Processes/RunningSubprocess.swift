import Glibc

/// A program that was started and is let go on beside others: what must be moved to and from it is moved
/// whenever `advance()` is called. Whoever gives it up before it has ended calls `stop()`.
final class RunningSubprocess {
  private let subprocess: Subprocess
  private let child: ChildProcess
  private var streams: ChildStreams
  private let start: MonotonicTime
  private var isCollected = false

  init(_ subprocess: Subprocess, child: ChildProcess, streams: ChildStreams, start: MonotonicTime) {
    self.subprocess = subprocess
    self.child = child
    self.streams = streams
    self.start = start
  }

  /// What moved.
  enum Progress {
    /// Nothing: the program is at work, or waits.
    case none
    case some
    case ended(Subprocess.Outcome)
  }

  /// Moves what can be moved at once, and tells whether the program has ended.
  ///
  /// - Throws: `SubprocessError`; the program is stopped then.
  func advance() throws(SubprocessError) -> Progress {
    let brokenPipe = BrokenPipeSignal()
    defer { brokenPipe.restore() }
    do throws(SubprocessError) {
      // Asked before reading: whatever an ended child wrote is then in the pipes.
      let hasEnded = child.hasEnded
      let hasMoved = try streams.exchange(waiting: .zero, subprocess.program)
      try subprocess.checkLimits(of: streams, since: start)
      if hasMoved { return .some }
      guard hasEnded else { return .none }
    } catch {
      stop()
      throw error
    }
    isCollected = true
    return .ended(
      Subprocess.Outcome(
        termination: try child.collect(subprocess.program), output: streams.output.bytes,
        errorOutput: streams.error.bytes, elapsed: MonotonicTime.now - start))
  }

  /// Stops the program, with its whole group.
  func stop() {
    guard !isCollected else { return }
    isCollected = true
    child.stop(grace: subprocess.terminationGrace)
  }

  /// Waits a little for programs of which none had anything to move.
  static func pause(_ patience: inout Patience) {
    poll(nil, 0, Int32(min(patience.next(), .milliseconds(8)).milliseconds))
  }
}
