/// What of a document's categories of VAT others left of it: credit notes that take it back, or deposit invoices that ask
/// for it in advance.
struct UntakenTaxes {
  private(set) var rows: [TaxSummary.Row]

  init(_ summary: TaxSummary) {
    rows = summary.rows
  }

  /// What is left of `document` beside the documents that follow it.
  init(of document: Document, in documents: DocumentStore) throws(StorageError) {
    self.init(try documents.taxes(of: document))
    for follower in try documents.followers(of: document) {
      take(try UntakenTaxes(of: follower, in: documents).rows)
    }
  }

  /// All that is left, with tax, in minor units.
  var gross: Int64 { rows.reduce(0) { $0 + $1.gross } }

  /// What is left of a category; `nil` if the document has none of it.
  func row(_ category: TaxCategory) -> TaxSummary.Row? {
    rows.first { $0.category == category }
  }

  /// Takes what another document comes to, whichever its sign.
  mutating func take(_ rows: [TaxSummary.Row]) {
    let sign: Int64 = rows.reduce(0) { $0 + $1.gross } < 0 ? -1 : 1
    for row in rows { take(row.category, net: sign * row.net, tax: sign * row.tax) }
  }

  mutating func take(_ category: TaxCategory, net: Int64, tax: Int64) {
    guard let place = rows.firstIndex(where: { $0.category == category }) else { return }
    let row = rows[place]
    rows[place] = .init(category: category, net: row.net - net, tax: row.tax - tax)
  }

  /// Takes `amount` minor units with tax of all categories as what is left of them, by the largest remainder, and gives
  /// what it took of each; of one of which discounts are left, as much less.
  mutating func take(_ amount: Int64) -> [TaxSummary.Row] {
    let isAll = amount == gross
    let open = rows.filter { isAll ? $0.net != 0 || $0.tax != 0 : $0.gross != 0 }
    let parts = amount.shares(as: open.map(\.gross))
    var taken: [TaxSummary.Row] = []
    for (row, part) in zip(open, parts) where part != 0 || isAll {
      let tax = row.tax(in: part)
      take(row.category, net: part - tax, tax: tax)
      taken.append(.init(category: row.category, net: part - tax, tax: tax))
    }
    return taken
  }
}

extension DocumentStore {
  /// What the document comes to by rate of VAT.
  func taxes(of document: Document) throws(StorageError) -> TaxSummary {
    TaxSummary(of: try lines(of: document), totals: document.content.totals)
  }
}

extension Totals {
  /// What the rows come to.
  init(summing rows: [TaxSummary.Row]) {
    let (net, tax) = rows.reduce(into: (Int64(0), Int64(0))) { $0 = ($0.0 + $1.net, $0.1 + $1.tax) }
    self.init(net: net, tax: tax, total: net + tax)
  }

  /// What lines come to, each with its own tax.
  init(summing lines: [DocumentLine]) {
    let amounts = lines.compactMap(\.amounts)
    let (net, tax) = (amounts.reduce(0) { $0 + $1.net }, amounts.reduce(0) { $0 + $1.tax })
    self.init(net: net, tax: tax, total: net + tax)
  }

  static func + (left: Totals, right: Totals) -> Totals {
    Totals(net: left.net + right.net, tax: left.tax + right.tax, total: left.total + right.total)
  }

  static prefix func - (totals: Totals) -> Totals {
    Totals(net: -totals.net, tax: -totals.tax, total: -totals.total)
  }
}

extension DocumentLine {
  /// A line over what a category comes to, of which no piece is counted.
  init(
    _ name: String, quantity: Int64 = 1, of row: TaxSummary.Row, in currency: Currency,
    deposit: String? = nil
  ) {
    self.init(
      name: name, quantity: ExactDecimal(coefficient: quantity, scale: 0), unit: nil,
      unitPrice: ExactDecimal(coefficient: row.net, scale: currency.digits),
      taxRate: row.category.rate, discountPercent: nil,
      amounts: LineAmounts(net: quantity * row.net, tax: quantity * row.tax),
      exemption: row.category.exemption, deposit: deposit)
  }
}
