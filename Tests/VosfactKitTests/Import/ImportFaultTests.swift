import Foundation
import Localization
import Testing

@testable import VosfactKit

/// What each field may hold, and what is said of it otherwise.
@Suite struct ImportFaultTests {
  let fixture: ImportFixture

  init() throws {
    fixture = try ImportFixture()
  }

  @Test(
    "a faulty field of a document is told by its name, and nothing is stored",
    arguments: [
      ("number", nil), ("number", "null"), ("number", #"" ""#), ("number", #""F\u001b[31m1""#),
      ("number", #""F\u202e1""#), ("number", "[1]"),
      ("kind", nil), ("kind", #""kp""#), ("kind", #""kw""#), ("kind", #""maintenance_request""#),
      ("kind", #""VAT""#), ("status", #""lost""#), ("issue_date", nil),
      ("issue_date", #""2026-02-30""#), ("issue_date", "20260101"), ("sell_date", #""2026-13""#),
      ("payment_to", #""soon""#), ("paid_date", #""31/01/2026""#), ("currency", #""EURO""#),
      ("lang", #""french""#), ("buyer_name", nil), ("buyer_name", "{}"),
      ("buyer_country", #""France""#), ("positions", nil), ("positions", "[]"),
      ("positions", "{}"), ("price_net", #""1 200""#), ("price_gross", #""120.001""#),
      ("price_tax", #""1e3""#), ("price_gross", "99999999999999.99"), ("paid", #""all""#),
      ("paid", "-5"),
    ] as [(String, String?)])
  func documentField(field: String, value: String?) throws {
    let outcome = try fixture.importing("\n" + ImportFixture.json([(field, value)]))
    #expect(outcome.notices.map(\.line) == [2])
    #expect(outcome.notices.map(\.field) == [field])
    #expect(outcome.summary.rejected == 1)
    #expect(try fixture.count("document") == 0)
    for notice in outcome.notices {
      for sentence in [notice.text.en, notice.text.fr] {
        #expect(sentence.hasPrefix("2: \(field): "))
        #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
        #expect(sentence.split(separator: ";").count >= 2)
      }
      #expect(notice.text.en != notice.text.fr)
    }
  }

  @Test(
    "a text that is too long is a fault of its field",
    arguments: [("number", 100), ("buyer_name", 500), ("buyer_city", 500), ("oid", 100)])
  func tooLong(field: String, limit: Int) throws {
    let fits = ImportFixture.json([(field, "\"\(String(repeating: "é", count: limit))\"")])
    #expect(try fixture.importing(fits).english == [])
    let long = ImportFixture.json([(field, "\"\(String(repeating: "é", count: limit + 1))\"")])
    #expect(try fixture.importing(long).notices.map(\.field) == [field])
  }

  @Test(
    "a faulty field of a line is told with the line's index",
    arguments: [
      ("name", "null"), ("quantity", #""two""#), ("price_net", #""1,2,3""#), ("tax", #""101""#),
      ("tax", #""-1""#), ("tax", "null"), ("discount_percent", "100.5"),
      ("total_price_net", "1.234"), ("discount", "5"),
    ])
  func lineField(field: String, value: String) throws {
    var fields = [
      "name": #""A""#, "quantity": "1", "price_net": "2", "tax": #""20""#,
    ]
    fields[field] = value
    let faulty = fields.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ",")
    let positions = #"[{"kind": "text_separator", "name": "Travaux"}, {\#(faulty)}]"#
    let outcome = try fixture.importing(ImportFixture.json(positions: positions))
    #expect(outcome.notices.map(\.field) == ["positions[1].\(field)"])
    #expect(outcome.summary.rejected == 1)
  }

  @Test("all faults of a document are told at once")
  func allAtOnce() throws {
    let outcome = try fixture.importing(
      ImportFixture.json(
        [("kind", #""kp""#), ("lang", #""x""#), ("issue_date", nil)], positions: #"[{}, 7]"#))
    #expect(
      Set(outcome.notices.compactMap(\.field)) == [
        "positions[0].name", "positions[0].quantity", "positions[0].tax",
        "positions[0].price_net", "issue_date", "kind", "lang", "positions[1]",
      ])
  }

  @Test("totals that contradict each other are a fault")
  func contradiction() throws {
    let outcome = try fixture.importing(
      ImportFixture.json([
        ("price_net", "100.00"), ("price_tax", "20.00"), ("price_gross", "121.00"),
      ]))
    #expect(outcome.notices.map(\.field) == ["price_gross"])
  }

  @Test("amounts follow the digits of their currency")
  func digits() throws {
    let yen = [("currency", #""JPY""#), ("paid", "60")] as [(String, String?)]
    #expect(try fixture.importing(ImportFixture.json(yen)).english == [])
    #expect(try fixture.document("F-1").paid.decimal == "60")
    let finer =
      [("number", #""F-2""#), ("currency", #""JPY""#), ("paid", "60.5")] as [(String, String?)]
    #expect(try fixture.importing(ImportFixture.json(finer)).notices.map(\.field) == ["paid"])
  }
}

extension Importer.Notice {
  var line: Int {
    switch self {
    case .fault(let line, _, _), .warning(let line, _, _): line
    }
  }

  var field: String? {
    switch self {
    case .fault(_, let field, _), .warning(_, let field, _): field
    }
  }
}
