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
    fileprivate(set) var end: Int
  }

  /// Adds what the template says itself.
  mutating func add(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    let start = text.count
    text += bytes
    steps.append(Step(kind: .text, range: start..<text.count, end: steps.count + 1))
  }

  /// Adds a value, or the begin of a section.
  mutating func add(_ kind: Step.Kind, _ path: MustachePath) {
    let start = names.count
    names += path
    steps.append(Step(kind: kind, range: start..<names.count, end: steps.count + 1))
  }

  /// Ends the section that began as the step at `place`.
  mutating func endSection(_ place: Int) { steps[place].end = steps.count }
}
