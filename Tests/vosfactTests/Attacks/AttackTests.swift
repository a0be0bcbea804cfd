import Testing

@testable import VosfactKit

/// The table of attacks: each is answered as the table says, and nobody is paid by it.
@Suite(
  .waiting,
  .enabled(
    if: ExternalTool.canTest(with: "bash", "python3"), "bash or python3 is not installed"))
struct AttackTests {
  @Test("what is tried is answered, and nothing is gained", arguments: Attack.all)
  func attack(_ attack: Attack) throws {
    let scene = try AttackScene()
    let encounter = try scene.meet(attack)
    #expect(encounter.output == attack.answer + "\n")
    switch attack.outcome {
    case .nothing: #expect(encounter.after == encounter.before)
    case .unpaid: break
    case .shown(let command, let answer):
      #expect(try scene.run(command) == answer + "\n")
    }
    let documents = try scene.workplace.succeed("invoice", "list", "--format", "json").json
    #expect(documents.array?.map { $0["paid"]?.string } == ["0.00"])
    let held = try scene.workplace.succeed("payment", "list", "--format", "json").json
    #expect(held.array?.contains { $0["label"]?.string == "Paid" } == false)
    try scene.workplace.succeed("payment", "audit")
  }

  @Test("no two rows are called the same, and each says what answers it")
  func names() {
    #expect(Set(Attack.all.map(\.name)).count == Attack.all.count)
    #expect(Attack.all.allSatisfy { !$0.answeredBy.isEmpty })
  }
}
