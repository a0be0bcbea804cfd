import Glibc
import Synchronization

/// Threads of the system, all started before any is waited for.
enum Threads {
  /// Runs `body` on `count` threads at once, and gives what each of them came to.
  static func run<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
  ) -> [Result<Value, any Error>] {
    let work = Work(count: count, body: body)
    let threads = (0..<count).map { _ in
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          Unmanaged<Runnable>.fromOpaque(context).takeRetainedValue().runNext()
          return nil
        }, Unmanaged<Runnable>.passRetained(work).toOpaque())
      return thread
    }
    for thread in threads { pthread_join(thread, nil) }
    return work.results.withLock { results in results }
  }
}

/// What a thread is given, whatever it works out.
private class Runnable {
  func runNext() {}
}

private final class Work<Value: Sendable>: Runnable {
  let results = Mutex<[Result<Value, any Error>]>([])
  private let next = Atomic(0)
  private let body: @Sendable (Int) throws -> Value

  init(count: Int, body: @escaping @Sendable (Int) throws -> Value) {
    self.body = body
  }

  override func runNext() {
    let index = next.add(1, ordering: .relaxed).oldValue
    let result = Result { try body(index) }
    results.withLock { $0.append(result) }
  }
}
