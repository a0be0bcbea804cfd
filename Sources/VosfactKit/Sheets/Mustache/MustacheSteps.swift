/// A piece of a template, as it is read.
enum MustacheNode: Sendable {
  case text([UInt8])
  /// A value, escaped unless `isRaw`.
  case variable(MustachePath, isRaw: Bool)
  case section(MustachePath, [MustacheNode])
  case inverted(MustachePath, [MustacheNode])
}

/// The names that lead to a value, as `buyer` and `name`; none is the value at hand, written as a point.
typealias MustachePath = [MustacheName]

/// A template as it is rendered many times: all pieces in one row, which nothing must be counted in or looked up for.
struct MustacheSteps: Sendable {
  private(set) var steps: [Step] = []
  /// All that the template says itself.
  private(set) var text: [UInt8] = []
  /// The names of all paths, one after the other.
  private(set) var names: [MustacheName] = []

  struct Step {
    enum Kind {
      case text, variable, raw, section, inverted
    }

    let kind: Kind
    /// Its bytes in `text`, or its path in `names`.
    let range: Range<Int>
    /// Where the steps go on behind it and what stands in it.
    var end: Int
  }

  init(_ nodes: [MustacheNode]) {
    add(nodes)
  }

  private mutating func add(_ nodes: [MustacheNode]) {
    for node in nodes {
      switch node {
      case .text(let bytes):
        let start = text.count
        text += bytes
        steps.append(Step(kind: .text, range: start..<text.count, end: steps.count + 1))
      case .variable(let path, let isRaw): add(isRaw ? .raw : .variable, path, [])
      case .section(let path, let inner): add(.section, path, inner)
      case .inverted(let path, let inner): add(.inverted, path, inner)
      }
    }
  }

  private mutating func add(_ kind: Step.Kind, _ path: MustachePath, _ inner: [MustacheNode]) {
    let place = steps.count
    let start = names.count
    names += path
    steps.append(Step(kind: kind, range: start..<names.count, end: place + 1))
    add(inner)
    steps[place].end = steps.count
  }
}
