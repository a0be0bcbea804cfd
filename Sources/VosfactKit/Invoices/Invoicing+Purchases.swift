extension Invoicing {
  /// Issues the document of a purchase that is paid, in the caller's transaction: one line, of which the tax is
  /// worked out from the price that holds it, due the day it is issued.
  ///
  /// Money that came must never wait for a number: a date of issue before the series' last becomes that one, as
  /// numbers are chronological, and a number that another kind's pattern took is passed over.
  func issue(
    _ kind: DocumentKind, of terms: ProductTerms, to buyer: Buyer, language: String,
    orderReference: String?, publicID: PublicID
  ) throws(StorageError) -> Document {
    let totals = terms.totals
    let line = DocumentLine(
      name: terms.name, quantity: ExactDecimal(coefficient: 1, scale: 0), unit: nil,
      unitPrice: ExactDecimal(coefficient: totals.net, scale: terms.amount.currency.digits),
      taxRate: terms.taxRate, discountPercent: nil,
      amounts: LineAmounts(net: totals.net, tax: totals.tax))
    let setting = Setting.numberPattern(kind)
    guard case .success(let pattern) = try settings.value(setting) else {
      throw database.damaged("the setting \(setting.key) is unreadable")
    }
    let numbering = Numbering(database: database)
    let today = try settings.date(of: clock.now)
    let issuedOn = max(today, try numbering.lastDate(of: pattern, on: today) ?? today)
    let content = DocumentContent(
      kind: kind, issuedOn: issuedOn, dueOn: issuedOn, currency: terms.amount.currency,
      language: language, totals: totals, orderReference: orderReference, buyer: buyer)
    let number = try numbering.nextFree(of: pattern, on: issuedOn, in: documents)
    return try issue(content, [line], number: number, publicID: publicID)
  }
}

extension Numbering {
  /// The next number of the pattern's series that no document has, on a date that the series allows.
  fileprivate func nextFree(
    of pattern: NumberPattern, on date: CalendarDate, in documents: DocumentStore
  ) throws(StorageError) -> String {
    while true {
      let number = try take(of: pattern, on: date)
      if try documents.document(number: number) == nil { return number }
    }
  }
}
