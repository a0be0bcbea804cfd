import Testing
import VosfactKit

@Suite(.waiting) struct InvoiceExportTests {
  @Test(
    "exported documents are imported into another database as they are",
    arguments: ["csv", "jsonl", "service"])
  func roundTrip(_ shape: String) throws {
    let workplace = try Workplace()
    let paid = try workplace.invoice("120.00")
    let open = try workplace.invoice("80.00")
    try workplace.succeed("payment", "record", paid, "--method", "cash")
    let exported = try workplace.vosfact("invoice", "export", "--as", shape)
    #expect(exported.status == 0)
    let other = try Workplace()
    try other.write(exported.output, to: "documents")
    let imported = try other.vosfact("invoice", "import", "documents", "--format", "json")
    #expect(try imported.json["created"] == 2, "\(imported.errors)")
    for number in [paid, open] {
      let here = try workplace.vosfact("invoice", "show", number, "--format", "json").json
      let there = try other.vosfact("invoice", "show", number, "--format", "json").json
      for field in ["state", "total", "paid", "balance", "buyer", "lines", "due_on"] {
        #expect(here[field] == there[field])
      }
    }
    try workplace.write(exported.output, to: "documents")
    let again = try workplace.vosfact("invoice", "import", "documents", "--format", "json")
    #expect(try again.json["unchanged"] == 2)
  }

  @Test("filters leave documents out")
  func filters() throws {
    let workplace = try Workplace()
    let paid = try workplace.invoice("120.00")
    _ = try workplace.invoice("80.00")
    try workplace.succeed("payment", "record", paid, "--method", "cash")
    let exported = try workplace.vosfact("invoice", "export", "--state", "paid")
    #expect(try exported.json["number"]?.string == paid)
    #expect(
      try workplace.vosfact("invoice", "export", "--limit", "1").output.split(separator: "\n").count
        == 1)
    #expect(try workplace.vosfact("invoice", "export", "--as", "xml").status == 64)
  }
}
