import Glibc

/// A call that runs on a thread of its own if there can be one, else at once.
struct ThreadedCall {
  private var thread: pthread_t?

  init(_ body: @escaping @Sendable () -> Void) {
    var started = pthread_t()
    let context = Unmanaged.passRetained(Body(body))
    let code = pthread_create(
      &started, nil,
      { context in
        if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    if code == 0 { thread = started } else { context.takeRetainedValue().run() }
  }

  /// Comes back once it has run.
  mutating func wait() {
    if let thread { pthread_join(thread, nil) }
    thread = nil
  }
}

/// What a thread is to run; a function for C can hold nothing itself.
private final class Body {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}
