/// Fills a template in.
struct MustacheRenderer {
  private let steps: MustacheSteps
  /// The values at hand, the innermost last.
  private var contexts: [Context]
  private let escaping: Mustache.Escaping
  private let limit: Int

  /// A value at hand, and what is in it if it is an object, which many names are looked up in.
  private struct Context {
    let value: MustacheValue
    let members: MustacheObject

    init(_ value: MustacheValue) {
      self.value = value
      members = if case .object(let object) = value { object } else { .empty }
    }
  }

  /// - Parameter limit: how many bytes there may be in the end.
  init(_ steps: MustacheSteps, of value: MustacheValue, escaping: Mustache.Escaping, limit: Int) {
    self.steps = steps
    contexts = [Context(value)]
    self.escaping = escaping
    self.limit = limit
  }

  /// Appends the whole template to `bytes`; `false` if that would be too much, and then not all is there.
  mutating func render(into bytes: inout [UInt8]) -> Bool {
    render(0..<steps.steps.count, into: &bytes)
  }

  private mutating func render(_ range: Range<Int>, into bytes: inout [UInt8]) -> Bool {
    var place = range.lowerBound
    while place < range.upperBound {
      let step = steps.steps[place]
      switch step.kind {
      case .text:
        steps.text.withUnsafeBufferPointer {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[step.range]))
        }
      case .variable:
        if case .text(let text) = value(of: step.range) {
          if escaping == .html { bytes.appendEscapedForHTML(text) } else { bytes += text.utf8 }
        }
      case .raw:
        if case .text(let text) = value(of: step.range) { bytes += text.utf8 }
      case .section:
        guard render(place + 1..<step.end, for: value(of: step.range), into: &bytes) else {
          return false
        }
      case .inverted:
        guard value(of: step.range).isShown || render(place + 1..<step.end, into: &bytes) else {
          return false
        }
      }
      guard bytes.count <= limit else { return false }
      place = step.end
    }
    return true
  }

  /// Appends a section for each of the values that it stands for.
  private mutating func render(
    _ range: Range<Int>, for value: MustacheValue, into bytes: inout [UInt8]
  ) -> Bool {
    switch value {
    case .list(let values):
      for value in values {
        contexts.append(Context(value))
        let isRendered = render(range, into: &bytes)
        contexts.removeLast()
        guard isRendered else { return false }
      }
      return true
    case let value where value.isShown:
      contexts.append(Context(value))
      defer { contexts.removeLast() }
      return render(range, into: &bytes)
    default: return true
    }
  }

  /// What the path in `names` stands for: the innermost value that knows its first word decides, also when that
  /// does not know the next one.
  private func value(of names: Range<Int>) -> MustacheValue {
    guard !names.isEmpty else { return contexts[contexts.count - 1].value }
    let first = steps.names[names.lowerBound]
    for place in contexts.indices.reversed() {
      guard var value = contexts[place].members[first] else { continue }
      for name in steps.names[names.dropFirst()] {
        guard case .object(let object) = value, let next = object[name] else { return .null }
        value = next
      }
      return value
    }
    return .null
  }
}
