import Testing
import VosfactKit

/// `invoice import`, which makes the database first, or finds one with other documents.
struct KilledImport: KilledCommand {
  /// Whether there is a database before.
  let isFirst: Bool

  var testDescription: String {
    isFirst ? "invoice import into a new database" : "invoice import"
  }
  let words = ["invoice", "import", "documents.json", "--format", "json"]

  /// A document, in one line.
  private static func document(_ number: String) -> String {
    """
    {"kind": "vat", "number": "\(number)", "issue_date": "2026-01-05", "buyer_name": "Zoë", \
    "paid": "12.00", "paid_date": "2026-01-09", \
    "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
    """
  }

  func makeWorkplace(small isSmall: Bool) throws -> Workplace {
    let workplace = try Workplace()
    if !isFirst {
      try workplace.write(Self.document("before"), to: "documents.json")
      try workplace.succeed("invoice", "import", "documents.json")
    }
    let documents = (1...(isSmall ? 2 : 150)).map { Self.document("F-\($0)") }
    try workplace.write(documents.joined(separator: "\n"), to: "documents.json")
    return workplace
  }

  func inspect(_ workplace: Workplace, printed: [String]) throws -> String {
    guard try workplace.names.contains("vosfact.db") else {
      #expect(isFirst)
      return "no database"
    }
    let documents = try workplace.rows("invoice", "list")
    let read = try workplace.read("documents.json").split(separator: UInt8(ascii: "\n")).count
    let before = isFirst ? 0 : 1
    #expect([before, before + read].contains(documents.count), "all of the file, or nothing of it")
    #expect(documents.allSatisfy { $0["state"] == "paid" && $0["paid"] == "12.00" })
    if try !answers(printed).isEmpty { #expect(documents.count == before + read) }
    return "\(documents.count) documents"
  }

  func outcome(in workplace: Workplace) throws -> [String] {
    try [workplace.succeed("invoice", "export", "--format", "jsonl").output]
      + [workplace.succeed("payment", "audit", "--format", "json").output]
  }
}
