import Testing
import VosfactKit

/// A command that is killed in the middle of its work, and what must be true of all that it leaves.
protocol KilledCommand: Sendable, CustomTestStringConvertible {
  /// What follows `vosfact`.
  var words: [String] { get }

  /// A workplace with all that the command is given to work on.
  ///
  /// - Parameter isSmall: whether there is to be just enough for every kind of change to come up.
  func makeWorkplace(small isSmall: Bool) throws -> Workplace

  /// Tells the program of what depends on where the workplace is.
  func arrange(_ workplace: Workplace) throws

  /// Fails the test if anything is lost, half done, or was told and is not there.
  ///
  /// - Parameter printed: what the runs printed that were killed since the workplace was made.
  /// - Returns: how far the work has come, so that two kills can be told apart.
  func inspect(_ workplace: Workplace, printed: [String]) throws -> String

  /// Runs the command to its end.
  func complete(_ workplace: Workplace) throws

  /// What is there once the command came to its end, and must not depend on how often it was killed
  /// before.
  func outcome(in workplace: Workplace) throws -> [String]
}

extension KilledCommand {
  func arrange(_ workplace: Workplace) throws {}

  func complete(_ workplace: Workplace) throws {
    let ending = try workplace.run(Workplace.executable, words)
    try #require(ending.status == 0, "\(testDescription): \(ending.errors)")
  }

  /// The whole lines of what was printed, as JSON: a kill may cut the last one.
  func answers(_ printed: [String]) throws -> [JSONValue] {
    try printed.flatMap { text in
      let end = text.lastIndex(of: "\n") ?? text.startIndex
      return try text[..<end].split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    }
  }
}

extension Workplace {
  /// Fails the test unless the program and SQLite find the database `name` sound; one that is not there
  /// yet is.
  func expectSound(_ name: String = "vosfact.db") throws {
    guard try names.contains(name) else { return }
    let audit = try run(Self.executable, ["--db", file(name), "payment", "audit"])
    #expect(audit.status == 0, "\(audit.output)\(audit.errors)")
    let check = try run(Self.executable, ["--db", file(name), "settings", "check"])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    let checks = try run(
      "sqlite3", [file(name), "PRAGMA integrity_check; PRAGMA foreign_key_check;"])
    #expect(checks.output == "ok\n", "\(checks.errors)")
  }

  /// What lists of documents and payments say, and how many entries the journal has: all that was done is
  /// recorded once.
  var books: [String] {
    get throws {
      try [
        succeed("invoice", "list", "--format", "jsonl").output,
        succeed("payment", "list", "--format", "jsonl").output,
        succeed("payment", "audit", "--format", "json").output,
      ]
    }
  }

  /// The rows of a list that `words` give.
  func rows(_ words: String...) throws -> [JSONValue] {
    let ending = try run(Self.executable, words + ["--format", "json"])
    try #require(ending.status == 0, "\(ending.errors)")
    return try #require(try ending.json.array)
  }
}
