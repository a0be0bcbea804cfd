/// Calls `use` with what `make` gives, until it gives nothing; while one is used, another thread makes the next.
///
/// It throws what `use` throws, once the other thread is done.
///
/// - Parameter state: what `make` goes on from.
package func prefetching<State: Sendable, Element: Sendable>(
  from state: State, _ make: @escaping @Sendable (inout State) -> Element?,
  _ use: (Element) throws -> Void
) rethrows {
  var step = Step(state, make)
  while let element = step.wait() {
    let next = Step(step.state, make)
    defer { _ = next.wait() }
    try use(element)
    step = next
  }
}

/// One call of `make`, on a thread of its own if there can be one, else at once.
///
/// It is touched by that thread alone until `wait` has joined it.
private final class Step<State: Sendable, Element: Sendable>: @unchecked Sendable {
  private(set) var state: State
  private let make: @Sendable (inout State) -> Element?
  private var element: Element?
  private var call: ThreadedCall?

  init(_ state: State, _ make: @escaping @Sendable (inout State) -> Element?) {
    self.state = state
    self.make = make
    call = ThreadedCall { [unowned(unsafe) self] in run() }
  }

  private func run() {
    element = make(&state)
  }

  /// What was made, once it is.
  func wait() -> Element? {
    call?.wait()
    return element
  }
}
