import Foundation
import Testing

@testable import VosfactKit

@Suite struct ImporterTests {
  let fixture: ImportFixture

  init() throws {
    fixture = try ImportFixture()
  }

  @Test("the service's own documents are taken in without a warning")
  func serviceDocuments() throws {
    let file = try #require(
      Bundle.module.url(forResource: "documents", withExtension: "json", subdirectory: "Data"))
    let outcome = try fixture.importing(try Data(contentsOf: file))
    #expect(outcome.english == [])
    #expect(
      outcome.summary.json.text
        == #"{"read":60,"created":60,"unchanged":0,"rejected":0,"warnings":0}"#)
    let document = try fixture.document("F-2026-000001")
    #expect(document.total.decimal == "909.10")
    #expect(document.content.currency.code == "CHF")
    #expect(document.content.buyer.city == "Genève")
    #expect(document.content.orderReference == "CMD0000000")
    #expect(try fixture.kit.documents.lines(of: document).count == 3)
  }

  @Test(
    "thousands of generated documents keep their totals and their payments, and give no warning",
    .enabled(if: ExternalTool.canTest(with: "python3"), "python3 is not installed"),
    arguments: [(1, "json"), (7, "jsonl"), (42, "jsonl")])
  func generated(seed: Int, format: String) throws {
    let data = try ImportFixture.generated(2000, seed: seed, format: format)
    let outcome = try fixture.importing(data)
    #expect(outcome.english == [])
    #expect(outcome.summary.created == 2000)
    let text = String(decoding: data, as: UTF8.self)
    for line in text.split(separator: "\n") where line.hasPrefix("{") {
      let given = try #require(
        JSONSerialization.jsonObject(
          with: Data((line.hasSuffix(",") ? line.dropLast() : line).utf8)) as? [String: Any])
      let stored = try fixture.document(try #require(given["number"] as? String))
      for (field, amount) in [
        ("price_gross", stored.total.decimal), ("paid", stored.paid.decimal),
        ("price_net", stored.amount(stored.content.totals.net).decimal),
      ] {
        let expected = (given[field] as? String)?.replacingOccurrences(of: ",", with: ".")
        #expect(amount == expected, "\(field) of \(stored.number)")
      }
      let isPaid = given["status"] as? String == "paid"
      #expect((stored.state == .paid) == isPaid)
      #expect(stored.paidAt?.date.description == (isPaid ? given["paid_date"] as? String : nil))
    }
    #expect(try fixture.kit.audit.run().isValid)
  }

  @Test(
    "CSV gives a document for each number, with totals computed from its lines",
    .enabled(if: ExternalTool.canTest(with: "python3"), "python3 is not installed"))
  func generatedCSV() throws {
    let outcome = try fixture.importing(
      try ImportFixture.generated(2000, seed: 3, format: "csv"))
    #expect(outcome.english == [])
    #expect(outcome.summary.created == 2000)
  }

  @Test("consecutive CSV rows of one number are one document, with VAT computed once per rate")
  func csvRows() throws {
    try fixture.importing(
      """
      tax;price_net;quantity;name;number;kind;buyer_name;issue_date;status;colour
      20;0,33;1;A;F-1;vat;Zoë;2026-01-01;paid;red
      20;0,33;1;B;F-1;vat;Zoë;2026-01-01;paid;red
      20;0,33;1;C;F-1;vat;Zoë;2026-01-01;paid;red
      np;5;2;D;F-2;vat;Zoë;2026-01-02;issued;red
      """)
    let first = try fixture.document("F-1")
    // 20 % of 0.99 is 0.198; rounded line by line it would be 0.21.
    #expect(first.total.decimal == "1.19")
    #expect(first.state == .paid)
    #expect(try fixture.kit.documents.lines(of: first).map(\.name) == ["A", "B", "C"])
    #expect(try fixture.document("F-2").total.decimal == "10.00")
  }

  @Test("a CSV header without what documents need is one error that names all of it")
  func missingColumns() throws {
    #expect(throws: FormatError.header(.missingColumns(["kind", "buyer_name", "tax"]))) {
      try fixture.importing("number,issue_date,name,quantity,price_net\nF-1,2026-01-01,A,1,2\n")
    }
  }

  @Test("the documents beside a broken CSV row are not taken in without it")
  func besideBrokenRow() throws {
    let outcome = try fixture.importing(
      """
      number,kind,issue_date,buyer_name,name,quantity,price_net,tax
      F-1,vat,2026-01-01,Zoë,A,1,1,20
      F-2,vat,2026-01-01,Zoë,A,1,1,20
      F-2,vat,2026-01-01,Zoë
      F-3,vat,2026-01-01,Zoë,A,1,1,20
      F-4,vat,2026-01-01,Zoë,A,1,1,20
      """, keepGoing: true)
    #expect(outcome.summary.created == 2)
    #expect(outcome.summary.rejected == 3)
    #expect(outcome.english.map { $0.prefix(2) } == ["3:", "4:", "5:"])
  }

  @Test("the same file a second time changes not a single row")
  func repetition() throws {
    let file = try #require(
      Bundle.module.url(forResource: "documents", withExtension: "json", subdirectory: "Data"))
    let data = try Data(contentsOf: file)
    try fixture.importing(data)
    let before = try fixture.dump()
    #expect(before.count > 300)
    let outcome = try fixture.importing(data)
    #expect(outcome.english == [])
    #expect(
      outcome.summary.json.text
        == #"{"read":60,"created":0,"unchanged":60,"rejected":0,"warnings":0}"#)
    #expect(try fixture.dump() == before)
  }

  @Test("one faulty document keeps the whole file out, and every faulty line is told")
  func atomicity() throws {
    let good = ImportFixture.json()
    let bad = ImportFixture.json([("number", #""F-2""#), ("issue_date", #""2026-02-30""#)])
    let before = try fixture.dump()
    let outcome = try fixture.importing("\(good)\n\(bad)\n{\"number\": \n\(bad)\n")
    #expect(outcome.summary.read == 4)
    #expect(outcome.summary.created == 0)
    #expect(outcome.summary.rejected == 3)
    #expect(outcome.notices.map(\.line) == [2, 3, 4])
    #expect(try fixture.dump() == before)
  }

  @Test("with keep-going everything but the faulty documents is taken in")
  func keepGoing() throws {
    let bad = ImportFixture.json([("number", #""F-2""#), ("issue_date", #""2026-02-30""#)])
    let outcome = try fixture.importing(
      "[\(ImportFixture.json()),\n\(bad),\n\(ImportFixture.json([("number", #""F-3""#)]))",
      keepGoing: true)
    #expect(outcome.summary.created == 2)
    #expect(outcome.summary.rejected == 2)
    // The array is never closed.
    #expect(outcome.notices.map(\.line) == [2, 3])
    #expect(try fixture.count("document") == 2)
  }

  @Test("a known number with another content stays as it is stored, with a warning that names it")
  func otherContent() throws {
    try fixture.importing(ImportFixture.json())
    let before = try fixture.dump()
    let outcome = try fixture.importing(ImportFixture.json([("buyer_name", #""Somebody else""#)]))
    #expect(outcome.summary.unchanged == 1)
    #expect(outcome.summary.warnings == 1)
    #expect(outcome.english.first?.hasPrefix("1: number: warning: F-1 is stored with") == true)
    #expect(try fixture.dump() == before)
  }

  @Test("of another address alone the import says which command sends mail there, until it does")
  func otherAddress() throws {
    try fixture.importing(ImportFixture.json([("buyer_email", #""celnie@example.test""#)]))
    let mended = ImportFixture.json([("buyer_email", #""celine@example.test""#)])
    let warning = try #require(fixture.importing(mended).english.first)
    #expect(warning.hasPrefix("1: buyer_email: warning: F-1 is stored with another e-mail;"))
    #expect(warning.contains("vosfact invoice address"))
    _ = try fixture.kit.sending.address(fixture.document("F-1"), to: "celine@example.test")
    #expect(try fixture.importing(mended).notices.isEmpty)
    #expect(try fixture.document("F-1").content.buyer.email == "celnie@example.test")
  }

  @Test("more paid than is recorded is told, and where to record it")
  func morePaid() throws {
    try fixture.importing(ImportFixture.json())
    let outcome = try fixture.importing(ImportFixture.json([("paid", "60.5")]))
    #expect(outcome.english.first?.contains("vosfact payment record") == true)
    #expect(try fixture.document("F-1").paidMinorUnits == 0)
  }

  @Test("our own numbers go on after those that were imported")
  func numbering() throws {
    try fixture.importing(ImportFixture.json([("number", #""F-2026-000041""#)]))
    let line = try LineDraft("Conseil;1;95;20")
    var draft = DocumentDraft(kind: .invoice, buyer: Buyer(name: "Zoë"), lines: [line])
    draft.issuedOn = CalendarDate("2026-01-02")
    #expect(try fixture.kit.invoicing.issue(draft).number == "F-2026-000042")
  }

  @Test("nobody is thanked for what was paid before the import")
  func quietPayments() throws {
    try fixture.kit.settings.set(.thankCustomer, to: "true", at: fixture.kit.now)
    try fixture.importing(
      ImportFixture.json([("status", #""paid""#), ("buyer_email", #""a@example.org""#)]))
    #expect(try fixture.document("F-1").state == .paid)
    #expect(try fixture.count("outbox") == 0)
  }
}
