/// How money that is received for a document divides among its rates of VAT.
///
/// It is a function of all that is received, so that receipts and returns, whichever came first, have together what all
/// of it has: by the largest remainder over what the document comes to with tax in each rate, and exactly the document's
/// totals once it is paid in full. What is paid beyond that bears no VAT until something is sold for it.
struct TaxShares {
  /// What the document comes to, less what credit notes took back.
  private var left: [TaxSummary.Row]
  /// What they took back: money that was paid for it holds it until it is given back.
  private var credited: [TaxSummary.Row] = []

  /// - Parameter rows: what the document comes to.
  init(_ rows: [TaxSummary.Row]) {
    left = rows
  }

  /// Takes note of what a credit note takes back.
  mutating func credit(_ rows: [TaxSummary.Row]) {
    left = left.less(rows)
    credited = credited.adding(rows)
  }

  /// What `received` minor units hold of each category; none for money that went the other way.
  func shares(of received: Int64) -> [TaxSummary.Row] {
    let gross = left.reduce(0) { $0 + $1.gross }
    let rest = received - gross
    guard gross >= 0 ? rest > 0 : rest < 0 else { return Self.shares(of: received, left) }
    return left.adding(Self.shares(of: rest, credited))
  }

  private static func shares(of received: Int64, _ rows: [TaxSummary.Row]) -> [TaxSummary.Row] {
    let gross = rows.reduce(0) { $0 + $1.gross }
    let sign: Int64 = gross < 0 ? -1 : 1
    let paid = sign * min(max(0, sign * received), sign * gross)
    guard paid != gross else { return rows }
    let parts = (sign * paid).shares(as: rows.map { sign * $0.gross })
    return zip(rows, parts).map { row, part in
      // A category of which a discount left nothing has its net and its tax in the whole alone.
      let tax = row.gross == 0 ? 0 : row.tax(in: sign * part)
      return .init(category: row.category, net: sign * part - tax, tax: tax)
    }
  }
}

extension [TaxSummary.Row] {
  /// Both together, without what comes to nothing.
  func adding(_ others: [TaxSummary.Row]) -> [TaxSummary.Row] {
    less(others.map { .init(category: $0.category, net: -$0.net, tax: -$0.tax) })
  }

  /// Those that are left of them once others are taken off, without what comes to nothing.
  func less(_ others: [TaxSummary.Row]) -> [TaxSummary.Row] {
    var rows = self
    for other in others {
      if let place = rows.firstIndex(where: { $0.category == other.category }) {
        let row = rows[place]
        rows[place] = .init(
          category: row.category, net: row.net - other.net, tax: row.tax - other.tax)
      } else {
        rows.append(.init(category: other.category, net: -other.net, tax: -other.tax))
      }
    }
    return rows.filter { $0.net != 0 || $0.tax != 0 }
  }
}
