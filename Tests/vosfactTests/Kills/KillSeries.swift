import Foundation
import Testing

/// Runs of one command that are killed at random moments, and what they left.
struct KillSeries {
  let command: any KilledCommand
  /// What the killed runs left, and how often.
  private(set) var states: [String: Int] = [:]
  /// How many runs were killed.
  private(set) var kills = 0
  /// How many runs came to their end before the signal came.
  private(set) var misses = 0

  private var generator: SeededGenerator
  /// How long a run is thought to take.
  private var lifetime = Duration.zero

  /// How many kills go by before what the command works on is made anew: signatures of callbacks are good
  /// for five minutes.
  private static let killsOfOneOriginal = 20

  init(of command: any KilledCommand, seed: UInt64) {
    self.command = command
    generator = SeededGenerator(seed: seed)
  }

  /// Kills runs until `count` were hit, or so many more were missed that a run cannot last as long as is thought.
  mutating func kill(_ count: Int) throws {
    let mostMisses = 5 * count
    while kills < count, misses <= mostMisses {
      let original = try command.makeWorkplace(small: false)
      let whole = try copy(of: original)
      let run = try run(in: whole, killedAfter: .seconds(60))
      try #require(run.ending.status == 0, "\(run.ending.errors)")
      lifetime = run.lasted
      let outcome = try command.outcome(in: whole)

      let end = min(count, kills + Self.killsOfOneOriginal)
      while kills < end, misses <= mostMisses {
        let workplace = try copy(of: original)
        try killRepeatedly(in: workplace)
        try command.complete(workplace)
        try workplace.expectSound()
        #expect(try command.outcome(in: workplace) == outcome)
      }
    }
  }

  /// Kills a run, and now and then the next one too, which finds what the first one left.
  private mutating func killRepeatedly(in workplace: Workplace) throws {
    let before = try Set(workplace.names)
    var printed: [String] = []
    repeat {
      let moment = lifetime / 1000 * Int.random(in: 0..<1000, using: &generator)
      let run = try run(in: workplace, killedAfter: moment)
      guard run.ending.status == 128 + SIGKILL else {
        misses += 1
        // The machine has less to do than before.
        if printed.isEmpty { lifetime = run.lasted }
        return
      }
      kills += 1
      printed.append(run.ending.output)
      // The machine may have more to do than before, which only a run to the end shows.
      if printed.count == 1 { lifetime += lifetime / 50 }
    } while Int.random(in: 0..<3, using: &generator) == 0
    let left = try Set(workplace.names).subtracting(before).sorted()
    let state = try command.inspect(workplace, printed: printed)
    states["\(state); left: \(left)", default: 0] += 1
    try workplace.expectSound()
  }

  private func copy(of original: Workplace) throws -> Workplace {
    let workplace = try Workplace(copying: original)
    try command.arrange(workplace)
    return workplace
  }

  /// Runs the command, and kills it with SIGKILL unless it has ended by itself before.
  private func run(
    in workplace: Workplace, killedAfter moment: Duration
  ) throws -> (ending: Workplace.Ending, lasted: Duration) {
    let start = ContinuousClock.now
    // It does not end before its child, so that no lock is held any more then.
    let ending = try workplace.run(
      "timeout",
      ["--foreground", "--signal=KILL", "\(moment / .seconds(1))", Workplace.executable]
        + command.words)
    return (ending, ContinuousClock.now - start)
  }
}
