import Testing

@testable import VosfactKit

/// The table of faults: one clear line, the right exit status, nothing lost, no crash, memory bounded.
@Suite(
  .waiting,
  .enabled(
    if: ExternalTool.canTest(with: "sqlite3", "faketime", "setpriv", "unshare"),
    "sqlite3, faketime, setpriv or unshare is not installed"),
  .enabled(if: FaultScene.canMount, "no disk can be made here without being root"))
struct FaultTests {
  @Test("a fault is told in one clear line, and nothing is lost by it", arguments: Fault.all)
  func fault(_ fault: Fault) throws {
    let scene = try FaultScene()
    let encounter = try scene.meet(fault, in: "C.UTF-8")
    expectWords(of: fault, encounter.ending)
    try expectState(of: fault, encounter, in: scene.workplace)
  }

  @Test("every fault is told in French too", arguments: Fault.all.filter { !$0.isLarge })
  func french(_ fault: Fault) throws {
    let ending = try FaultScene().meet(fault, in: "fr_FR.UTF-8").ending
    #expect(ending.status == fault.status, "\(ending.errors)")
    let lines = ending.errors.split(separator: "\n")
    #expect(lines.count == fault.line.map { $0.split(separator: "\n").count } ?? 0)
    for line in lines {
      // Between its parts, French puts a space before the semicolon.
      #expect(line.hasPrefix("vosfact: ") && line.contains(" ; "), "\(line)")
    }
  }

  private func expectWords(of fault: Fault, _ ending: Workplace.Ending) {
    #expect(ending.status == fault.status, "\(ending.errors)")
    #expect(ending.errors == fault.line.map { $0 + "\n" } ?? "")
    if let answer = fault.answer {
      let last = ending.output.split(separator: "\n").last.map(String.init) ?? ""
      var captures = Captures()
      let isMatch = captures.match(answer, last)
      #expect(isMatch, "\(last)")
    }
  }

  private func expectState(
    of fault: Fault, _ encounter: FaultScene.Encounter, in workplace: Workplace
  ) throws {
    switch fault.state {
    case .untouched: #expect(encounter.after == encounter.before)
    case .kept: try expectKept(beside: [], encounter, in: workplace)
    case .keptBeside(let files): try expectKept(beside: files, encounter, in: workplace)
    case .migrated:
      let copy = "vosfact.db.schema-\(Schema.current - 1)"
      #expect(encounter.after.keys.sorted() == ["vosfact.db", copy])
      for (name, version) in [("vosfact.db", Schema.current), (copy, Schema.current - 1)] {
        let answer = try workplace.run(
          "sqlite3", [workplace.file(name), "PRAGMA integrity_check; PRAGMA user_version"])
        #expect(answer.output == "ok\n\(version)\n")
      }
    }
  }

  /// Fails the test unless the books are as they were, and all other files but `files`, which are new.
  private func expectKept(
    beside files: [String], _ encounter: FaultScene.Encounter, in workplace: Workplace
  ) throws {
    // SQLite's log and its index go when somebody closes the database who may.
    let changing = ["vosfact.db", "vosfact.db-wal", "vosfact.db-shm"]
    let others = { (files: [String: String]) in files.filter { !changing.contains($0.key) } }
    let new = others(encounter.after).filter { files.contains($0.key) }
    #expect(new.count == files.count)
    #expect(
      others(encounter.after).filter { !files.contains($0.key) } == others(encounter.before))
    let original = try FaultScene.original.get()
    let books = try workplace.books
    #expect(books == original.books)
    let findings = try workplace.vosfact("settings", "check").output
    #expect(findings.split(separator: "\n").allSatisfy { $0.hasPrefix("✓ ") }, "\(findings)")
  }
}
