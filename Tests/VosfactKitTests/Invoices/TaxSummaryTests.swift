import Testing

@testable import VosfactKit

@Suite struct TaxSummaryTests {
  private func lines(_ texts: [String]) throws -> [DocumentLine] {
    try texts.map { try LineDraft($0).line(in: .euro) }
  }

  private func rows(_ lines: [DocumentLine], _ totals: Totals? = nil) throws -> [String] {
    let totals = try totals ?? Totals(of: lines)
    return TaxSummary(of: lines, totals: totals).rows.map { row in
      let reason = row.category.exemption.map { " \($0)" } ?? ""
      return "\(row.category.rate) \(row.net) \(row.tax)\(reason)"
    }
  }

  @Test("rates fall, and what bears no VAT stands last by its reasons")
  func categories() throws {
    let lines = try lines([
      "Livre;1;10;5.5", "Cours;1;50;np;exemption=261", "Conseil;1;100;20", "Don;1;5;disabled",
      "Export;1;7;0;exemption=export", "Cours 2;1;20;disabled;exemption=261",
    ])
    #expect(
      try rows(lines) == [
        "20 10000 2000", "5.5 1000 55", "0 700 0 export", "np 500 0", "np 7000 0 261",
      ])
  }

  @Test("totals that came from elsewhere are the sum of the rows, however they were made")
  func imported() throws {
    let lines = try lines(["A;1;0.33;20", "B;1;0.33;20", "C;1;10;5.5"])
    // On the sum of each rate: 0.13 and 0.55; line by line: 0.07 twice.
    #expect(try rows(lines) == ["20 66 13", "5.5 1000 55"])
    #expect(
      try rows(lines, Totals(net: 1066, tax: 69, total: 1135)) == ["20 66 14", "5.5 1000 55"])
    #expect(
      try rows(lines, Totals(net: 1067, tax: 70, total: 1137)) == ["20 66 13", "5.5 1001 57"])
    #expect(try rows([], Totals(net: 5, tax: 1, total: 6)) == ["np 5 1"])
  }

  @Test("what deducts a deposit takes off the tax that the deposit bore, to the cent")
  func deposits() throws {
    // 30 % of 0.33 is 0.10, of which 20 % is 0.02; the rest would be 0.046 of 0.23, 0.05.
    var lines = try lines(["A;1;0.33;20", "Acompte;-1;0.10;20"])
    #expect(try rows(lines) == ["20 23 5"])
    lines[1].deposit = "FA-1"
    #expect(try Totals(of: lines) == Totals(net: 23, tax: 5, total: 28))
    lines = try self.lines(["A;1;0.37;20", "Acompte;-1;0.12;20"])
    #expect(try Totals(of: lines) == Totals(net: 25, tax: 5, total: 30))
    lines = [
      try self.lines(["A;1;0.38;20"])[0],
      DocumentLine(
        name: "Acompte", quantity: ExactDecimal("-1"), unit: nil, unitPrice: ExactDecimal("0.13"),
        taxRate: TaxRate("20"), discountPercent: nil, amounts: LineAmounts(net: -13, tax: -3),
        deposit: "FA-1"),
    ]
    // 0.08 on all less 0.03 on the deposit, not 0.05 on 0.25 by itself and so 0.08 of both by chance.
    #expect(try rows(lines) == ["20 25 5"])
    #expect(try Totals(of: lines).tax == 5)
  }
}
