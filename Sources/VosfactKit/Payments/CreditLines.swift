import Localization

/// Makes the lines of a credit note, and what they come to.
struct CreditLines {
  private let document: Document
  private let lines: [DocumentLine]
  private let isFirst: Bool
  /// The lines of the credit notes that there are.
  private var taken: [DocumentLine] = []
  /// What no credit note took back yet.
  private var left: UntakenTaxes
  /// What the lines that were made come to, below zero.
  private(set) var totals = Totals(net: 0, tax: 0, total: 0)

  init(of document: Document, in documents: DocumentStore) throws(StorageError) {
    self.document = document
    lines = try documents.lines(of: document)
    left = UntakenTaxes(TaxSummary(of: lines, totals: document.content.totals))
    let notes = try documents.followers(of: document)
    isFirst = notes.isEmpty
    for note in notes {
      let lines = try documents.lines(of: note)
      taken += lines
      left.take(TaxSummary(of: lines, totals: note.content.totals).rows)
    }
  }

  /// Accepts a credit note that was made elsewhere: of the same currency, not older, and of no rate more than is left.
  ///
  /// - Throws: `Fault` otherwise.
  func check(_ note: DocumentContent, _ noteLines: [DocumentLine]) throws(Fault) {
    let fits = TaxSummary(of: noteLines, totals: note.totals).rows.allSatisfy { row in
      guard let rest = left.row(row.category) else {
        return row.net == 0 && row.tax == 0
      }
      // Tax is rounded for each document: of several the last may have a cent less.
      return -row.net == min(max(-row.net, min(0, rest.net)), max(0, rest.net))
        && -row.tax >= min(0, rest.tax) - 1 && -row.tax <= max(0, rest.tax) + 1
    }
    guard fits, note.currency == document.content.currency, note.totals.total < 0,
      -note.totals.total <= left.gross, note.issuedOn >= document.content.issuedOn
    else { throw Fault.noPart(of: document, left: left.gross) }
  }

  /// The lines that take `part` back.
  ///
  /// - Throws: `Fault` if not as much is left.
  mutating func lines(of part: CreditedPart) throws(Fault) -> [DocumentLine] {
    guard left.gross > 0 else { throw Fault.moreThanIsLeft(of: document, 0) }
    switch part {
    case .all where isFirst:
      totals = -document.content.totals
      return lines.map { -$0 }
    case .all: return take(left.gross)
    case .amount(let text):
      let amount = try Amount(text, currency: document.content.currency)
      guard amount.minorUnits > 0 else {
        throw Fault(
          .badValue, en: "the amount to credit must be above zero; nothing was issued; give one",
          fr: "le montant à créditer doit être positif ; rien n’est émis ; donnez-en un")
      }
      guard amount.minorUnits <= left.gross else {
        throw Fault.moreThanIsLeft(of: document, left.gross)
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
    guard let row = left.row(category), amounts.net > 0,
      amounts.net <= row.net
    else { throw Fault.lineOverRest(number, of: document, left.gross) }
    // The tax of a rate is rounded once for all its lines: theirs alone may come to a little more.
    let tax = amounts.net == row.net ? row.tax : min(amounts.tax, row.tax)
    guard amounts.net + tax <= left.gross else {
      throw Fault.lineOverRest(number, of: document, left.gross)
    }
    left.take(category, net: amounts.net, tax: tax)
    totals = Totals(net: -amounts.net, tax: -tax, total: -amounts.net - tax)
    return (-line).with(LineAmounts(net: -amounts.net, tax: -tax))
  }

  /// Takes `amount` minor units back of all rates as what is left of them.
  private mutating func take(_ amount: Int64) -> [DocumentLine] {
    let taken = left.take(amount)
    totals = -Totals(summing: taken)
    let name = Text(en: "Credit", fr: "Avoir")[document.content.readingLanguage]
    return taken.map {
      DocumentLine(name, quantity: -1, of: $0, in: document.content.currency)
    }
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
        line \(line) of \(number) cannot be credited by itself; \(left.en) is left, discounts, deposits and credits apart; give \
        --amount or --all
        """,
      fr: """
        la ligne \(line) de \(number) ne peut être créditée seule ; il reste \(left.fr), remises, acomptes et avoirs déduits ; \
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
