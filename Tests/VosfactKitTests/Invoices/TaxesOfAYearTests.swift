import Testing

@testable import VosfactKit

/// What is declared of a year, against a script of Python that knows nothing but lines.
@Suite struct TaxesOfAYearTests {
  private static let script = PythonCounterpart(script: "taxes_by_rate")

  @Test(
    "the seller's totals by month and rate are what a script makes of the lines",
    .enabled(if: script.canTest, "python3 is not installed"))
  func year() throws {
    let shop = try Shop()
    var generator = SeededGenerator(seed: 42)
    let rates = ["20", "10", "5.5", "2.1", "0", "np", "disabled"]
    var questions: [JSONValue] = []
    var sums: [String: (base: Int64, tax: Int64)] = [:]
    for day in 0..<365 {
      let lines = try (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        let cents = Int.random(in: 1...99_999, using: &generator)
        let rate = try #require(rates.randomElement(using: &generator))
        let discount = Bool.random(using: &generator) ? "" : ";discount=12.5"
        let quantity = Int.random(in: -1...40, using: &generator)
        return try LineDraft("X;\(quantity).25;\(cents).37;\(rate)\(discount)")
      }
      let kinds: [DocumentKind] = [.invoice, .invoice, .depositInvoice, .quote]
      var draft = DocumentDraft(
        kind: try #require(kinds.randomElement(using: &generator)), buyer: Buyer(name: "Aline"),
        lines: lines)
      let first = try #require(CalendarDate("2026-01-01"))
      draft.issuedOn = first.adding(days: day)
      let document = try shop.kit.invoicing.issue(draft)
      let whole = DocumentInFull(document, lines: try shop.kit.documents.lines(of: document))
      questions.append(whole.json)
      guard document.content.kind != .quote else { continue }
      for row in whole.taxes {
        let key = "\(document.content.issuedOn.description.prefix(7)) \(row.category.rate)"
        sums[key, default: (0, 0)].base += row.net
        sums[key, default: (0, 0)].tax += row.tax
      }
    }
    let told = sums.sorted { $0.key < $1.key }.map { key, sum in
      let amounts = [sum.base, sum.tax].map { Amount(minorUnits: $0, currency: .euro).decimal }
      return "\(key) \(amounts[0]) \(amounts[1])"
    }
    let answers = try Self.script.judge(questions)
    #expect(answers.count > 60)
    #expect(answers == told)
  }
}
