import Foundation
import Testing
import VosfactKit

/// `settings backup`, to a new file or in the place of an older one.
struct KilledBackup: KilledCommand {
  let isReplacing: Bool

  var testDescription: String {
    isReplacing ? "settings backup in the place of an older one" : "settings backup"
  }
  var words: [String] {
    ["settings", "backup", "copy.db", "--format", "json"] + (isReplacing ? ["--replace"] : [])
  }

  func makeWorkplace(small isSmall: Bool) throws -> Workplace {
    let workplace = try Shop(invoices: 1).workplace
    if isReplacing { try workplace.succeed("settings", "backup", "copy.db") }
    let count = isSmall ? 1 : 400
    let lines = (0..<count).map {
      """
      {"kind": "vat", "number": "N-\($0)", "issue_date": "2026-01-05", "buyer_name": "Zoë",
       "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
      """
    }
    try workplace.write(lines.joined(separator: "\n"), to: "more.json")
    try workplace.succeed("invoice", "import", "more.json")
    return workplace
  }

  private func list(_ database: String, in workplace: Workplace) throws -> String {
    try workplace.succeed("--db", database, "invoice", "list", "--format", "jsonl").output
  }

  func inspect(_ workplace: Workplace, printed: [String]) throws -> String {
    guard try workplace.names.contains("copy.db") else {
      #expect(!isReplacing)
      #expect(printed.allSatisfy { $0.isEmpty })
      return "no copy"
    }
    // Read-only, and by itself, as it lies there: nothing beside it belongs to it.
    let alone = try Workplace()
    try FileManager.default.copyItem(
      atPath: workplace.file("copy.db"), toPath: alone.file("copy.db"))
    try alone.expectSound("copy.db")
    let copied = try list("copy.db", in: alone)
    guard copied != (try list("vosfact.db", in: workplace)) else { return "a new copy" }
    #expect(isReplacing && copied.split(separator: "\n").count == 1)
    #expect(printed.allSatisfy { $0.isEmpty })
    return "the older copy"
  }

  func complete(_ workplace: Workplace) throws {
    let names = try workplace.names
    // Nobody was told yet of a copy that still has its first name: it is made anew. One that a kill left
    // after that is whole, and is not replaced unless that is asked for.
    let isFinished = names.contains("copy.db") && !names.contains("copy.db.partial")
    let ending = try workplace.run(Workplace.executable, words)
    try #require(ending.status == (isFinished && !isReplacing ? 73 : 0), "\(ending.errors)")
  }

  func outcome(in workplace: Workplace) throws -> [String] {
    try workplace.books + [list("copy.db", in: workplace)]
      + workplace.names.filter { $0.hasPrefix("copy") }
  }
}
