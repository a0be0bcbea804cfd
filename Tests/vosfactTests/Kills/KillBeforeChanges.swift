import Foundation
import Testing

/// Runs of one command, each killed on its way into one of the system calls by which it changes files.
struct KillBeforeChanges {
  let command: any KilledCommand

  /// The calls by which a file is changed, waited for, or named.
  private static let calls = [
    "write", "pwrite64", "ftruncate", "fallocate", "fsync", "fdatasync", "rename", "link", "unlink",
    "mkdir", "fchmod",
  ]

  /// One of the calls of a run.
  struct Change: Hashable {
    let call: String
    /// How many of the kind there are up to it, itself included.
    let number: Int
  }

  /// Kills a run before each change, or before every `step`th one and the last.
  ///
  /// - Returns: what the runs left, by what they would have done next.
  func kill(every step: Int) throws -> [Change: String] {
    let original = try command.makeWorkplace(small: true)
    let whole = try Workplace(copying: original)
    try command.arrange(whole)
    let changes = try changes(in: whole)
    let outcome = try command.outcome(in: whole)
    var states: [Change: String] = [:]
    for (index, change) in changes.enumerated()
    where index % step == 0 || index == changes.count - 1 {
      let workplace = try Workplace(copying: original)
      try command.arrange(workplace)
      let ending = try trace(
        [
          "--trace=\(change.call)", "--inject=\(change.call):signal=KILL:when=\(change.number)",
          "--output=/dev/null",
        ], in: workplace)
      try #require(ending.status == 128 + SIGKILL, "\(change): \(ending.errors)")
      states[change] = try command.inspect(workplace, printed: [ending.output])
      try workplace.expectSound()
      try command.complete(workplace)
      try workplace.expectSound()
      #expect(try command.outcome(in: workplace) == outcome, "killed before \(change)")
    }
    return states
  }

  /// The changes of a run that nothing disturbs, in their order.
  private func changes(in workplace: Workplace) throws -> [Change] {
    let calls = Self.calls.joined(separator: ",")
    let ending = try trace(["--trace=\(calls)", "--output=trace"], in: workplace)
    try #require(ending.status == 0, "\(ending.errors)")
    let trace = String(decoding: try workplace.read("trace"), as: UTF8.self)
    try FileManager.default.removeItem(atPath: workplace.file("trace"))
    var numbers: [String: Int] = [:]
    return trace.matches(of: /(?m)^\d+ +(\w+)\(/).map { match in
      let call = String(match.1)
      numbers[call, default: 0] += 1
      return Change(call: call, number: numbers[call] ?? 0)
    }
  }

  private func trace(_ options: [String], in workplace: Workplace) throws -> Workplace.Ending {
    try workplace.run(
      "strace",
      ["--follow-forks", "--quiet=all"] + options + [Workplace.executable] + command.words)
  }
}
