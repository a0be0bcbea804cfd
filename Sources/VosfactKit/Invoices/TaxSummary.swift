/// What is taxed alike: at one rate, or not at all for one reason.
package struct TaxCategory: Hashable, Sendable {
  /// The rate; `notSubject` for all that has none, as why that is so is told by words and not by a rate.
  package let rate: TaxRate
  /// Why no VAT is charged; `nil` where some is, and where the settings say why.
  package let exemption: TaxExemption?

  init(_ rate: TaxRate, _ exemption: TaxExemption?) {
    self.rate = rate == .disabled ? .notSubject : rate
    self.exemption = rate.percentage.coefficient == 0 ? exemption : nil
  }

  /// The category of a line; that of what bears none for a separator.
  init(_ line: DocumentLine) {
    self.init(line.taxRate ?? .notSubject, line.exemption)
  }

  /// Whether no VAT is charged.
  var isWithoutTax: Bool { rate.percentage.coefficient == 0 }
}

/// What a document's lines come to in each category of VAT.
package struct TaxSummary: Sendable {
  /// The lines of one category, in minor units.
  package struct Row: Equatable, Sendable {
    package let category: TaxCategory
    package let net: Int64
    package let tax: Int64

    var gross: Int64 { net + tax }

    /// The tax that `part` minor units hold of what it comes to with tax; all of it in the whole.
    func tax(in part: Int64) -> Int64 { part == gross ? tax : part.share(tax, of: gross) }
  }

  /// The categories from the highest rate down, and last what bears no VAT, by its reasons. They sum to the totals.
  package let rows: [Row]

  /// The tax of a category is computed on the sum of its lines, as for the totals; or it is the sum of the lines' own, if
  /// that is what totals that came from elsewhere were made of. Totals that are neither stand: the largest category takes
  /// the difference.
  init(of lines: [DocumentLine], totals: Totals) {
    let sums = TaxSums(of: lines)
    let (computed, byLine) = (sums.rows.map(\.tax), sums.rows.map(\.taxOfLines))
    let isByLine =
      computed.reduce(0, +) != Int128(totals.tax) && byLine.reduce(0, +) == Int128(totals.tax)
    var rows = zip(sums.rows, isByLine ? byLine : computed).map { sum, tax in
      Row(category: sum.category, net: Int64(clamping: sum.net), tax: Int64(clamping: tax))
    }
    rows.sort {
      ($1.category.rate.order, $0.category.order) < ($0.category.rate.order, $1.category.order)
    }
    self.rows = rows.summing(to: totals)
  }

  /// The categories as scripts read them, in the document's currency.
  static let form = RecordForm<(row: Row, currency: Currency)>([
    .text("rate", as: "20") { $0.row.category.rate.description },
    .amount("base", as: "100.00") { Amount(minorUnits: $0.row.net, currency: $0.currency) },
    .amount("tax", as: "20.00") { Amount(minorUnits: $0.row.tax, currency: $0.currency) },
    .text("exemption", as: nil) { $0.row.category.exemption?.description },
  ])
}

extension [TaxSummary.Row] {
  /// The rows, of which the largest takes what they lack of `totals`.
  fileprivate func summing(to totals: Totals) -> [TaxSummary.Row] {
    let net = totals.net.subtractingReportingOverflow(reduce(0) { $0 &+ $1.net }).partialValue
    let tax = totals.tax.subtractingReportingOverflow(reduce(0) { $0 &+ $1.tax }).partialValue
    guard net != 0 || tax != 0 else { return self }
    let largest = indices.max { self[$0].net.magnitude < self[$1].net.magnitude }
    guard let largest else {
      return [.init(category: TaxCategory(.notSubject, nil), net: totals.net, tax: totals.tax)]
    }
    var rows = self
    let row = rows[largest]
    rows[largest] = .init(category: row.category, net: row.net &+ net, tax: row.tax &+ tax)
    return rows
  }
}

/// The sums of lines by category, as exact as they are: amounts that came from elsewhere may be as many and as large as
/// they like.
struct TaxSums {
  /// The lines of one category, in minor units.
  struct Row {
    let category: TaxCategory
    fileprivate(set) var net: Int128 = 0
    /// The tax that its lines have each by themselves.
    fileprivate(set) var taxOfLines: Int128 = 0
    /// What of them deducts deposits, on which the tax was declared, and rounded, before.
    fileprivate var deducted: (net: Int128, tax: Int128) = (0, 0)

    /// The tax on the sum, half-up, less what deposits bore; that of the lines if the sum is too large.
    var tax: Int128 {
      let own = net - deducted.net
      guard let net = Int64(exactly: own), let tax = category.rate.tax(onMinorUnits: net) else {
        return taxOfLines
      }
      return Int128(tax) + deducted.tax
    }
  }

  private(set) var rows: [Row] = []

  init(of lines: [DocumentLine]) {
    for line in lines {
      guard line.taxRate != nil, let amounts = line.amounts else { continue }
      let category = TaxCategory(line)
      let place = rows.firstIndex { $0.category == category } ?? rows.endIndex
      if place == rows.endIndex { rows.append(Row(category: category)) }
      rows[place].net += Int128(amounts.net)
      rows[place].taxOfLines += Int128(amounts.tax)
      if line.deposit != nil {
        rows[place].deducted.net += Int128(amounts.net)
        rows[place].deducted.tax += Int128(amounts.tax)
      }
    }
  }
}

extension TaxCategory {
  /// What sorts categories of one rate.
  fileprivate var order: String { exemption?.description ?? "" }
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
