import Localization

/// How much of a document a credit note takes back.
package enum CreditedPart: Sendable {
  /// All that no credit note took back yet.
  case all
  /// An amount with its VAT, which is divided among the rates as what is left of them.
  case amount(String)
  /// One of its lines, the first of which is 1.
  case line(Int)
}

extension Payments {
  /// Issues a document, which stands on the account of the one that it corrects if it is a credit note that names one.
  ///
  /// It throws `Fault` if it cannot be issued so, else `StorageError`; nothing has changed then.
  package func issue(_ draft: DocumentDraft) throws -> Document {
    guard let corrected = draft.corrects else { return try ledger.invoicing.issue(draft) }
    return try database.transaction {
      guard draft.kind == .creditNote else {
        throw Fault(
          .wrongUsage,
          en: "only a credit note corrects a document; nothing was issued; give --kind credit-note",
          fr: "seul un avoir corrige un document ; rien n’est émis ; donnez --kind credit-note")
      }
      let corrected = try documents.named(corrected.number)
      try check(corrected)
      let note = try ledger.invoicing.issue(draft)
      try check(note, against: corrected)
      _ = try ledger.post(crediting: corrected, by: note)
      return note
    }
  }

  /// Issues a credit note that takes back some of a document, or all of it, with its VAT by rate.
  ///
  /// It throws `Fault` if nothing or less is left to take back, or the reason cannot be kept, else `StorageError`; nothing
  /// has changed then.
  package func credit(
    _ document: Document, _ part: CreditedPart, reason: String
  ) throws -> Document {
    guard reason.isVisible, !reason.isBlank, reason.unicodeScalars.count <= 500 else {
      throw ResolutionError.badReason
    }
    return try database.transaction {
      let document = try documents.named(document.number)
      try check(document)
      var credit = try CreditLines(of: document, in: documents)
      let lines = try credit.lines(of: part)
      let content = document.content
      let note = DocumentContent(
        kind: .creditNote, issuedOn: try settings.date(of: clock.now), dueOn: nil,
        currency: content.currency, language: content.language, totals: credit.totals,
        orderReference: content.orderReference, buyer: content.buyer, corrects: document.number)
      let heading = DocumentLine(separator: document.correctionHeading(reason.trimmed))
      let issued = try ledger.invoicing.issue(
        note, [heading] + lines,
        correcting: Correction(document: document.key, at: clock.now))
      _ = try ledger.post(crediting: document, by: issued)
      return issued
    }
  }

  private func check(_ document: Document) throws(Fault) {
    guard document.content.kind.isClaim, document.stage != .canceled,
      document.content.totals.total > 0
    else {
      throw Fault(
        .refused,
        en: """
          \(document.number.shown) cannot be credited; only an invoice that stands is; name one
          """,
        fr: """
          \(document.number.shown) ne peut recevoir d’avoir ; seule une facture qui tient le peut ; nommez-en une
          """)
    }
  }

  /// Refuses a credit note that is none of `document`, or takes back more than there is.
  private func check(_ note: Document, against document: Document) throws(Fault) {
    let left = document.content.totals.total - document.amounts.credited
    guard note.content.currency == document.content.currency, note.content.totals.total < 0,
      -note.content.totals.total <= left
    else { throw Fault.moreThanIsLeft(of: document, left) }
  }
}

/// Makes the lines of a credit note, and what they come to.
struct CreditLines {
  private let document: Document
  private let lines: [DocumentLine]
  private let isFirst: Bool
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
      let summary = TaxSummary(of: try documents.lines(of: note), totals: note.content.totals)
      for row in summary.rows { take(row.rate, net: -row.net, tax: -row.tax) }
    }
  }

  private mutating func take(_ rate: TaxRate, net: Int64, tax: Int64) {
    guard let place = left.firstIndex(where: { $0.rate == rate }) ?? left.indices.first else {
      return
    }
    let row = left[place]
    left[place] = .init(rate: row.rate, net: row.net - net, tax: row.tax - tax)
  }

  private var leftInAll: Int64 { left.reduce(0) { $0 + $1.net + $1.tax } }

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
      guard amount.minorUnits > 0 else { throw Fault.amountNotPositive }
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
    let rate = line.taxRate == .disabled ? .notSubject : line.taxRate
    guard let row = left.first(where: { $0.rate == rate }), amounts.net > 0, amounts.net <= row.net
    else { throw Fault.moreThanIsLeft(of: document, leftInAll) }
    // The tax of a rate is rounded once for all its lines: theirs alone may come to a little more.
    let tax = amounts.net == row.net ? row.tax : min(amounts.tax, row.tax)
    take(row.rate, net: amounts.net, tax: tax)
    totals = Totals(net: -amounts.net, tax: -tax, total: -amounts.net - tax)
    return (-line).with(LineAmounts(net: -amounts.net, tax: -tax))
  }

  /// Takes `amount` minor units back of all rates as what is left of them, by the largest remainder.
  private mutating func take(_ amount: Int64) -> [DocumentLine] {
    let rows = left.filter { $0.net + $0.tax > 0 }
    let parts = amount.shares(as: rows.map { $0.net + $0.tax })
    var made: [DocumentLine] = []
    var (net, tax): (Int64, Int64) = (0, 0)
    for (row, part) in zip(rows, parts) where part > 0 {
      let gross = row.net + row.tax
      let partTax = part == gross ? row.tax : part.share(row.tax, of: gross)
      take(row.rate, net: part - partTax, tax: partTax)
      net += part - partTax
      tax += partTax
      made.append(document.creditLine(at: row.rate, net: part - partTax, tax: partTax))
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
    DocumentLine(
      name: line.name,
      quantity: line.quantity.map {
        ExactDecimal(coefficient: -$0.coefficient, scale: $0.scale)
      }, unit: line.unit,
      unitPrice: line.unitPrice, taxRate: line.taxRate, discountPercent: line.discountPercent,
      amounts: line.amounts.map { LineAmounts(net: -$0.net, tax: -$0.tax) })
  }

  fileprivate func with(_ amounts: LineAmounts) -> DocumentLine {
    DocumentLine(
      name: name, quantity: quantity, unit: unit, unitPrice: unitPrice, taxRate: taxRate,
      discountPercent: discountPercent, amounts: amounts)
  }
}

extension Document {
  /// What the first line of a credit note says: which document it corrects, as the law asks, and why.
  fileprivate func correctionHeading(_ reason: String) -> String {
    let date = content.issuedOn.text
    let kind = content.kind.name
    return Text(
      en: "Corrects \(kind.en) \(number) of \(date.en): \(reason)",
      fr: "Corrige la \(kind.fr) \(number) du \(date.fr) : \(reason)")[content.readingLanguage]
  }

  /// A line that takes back `net` and `tax` minor units at a rate.
  fileprivate func creditLine(at rate: TaxRate, net: Int64, tax: Int64) -> DocumentLine {
    DocumentLine(
      name: Text(en: "Credit", fr: "Avoir")[content.readingLanguage],
      quantity: ExactDecimal(coefficient: -1, scale: 0), unit: nil,
      unitPrice: ExactDecimal(coefficient: net, scale: content.currency.digits), taxRate: rate,
      discountPercent: nil, amounts: LineAmounts(net: -net, tax: -tax))
  }
}

extension Int64 {
  /// `part` of `whole` of it, rounded half up; all three above zero.
  fileprivate func share(_ part: Int64, of whole: Int64) -> Int64 {
    Int64((2 * Int128(self) * Int128(part) + Int128(whole)) / (2 * Int128(whole)))
  }

  /// It in parts that are to each other as `weights`, which are above zero and together no less than it: by the largest
  /// remainder, so that they sum to it and none is over its weight.
  fileprivate func shares(as weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else { return weights.map { _ in 0 } }
    let products = weights.map { Int128(self) * Int128($0) }
    var shares = products.map { Int64($0 / sum) }
    let order = weights.indices.sorted { left, right in
      (products[left] % sum, -left) > (products[right] % sum, -right)
    }
    let rest = Int(self - shares.reduce(0, +))
    for place in order.prefix(rest) { shares[place] += 1 }
    return shares
  }
}

extension Fault {
  fileprivate static func moreThanIsLeft(of document: Document, _ left: Int64) -> Fault {
    let (number, left) = (document.number.shown, document.amount(left).text)
    return Fault(
      .refused,
      en:
        "\(left.en) of \(number) can still be credited; nothing was issued; take back at most that",
      fr: "il reste \(left.fr) à créditer sur \(number) ; rien n’est émis ; reprenez au plus cela")
  }
}
