import Foundation
import Synchronization
import Testing

/// Threads on which tests wait for programs, so that they hold up none of those on which others work things out.
///
/// Tests run on as many threads as there are cores. A test that waits for a program keeps its thread, and the core
/// has nothing to do meanwhile.
struct WaitingThreads: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    // The suite as a whole: tests of it that have not begun yet then do not count as running.
    try await withTaskExecutorPreference(ThreadPool.shared) { try await function() }
  }
}

extension Trait where Self == WaitingThreads {
  /// The tests of the suite wait for programs most of the time.
  static var waiting: Self { Self() }
}

private final class ThreadPool: TaskExecutor {
  /// Twice as many as there are cores: half of the time of such a test is waiting, and browsers need memory.
  static let shared = ThreadPool(count: 2 * max(2, ProcessInfo.processInfo.activeProcessorCount))

  private let jobs = Mutex<[UnownedJob]>([])
  private let isFilled = DispatchSemaphore(value: 0)

  private init(count: Int) {
    for _ in 0..<count { Thread.detachNewThread { [self] in runJobs() } }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    isFilled.signal()
  }

  private func runJobs() -> Never {
    while true {
      isFilled.wait()
      // The newest, so that a test that has begun goes on before another one begins.
      jobs.withLock { $0.removeLast() }.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
