import Glibc
import Localization
import VosfactKit

/// How far long work is: one line on the terminal of standard error, which is written anew at most ten times
/// a second and cleared before anything else is written.
///
/// It shows nothing where standard error is no terminal that can rewrite a line.
final class Progress {
  private let terminal: Terminal
  private var task: Task?
  private var isShown = false
  /// Whether the line must not show: other output stands in its place, or fills the screen.
  var isHeld = false

  /// Work under way.
  private struct Task {
    let noun: Text
    let language: Language
    /// How much of the whole is done, from 0 to 1, if the whole is known.
    let share: () -> Double?
    let start: MonotonicTime
    var count = 0
    /// When the clock was looked at last, and the line written last.
    var look: MonotonicTime
    var drawing: MonotonicTime
    /// How many items are done between two looks at the clock, and the count at the next.
    var stride = 1
    var nextLook = 1
  }

  private static let interval: Duration = .milliseconds(100)

  /// - Parameter terminal: where standard error goes.
  init(terminal: Terminal) {
    self.terminal = terminal
  }

  /// Runs `body`, long work whose items it counts by `advance`.
  ///
  /// - Parameters:
  ///   - noun: what the items are, in the plural.
  ///   - isWanted: whether to show anything at all.
  ///   - share: how much of the whole is done, from 0 to 1, or `nil` if the whole is not known; it is asked
  ///     each time that the line is written.
  func during<Result>(
    _ noun: Text, in language: Language, isWanted: Bool, share: @escaping () -> Double?,
    _ body: () throws -> Result
  ) rethrows -> Result {
    if isWanted, terminal.canRewrite {
      let now = MonotonicTime.now
      task = Task(noun: noun, language: language, share: share, start: now, look: now, drawing: now)
    }
    defer {
      clear()
      task = nil
    }
    return try body()
  }

  /// How many items are done.
  var count: Int { task?.count ?? 0 }

  /// Counts items that are done.
  func advance(by items: Int = 1) {
    guard task != nil else { return }
    task?.count += items
    guard let task, task.count >= task.nextLook else { return }
    look(at: MonotonicTime.now, task)
  }

  private func look(at now: MonotonicTime, _ current: Task) {
    var current = current
    // The clock is looked at some twenty times in an interval, however quick the items are.
    let pause = now - current.look
    if pause < Self.interval / 20 {
      current.stride = min(current.stride * 2, 4096)
    } else if pause > Self.interval / 5 {
      current.stride = max(current.stride / 2, 1)
    }
    current.nextLook = current.count + current.stride
    current.look = now
    if now - current.drawing >= Self.interval, !isHeld {
      current.drawing = now
      draw(current, at: now)
    }
    task = current
  }

  private func draw(_ task: Task, at now: MonotonicTime) {
    let seconds = (now - task.start) / .seconds(1)
    let rate = Int(Double(task.count) / seconds)
    // After the noun, the count needs no agreement.
    let colon = Text(en: ":", fr: "\u{A0}:")[task.language]
    var parts = ["\(task.noun[task.language])\(colon) \(task.count)", "\(rate)/s"]
    if let share = task.share() {
      parts.append("\(Int(100 * min(max(share, 0), 1)))\u{A0}%")
    }
    // The last column stays free: some terminals go to the next line after it.
    let line = parts.joined(separator: "  ").cut(to: (terminal.width ?? 80) - 1)
    isShown = true
    put("\r\(line)\u{1B}[K")
  }

  /// Takes the line away, so that something else can be written in its place.
  func clear() {
    guard isShown else { return }
    isShown = false
    put("\r\u{1B}[K")
  }

  /// Writes to the terminal at once; what cannot be written is of no concern.
  private func put(_ text: String) {
    try? File(descriptor: STDERR_FILENO, ours: false).write(Array(text.utf8))
  }
}
