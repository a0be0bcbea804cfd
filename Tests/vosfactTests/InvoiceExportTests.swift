import Foundation
import Testing
import VosfactKit

@Suite struct InvoiceExportTests {
  @Test(
    "exported documents are imported into another database as they are",
    arguments: ["csv", "jsonl", "service"])
  func roundTrip(_ shape: String) throws {
    let program = try Program()
    let paid = try program.invoice("120.00")
    let open = try program.invoice("80.00")
    try program.run("payment", "record", paid, "--method", "cash")
    let exported = try program.run("invoice", "export", "--as", shape)
    #expect(exported.code == 0)
    let other = try Program()
    try exported.data.write(to: other.url("documents"))
    let imported = try other.run("invoice", "import", other.file("documents"), "--format", "json")
    #expect(try imported.json()["created"] == 2, "\(imported.errors)")
    for number in [paid, open] {
      let here = try program.run("invoice", "show", number, "--format", "json").json()
      let there = try other.run("invoice", "show", number, "--format", "json").json()
      for field in ["state", "total", "paid", "balance", "buyer", "lines", "due_on"] {
        #expect(here[field] == there[field])
      }
    }
    try exported.data.write(to: program.url("documents"))
    let again = try program.run("invoice", "import", program.file("documents"), "--format", "json")
    #expect(try again.json()["unchanged"] == 2)
  }

  @Test("filters leave documents out")
  func filters() throws {
    let program = try Program()
    let paid = try program.invoice("120.00")
    _ = try program.invoice("80.00")
    try program.run("payment", "record", paid, "--method", "cash")
    let exported = try program.run("invoice", "export", "--state", "paid")
    #expect(try exported.json()["number"]?.string == paid)
    #expect(
      try program.run("invoice", "export", "--limit", "1").output.split(separator: "\n").count == 1)
    #expect(try program.run("invoice", "export", "--as", "xml").code == 64)
  }
}
