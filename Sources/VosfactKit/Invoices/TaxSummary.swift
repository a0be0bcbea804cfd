/// What a document's lines come to at each rate of VAT.
struct TaxSummary {
  /// The lines of one rate, in minor units.
  struct Row: Equatable {
    let rate: TaxRate
    let net: Int64
    let tax: Int64
  }

  /// The rates from the highest down, and last what bears no VAT, in one row: why it bears none is said in words,
  /// not by a rate.
  let rows: [Row]

  /// The tax of a rate is computed on the sum of its lines, as for the totals; or it is the sum of the lines'
  /// own, if that is what totals that came from elsewhere were made of.
  init(of lines: [DocumentLine], totals: Totals) {
    // Summed in 128 bits: amounts that came from elsewhere may be as many and as large as they like.
    var sums: [(rate: TaxRate, net: Int128, lineTax: Int128)] = []
    for line in lines {
      guard var rate = line.taxRate, let amounts = line.amounts else { continue }
      if rate == .disabled { rate = .notSubject }
      if let index = sums.firstIndex(where: { $0.rate == rate }) {
        sums[index].net += Int128(amounts.net)
        sums[index].lineTax += Int128(amounts.tax)
      } else {
        sums.append((rate, Int128(amounts.net), Int128(amounts.tax)))
      }
    }
    let computed = sums.map { sum in
      sum.rate.tax(onMinorUnits: Int64(clamping: sum.net)).map { Int128($0) } ?? sum.lineTax
    }
    let byLine = sums.map(\.lineTax)
    let isByLine = computed.reduce(0, +) != totals.tax && byLine.reduce(0, +) == totals.tax
    let rows = zip(sums, isByLine ? byLine : computed).map { sum, tax in
      Row(rate: sum.rate, net: Int64(clamping: sum.net), tax: Int64(clamping: tax))
    }
    self.rows = rows.sorted { $0.rate.order > $1.rate.order }
  }
}

extension TaxRate {
  /// A number that sorts rates: the percentage in billionths, and below zero where there is none.
  fileprivate var order: Int64 {
    switch self {
    case .percent(let number): number.minorUnits(digits: 9) ?? 0
    case .notSubject, .disabled: -1
    }
  }
}
