import Localization

/// Makes the lines of a credit note, and what they come to.
struct CreditLines {
  private let document: Document
  private let lines: [DocumentLine]
  private let isFirst: Bool
  /// The lines of the credit notes that there are.
  private var taken: [DocumentLine] = []
  /// What no credit note took back yet, by rate of VAT.
  private var left: [TaxSummary.Row]
  /// What the lines that were made come to, below zero.
  private(set) var totals = Totals(net: 0, tax: 0, total: 0)

  init(of document: Document, in documents: DocumentStore) throws(StorageError) {
    self.document = document
    lines = try documents.lines(of: document)
    left = TaxSummary(of: lines, totals: document.content.totals).rows
    let notes = try documents.creditNotes(of: document).filter { $0.stage != .canceled }
    isFirst = notes.isEmpty
    for note in notes {
      let lines = try documents.lines(of: note)
      taken += lines
      let summary = TaxSummary(of: lines, totals: note.content.totals)
      for row in summary.rows { take(row.category, net: -row.net, tax: -row.tax) }
    }
  }

  private mutating func take(_ category: TaxCategory, net: Int64, tax: Int64) {
    guard let place = left.firstIndex(where: { $0.category == category }) else { return }
    let row = left[place]
    left[place] = .init(category: category, net: row.net - net, tax: row.tax - tax)
  }

  private var leftInAll: Int64 { left.reduce(0) { $0 + $1.gross } }

  /// Accepts a credit note that was made elsewhere: of the same currency, not older, and of no rate more than is left.
  ///
  /// - Throws: `Fault` otherwise.
  func check(_ note: DocumentContent, _ noteLines: [DocumentLine]) throws(Fault) {
    let fits = TaxSummary(of: noteLines, totals: note.totals).rows.allSatisfy { row in
      guard let rest = left.first(where: { $0.category == row.category }) else {
        return row.net == 0 && row.tax == 0
      }
      // Tax is rounded for each document: of several the last may have a cent less.
      return -row.net == min(max(-row.net, min(0, rest.net)), max(0, rest.net))
        && -row.tax >= min(0, rest.tax) - 1 && -row.tax <= max(0, rest.tax) + 1
    }
    guard fits, note.currency == document.content.currency, note.totals.total < 0,
      -note.totals.total <= leftInAll, note.issuedOn >= document.content.issuedOn
    else { throw Fault.noPart(of: document, left: leftInAll) }
  }

  /// The lines that take `part` back.
  ///
  /// - Throws: `Fault` if not as much is left.
  mutating func lines(of part: CreditedPart) throws(Fault) -> [DocumentLine] {
    guard leftInAll > 0 else { throw Fault.moreThanIsLeft(of: document, 0) }
    switch part {
    case .all where isFirst:
      totals = -document.content.totals
      return lines.map { -$0 }
    case .all: return take(leftInAll)
    case .amount(let text):
      let amount = try Amount(text, currency: document.content.currency)
      guard amount.minorUnits > 0 else {
        throw Fault(
          .badValue, en: "the amount to credit must be above zero; nothing was issued; give one",
          fr: "le montant à créditer doit être positif ; rien n’est émis ; donnez-en un")
      }
      guard amount.minorUnits <= leftInAll else {
        throw Fault.moreThanIsLeft(of: document, leftInAll)
      }
      return take(amount.minorUnits)
    case .line(let number): return [try line(number)]
    }
  }

  private mutating func line(_ number: Int) throws(Fault) -> DocumentLine {
    guard lines.indices.contains(number - 1), let amounts = lines[number - 1].amounts else {
      throw Fault(
        .badValue,
        en: """
          \(document.number.shown) has no line \(number) with an amount; nothing was issued; see 'vosfact invoice show \
          \(document.number.shown) --format json'
          """,
        fr: """
          \(document.number.shown) n’a pas de ligne \(number) avec un montant ; rien n’est émis ; voyez \
          « vosfact invoice show \(document.number.shown) --format json »
          """)
    }
    let line = lines[number - 1]
    guard taken.count(where: { $0.takesBack(line) }) < lines.count(where: { $0 == line }) else {
      throw Fault(
        .refused,
        en:
          "line \(number) of \(document.number.shown) was credited before; nothing was issued; name another",
        fr:
          "la ligne \(number) de \(document.number.shown) a déjà été créditée ; rien n’est émis ; nommez-en une autre"
      )
    }
    let category = TaxCategory(line)
    guard let row = left.first(where: { $0.category == category }), amounts.net > 0,
      amounts.net <= row.net
    else { throw Fault.lineOverRest(number, of: document, leftInAll) }
    // The tax of a rate is rounded once for all its lines: theirs alone may come to a little more.
    let tax = amounts.net == row.net ? row.tax : min(amounts.tax, row.tax)
    guard amounts.net + tax <= leftInAll else {
      throw Fault.lineOverRest(number, of: document, leftInAll)
    }
    take(category, net: amounts.net, tax: tax)
    totals = Totals(net: -amounts.net, tax: -tax, total: -amounts.net - tax)
    return (-line).with(LineAmounts(net: -amounts.net, tax: -tax))
  }

  /// Takes `amount` minor units back of all rates as what is left of them, by the largest remainder; of a rate of which
  /// discounts are left, as much less.
  private mutating func take(_ amount: Int64) -> [DocumentLine] {
    let isAll = amount == leftInAll
    let rows = left.filter { isAll ? $0.net != 0 || $0.tax != 0 : $0.gross != 0 }
    let parts = amount.shares(as: rows.map(\.gross))
    var made: [DocumentLine] = []
    var (net, tax): (Int64, Int64) = (0, 0)
    for (row, part) in zip(rows, parts) where part != 0 || isAll {
      let partTax = row.tax(in: part)
      take(row.category, net: part - partTax, tax: partTax)
      net += part - partTax
      tax += partTax
      made.append(document.creditLine(of: row.category, net: part - partTax, tax: partTax))
    }
    totals = Totals(net: -net, tax: -tax, total: -net - tax)
    return made
  }
}

extension Totals {
  fileprivate static prefix func - (totals: Totals) -> Totals {
    Totals(net: -totals.net, tax: -totals.tax, total: -totals.total)
  }
}

extension DocumentLine {
  /// The same taken back: of a thing as many less.
  fileprivate static prefix func - (line: DocumentLine) -> DocumentLine {
    line.with(
      line.amounts.map { LineAmounts(net: -$0.net, tax: -$0.tax) },
      quantity: line.quantity.map {
        ExactDecimal(coefficient: -$0.coefficient, scale: $0.scale)
      })
  }

  /// Whether it takes `line` back.
  fileprivate func takesBack(_ line: DocumentLine) -> Bool {
    amounts != nil && name == line.name && unitPrice == line.unitPrice && taxRate == line.taxRate
      && quantity == (-line).quantity && amounts?.net == (-line).amounts?.net
  }

  /// The same of another quantity and other amounts. What is taken back of a deduction is the deposit's no more.
  private func with(_ amounts: LineAmounts?, quantity: ExactDecimal?) -> DocumentLine {
    DocumentLine(
      name: name, quantity: quantity, unit: unit, unitPrice: unitPrice, taxRate: taxRate,
      discountPercent: discountPercent, amounts: amounts, exemption: exemption,
      suppliedOn: suppliedOn)
  }

  fileprivate func with(_ amounts: LineAmounts) -> DocumentLine {
    with(amounts, quantity: quantity)
  }
}

extension Document {
  /// A line that takes back `net` and `tax` minor units of a category.
  fileprivate func creditLine(of category: TaxCategory, net: Int64, tax: Int64) -> DocumentLine {
    DocumentLine(
      name: Text(en: "Credit", fr: "Avoir")[content.readingLanguage],
      quantity: ExactDecimal(coefficient: -1, scale: 0), unit: nil,
      unitPrice: ExactDecimal(coefficient: net, scale: content.currency.digits),
      taxRate: category.rate,
      discountPercent: nil, amounts: LineAmounts(net: -net, tax: -tax),
      exemption: category.exemption)
  }
}

extension Fault {
  /// A credit note that takes back what its document does not have.
  fileprivate static func noPart(of document: Document, left: Int64) -> Fault {
    let (number, left) = (document.number.shown, document.amount(left).text)
    return Fault(
      .refused,
      en: """
        that is no part of \(number), of which \(left.en) can still be credited; nothing was issued; take back at most \
        what is left at each VAT rate, not before it was issued, or use 'vosfact invoice credit'
        """,
      fr: """
        ce n’est pas une part de \(number), dont il reste \(left.fr) à créditer ; rien n’est émis ; reprenez au plus ce \
        qui reste à chaque taux de TVA, pas avant son émission, ou prenez « vosfact invoice credit »
        """)
  }

  fileprivate static func lineOverRest(
    _ line: Int, of document: Document, _ left: Int64
  ) -> Fault {
    let (number, left) = (document.number.shown, document.amount(left).text)
    return Fault(
      .refused,
      en: """
        line \(line) of \(number) cannot be credited by itself; \(left.en) is left, discounts and credits apart; give \
        --amount or --all
        """,
      fr: """
        la ligne \(line) de \(number) ne peut être créditée seule ; il reste \(left.fr), remises et avoirs déduits ; \
        donnez --amount ou --all
        """)
  }

  fileprivate static func moreThanIsLeft(of document: Document, _ left: Int64) -> Fault {
    let (number, left) = (document.number.shown, document.amount(left).text)
    return Fault(
      .refused,
      en:
        "\(left.en) of \(number) can still be credited; nothing was issued; take back at most that",
      fr: "il reste \(left.fr) à créditer sur \(number) ; rien n’est émis ; reprenez au plus cela")
  }
}
