import Testing
import VosfactKit

/// What scripts read on standard error.
@Suite(.waiting) struct DiagnosticTests {
  /// The objects on standard error, one a line.
  private func objects(_ ending: Workplace.Ending) throws -> [JSONValue] {
    try ending.errors.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
  }

  @Test(
    "an error is one object on one line, also when the command line is wrong",
    arguments: [
      (["invoice", "show", "F-9", "--format", "json"], Int32(66), "no-input"),
      (["invoice", "shwo", "F-9", "--format=jsonl"], 64, "usage"),
      (["invoice", "list", "--since", "today", "--format", "json"], 64, "usage"),
    ])
  func error(_ words: [String], _ code: Int32, _ name: String) throws {
    let workplace = try Shop(invoices: 1).workplace
    let ending = try workplace.run(Workplace.executable, words)
    #expect(ending.status == code)
    #expect(ending.output == "")
    let told = try objects(ending)
    #expect(told.count == 1)
    let error = told.first?["error"]
    #expect(error?["code"] == .integer(code))
    #expect(error?["name"]?.string == name)
    #expect(error?["message"]?.string?.isEmpty == false)
    #expect(error?["file"] == .null && error?["line"] == .null && error?["field"] == .null)
  }

  @Test("faults of a file have their place, and warnings are told apart")
  func places() throws {
    let workplace = try Shop(invoices: 1).workplace
    try workplace.write(
      """
      {"number": "F-1", "kind": "vat", "issue_date": "2026-01-05", "buyer_name": "Other", \
      "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
      {"number": "F-2", "kind": "vat", "issue_date": "soon", "buyer_name": "B", \
      "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
      """, to: "more.jsonl")
    let ending = try workplace.vosfact("invoice", "import", "more.jsonl", "--format", "json")
    let told = try objects(ending)
    #expect(told.first?["warning"]?["line"] == 1)
    #expect(told.first?["warning"]?["field"] == "number")
    #expect(told.last?["error"]?["file"] == "more.jsonl")
    #expect(told.last?["error"]?["line"] == 2)
    #expect(told.last?["error"]?["field"] == "issue_date")
  }

  @Test("a file that cannot be read is named")
  func folder() throws {
    let workplace = try Workplace()
    let ending = try workplace.vosfact("invoice", "import", ".")
    #expect(ending.status == 74)
    #expect(ending.errors.hasPrefix("vosfact: .: "))
  }

  @Test("an array that an error cuts short is closed")
  func openArray() throws {
    let workplace = try Shop(invoices: 1).workplace
    let ending = try workplace.vosfact(
      "pay-link", "create", "F-1", "F-9", "--format", "json")
    #expect(ending.status == 66)
    #expect(try ending.json.array?.count == 1)
    #expect(try objects(ending).count == 1)
  }

  @Test(
    "CSV of an empty list is its header",
    arguments: [
      (["invoice", "list"], "number,id,kind"), (["payment", "list"], "id,document,provider"),
      (["payment", "callbacks", "list"], "id,received_at"),
      (["pay-link", "create", "--unpaid"], "document,url,expires_at"),
    ])
  func header(_ words: [String], _ beginning: String) throws {
    let workplace = try Shop(invoices: 1).workplace
    try workplace.succeed("invoice", "cancel", "F-1", "--never-delivered", "--reason", "an error")
    let filter = words == ["invoice", "list"] ? ["--state", "issued"] : []
    let ending = try workplace.run(Workplace.executable, words + filter + ["--format", "csv"])
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(ending.output.hasPrefix(beginning))
    #expect(ending.output.split(separator: "\r\n").count == 1)
  }
}
