import Foundation

/// The commands of a transcript, run in a folder of their own, and how the answers differ.
struct TranscriptRun {
  private let workplace: Workplace
  private var captures = Captures()
  /// A text for each command whose answer differs, with the lines that are missing (`-`) and those that
  /// are too many (`+`).
  private(set) var differences: [String] = []

  /// - Parameter text: the transcript; `{folder}` in it is the folder that it runs in.
  init(_ text: String) throws {
    workplace = try Workplace()
    let text = text.replacing("{folder}", with: workplace.path)
    for part in try Transcript(text).parts {
      switch part {
      case .file(let name, let lines):
        try workplace.write(lines.map { captures.filled($0) + "\n" }.joined(), to: name)
      case .step(let step): try run(step)
      }
    }
  }

  private mutating func run(_ step: Transcript.Step) throws {
    let input = try step.input.map { String(decoding: try workplace.read($0), as: UTF8.self) }
    let ending = try workplace.run(
      Workplace.executable, step.words.map { captures.filled($0) }, with: step.variables,
      input: input ?? "")
    let difference =
      compare(step.output, ending.output, "") + compare(step.errors, ending.errors, "! ")
      + (step.status == ending.status ? [] : ["- ? \(step.status)", "+ ? \(ending.status)"])
    if !difference.isEmpty {
      differences.append(
        "line \(step.line): $ \(step.command)\n" + difference.joined(separator: "\n"))
    }
  }

  /// The lines by which an answer differs from what is expected.
  private mutating func compare(
    _ expected: [String], _ text: String, _ mark: String
  ) -> [String] {
    // CSV ends its lines as RFC 4180 wants.
    var actual = text.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isEnded = actual.last == ""
    if isEnded { actual.removeLast() }
    var isAlike = expected.count == actual.count
    for (wanted, line) in zip(expected, actual) where !captures.match(wanted, line) {
      isAlike = false
    }
    guard !isAlike else { return isEnded ? [] : ["+ \(mark)(the last line has no end)"] }
    return actual.difference(from: expected.map { captures.filled($0) }).map { change in
      switch change {
      case .remove(_, let line, _): "- \(mark)\(line)"
      case .insert(_, let line, _): "+ \(mark)\(line)"
      }
    }
  }
}
