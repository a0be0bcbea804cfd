import Foundation
import Testing

/// Commands that are killed in the middle of their work by a signal that nobody can handle: what they leave
/// is whole, and running them again completes it.
@Suite(
  .waiting,
  .enabled(if: ExternalTool.canTest(with: "sqlite3", "timeout"), "sqlite3 or timeout is missing"))
struct KilledCommandTests {
  /// How many runs are killed at random moments: as many as `VOSFACT_KILLS` says, else 1,200 under
  /// continuous integration, and 120 elsewhere.
  private static let kills: Int = {
    let variables = ProcessInfo.processInfo.environment
    return variables["VOSFACT_KILLS"].flatMap { Int($0) } ?? (isThorough ? 1_200 : 120)
  }()

  private static let isThorough = ProcessInfo.processInfo.environment["CI"] == "true"

  /// The commands, each with its share of twelve in all kills.
  static let commands: [(any KilledCommand, share: Int)] = [
    (KilledReceive(), 2), (KilledImport(isFirst: true), 1), (KilledImport(isFirst: false), 1),
    (KilledReconcile(), 2), (KilledDelivery(isByProgram: false), 1),
    (KilledBackup(isReplacing: false), 1),
    (KilledBackup(isReplacing: true), 1), (KilledKeyRotation(isRetiring: false), 1),
    (KilledKeyRotation(isRetiring: true), 1),
  ]

  /// Those that start programs of their own, of which a kill before a change could hit another process.
  static let starting: [(any KilledCommand, share: Int)] = [
    (KilledDelivery(isByProgram: true), 1), (KilledCalls(), 1),
  ]

  @Test(
    "killed at any moment, it leaves nothing half done",
    // A series for each twelfth, so that several go on side by side.
    arguments: (commands + starting).flatMap { command, share in
      (0..<share).map { _ in (command, UInt64.random(in: 0...(.max))) }
    })
  func randomMoments(_ command: any KilledCommand, seed: UInt64) throws {
    var series = KillSeries(of: command, seed: seed)
    let wanted = Self.kills / 12
    try series.kill(wanted)
    // Else too many runs came to their end before, and the rest would prove little.
    #expect(series.kills >= wanted, "\(series.misses) missed")
    if wanted >= 100 { #expect(series.states.count > 1, "\(series.states)") }
  }

  @Test(
    "killed before any change of a file, it leaves nothing half done",
    .enabled(if: ExternalTool.canTest(with: "strace"), "strace is not installed"),
    arguments: commands.map(\.0) + [KilledMigration()])
  func everyChange(_ command: any KilledCommand) throws {
    // The last change is always among them, so that there is a before and an after.
    let states = try KillBeforeChanges(command: command).kill(every: Self.isThorough ? 1 : 8)
    #expect(Set(states.values).count > 1, "\(states)")
  }
}
