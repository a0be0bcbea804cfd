import Testing

@testable import VosfactKit

@Suite struct ExporterTests {
  private func exported(_ fixture: ImportFixture, as format: Exporter.Format) throws -> String {
    var text = ""
    try fixture.kit.exporter.export(DocumentFilter(), as: format) { text += $0 }
    return text
  }

  /// What must not change: each document with its lines, and the digest of all that it says.
  private func content(_ fixture: ImportFixture) throws -> [String] {
    var contents: [String] = []
    var documents = try fixture.kit.documents.list(DocumentFilter())
    while let document = try documents.next() {
      let lines = try fixture.kit.documents.lines(of: document)
      let digest = document.content.digest(number: document.number, lines: lines).hexadecimal
      let status = [
        document.stage.rawValue, document.state.rawValue, document.paid.decimal,
        document.paidAt?.date.description ?? "",
      ]
      contents.append(
        "\(digest) \(status) \(DocumentInFull(document, lines: lines).json["lines"]?.text ?? "")")
    }
    return contents
  }

  /// Texts that formats stumble over, discounts, separators, several addresses, and each way of being paid.
  private func awkward() throws -> String {
    let positions = """
      [{"kind": "text_separator", "name": "=Lot \\"1\\"; a, b"},
       {"name": "-10% of 'all'", "quantity": "1.250", "quantity_unit": "h", "price_net": "0.0375",
        "tax": "5,5", "discount_percent": "12.5", "supplied_on": "2026-01-30"},
       {"name": "'=quoted", "quantity": "1", "tax": "np", "total_price_net": "9.99",
        "exemption": "=Art. 261, \\"4\\" du CGI"},
       {"name": "less", "quantity": "1", "price_net": "-3", "tax": "20"}]
      """
    let changes: [[(String, String?)]] = [
      [("number", "\"A-1\""), ("status", "\"paid\"")],
      [("number", "\"A-2\""), ("status", "\"sent\""), ("paid", "\"1.00\"")],
      [("number", "\"A-3\""), ("buyer_email", "\"a@b.fr, c@d.fr\""), ("sell_date", "\"2026-01\"")],
      [("number", "\"A-4\""), ("kind", "\"estimate\""), ("status", "\"accepted\"")],
      [("number", "\"A-5\""), ("kind", "\"delivery-note\""), ("buyer_name", "\"@Éric, =1+1\"")],
      [("number", "\"A-6\""), ("status", "\"canceled\""), ("oid", "\"+33 1\"")],
      [("number", "\"A-7\""), ("price_gross", "\"7.77\""), ("payment_to", "\"2026-02-01\"")],
      [("number", "\"A-8\""), ("status", "\"paid\""), ("paid", "\"50\"")],
    ]
    return changes.map { ImportFixture.json($0, positions: positions) }.joined(separator: "\n")
  }

  @Test(
    "what is exported is imported unchanged, and changes nothing here",
    arguments: Exporter.Format.allCases)
  func roundTrip(_ format: Exporter.Format) throws {
    let fixture = try ImportFixture()
    let imported = try fixture.importing(try awkward())
    try #require(imported.summary.created == 8, "\(imported.english)")
    try fixture.importing(try ImportFixture.generated(60, seed: 7, format: "jsonl"))
    let text = try exported(fixture, as: format)
    let other = try ImportFixture()
    let outcome = try other.importing(text)
    #expect(outcome.summary.created == 68, "\(outcome.english)")
    #expect(try content(other) == content(fixture))
    #expect(try exported(other, as: format) == text)
    #expect(try other.kit.audit.run().isValid)

    let before = try fixture.dump()
    let again = try fixture.importing(text)
    #expect(again.summary.unchanged == 68)
    #expect(again.summary.created == 0)
    #expect(try fixture.dump() == before)
  }

  @Test("an empty list is an empty file of its format", arguments: Exporter.Format.allCases)
  func empty(_ format: Exporter.Format) throws {
    let fixture = try ImportFixture()
    let text = try exported(fixture, as: format)
    #expect(
      try ImportFixture().importing(text, format: format == .csv ? .csv : .json).summary.read == 0)
  }
}
