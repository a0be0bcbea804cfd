extension IngenicoOperation {
  /// The operation that the form tells of by which Ingenico tells, once its signature was accepted.
  ///
  /// Source: Ingenico's guide "Transaction feedback", section "Feedback parameters".
  ///
  /// - Parameters:
  ///   - fields: those signed, their names in upper case.
  ///   - now: whose date stands for the operation's if it is not told.
  /// - Throws: `ProviderError.refused(.malformed)` if a field is not as documented.
  init(feedback fields: FormFields, now: UnixTime) throws(ProviderError) {
    let text = { (name: String) throws(ProviderError) -> String? in
      guard let value = fields.only(name), !value.isEmpty else { return nil }
      guard value.count <= 100, let text = value.text, text.isPlainASCII else {
        throw .malformed(field: name)
      }
      return text
    }
    let digits = { (name: String, count: ClosedRange<Int>) throws(ProviderError) -> String? in
      guard let value = try text(name) else { return nil }
      guard count.contains(value.utf8.count), value.isDigits else { throw .malformed(field: name) }
      return value
    }
    guard let reference = try text("ORDERID") else { throw .malformed(field: "ORDERID") }
    guard let payment = try digits("PAYID", 1...20) else { throw .malformed(field: "PAYID") }
    guard let status = try digits("STATUS", 1...2).flatMap({ Int($0) }) else {
      throw .malformed(field: "STATUS")
    }
    var amount: Amount?
    if let units = try text("AMOUNT"), let currency = try text("CURRENCY") {
      amount = IngenicoAmount.amount(units, currency: currency)
      guard amount != nil else { throw .malformed(field: "amount") }
    }
    var date: CalendarDate?
    if let told = try text("TRXDATE") {
      date = CalendarDate(ofTransaction: told)
      guard date != nil else { throw .malformed(field: "TRXDATE") }
    }
    let error = try digits("NCERROR", 1...20)
    self.init(
      channel: .feedback, payment: payment, number: try digits("PAYIDSUB", 1...9), status: status,
      date: date ?? now.date, amount: amount, reference: reference, method: try text("PM"),
      error: error.flatMap { $0.allSatisfy { $0 == "0" } ? nil : $0 })
  }
}

extension CalendarDate {
  /// The date that Ingenico writes as `MM/DD/YY`; `nil` if it is none.
  init?(ofTransaction text: String) {
    let bytes = text.utf8.span
    guard bytes.count == 8, bytes[2] == UInt8(ascii: "/"), bytes[5] == UInt8(ascii: "/"),
      let month = bytes.number(0..<2), let day = bytes.number(3..<5), let year = bytes.number(6..<8)
    else { return nil }
    self.init(year: 2000 + year, month: month, day: day)
  }
}
