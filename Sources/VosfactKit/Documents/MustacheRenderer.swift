/// Fills a template in.
struct MustacheRenderer {
  /// The values at hand, the innermost last.
  var contexts: [MustacheValue]
  let escaping: Mustache.Escaping
  /// How many bytes there may be in the end.
  let limit: Int

  /// Appends the pieces to `bytes`; `false` if that would be too much, and then not all are there.
  mutating func render(_ nodes: [MustacheNode], into bytes: inout [UInt8]) -> Bool {
    for node in nodes {
      switch node {
      case .text(let text): bytes += text
      case .variable(let path, let isRaw):
        guard case .text(let text) = value(of: path) else { continue }
        bytes += (isRaw || escaping == .none ? text : text.escapedForHTML).utf8
      case .section(let path, let inner):
        guard render(inner, for: value(of: path), into: &bytes) else { return false }
      case .inverted(let path, let inner):
        guard value(of: path).isShown || render(inner, into: &bytes) else { return false }
      }
      guard bytes.count <= limit else { return false }
    }
    return true
  }

  /// Appends a section for each of the values that it stands for.
  private mutating func render(
    _ nodes: [MustacheNode], for value: MustacheValue, into bytes: inout [UInt8]
  ) -> Bool {
    switch value {
    case .list(let values):
      for value in values {
        contexts.append(value)
        let isRendered = render(nodes, into: &bytes)
        contexts.removeLast()
        guard isRendered else { return false }
      }
      return true
    case let value where value.isShown:
      contexts.append(value)
      defer { contexts.removeLast() }
      return render(nodes, into: &bytes)
    default: return true
    }
  }

  /// What a name stands for: the innermost value that knows its first word decides, also when that does not
  /// know the next one.
  private func value(of path: MustachePath) -> MustacheValue {
    guard let first = path.first else { return contexts[contexts.count - 1] }
    for context in contexts.reversed() {
      guard case .object(let object) = context, var value = object[first] else { continue }
      for name in path.rest {
        guard case .object(let object) = value, let next = object[name] else { return .null }
        value = next
      }
      return value
    }
    return .null
  }
}
