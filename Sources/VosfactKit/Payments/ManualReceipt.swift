/// Money that came outside any provider, as the person who records it tells of it.
package struct ManualReceipt: Sendable {
  package let method: ManualMethod
  /// What came in all, in the documents' currency; `nil` for exactly what each document still asks.
  package let amount: String?
  /// The day it came, in UTC; `nil` for now.
  package let date: CalendarDate?
  /// What tells this money from any other, as a cheque's number: the same reference is the same money.
  package let reference: String?

  package init(method: ManualMethod, amount: String?, date: CalendarDate?, reference: String?) {
    self.method = method
    self.amount = amount
    self.date = date
    self.reference = reference
  }

  static let maximumReferenceLength = 100

  /// The SHA-256 of what is told, by which a repeat is told from another receipt under one reference.
  fileprivate func digest(for documents: [Document]) -> [UInt8] {
    let canonical: JSONValue = [
      "documents": .array(documents.map { .string($0.number) }),
      "method": .string(method.rawValue), "amount": .optional(amount),
      "date": .optional(date?.description),
    ]
    return SHA256.digest(Array(canonical.text.utf8))
  }

  /// The id of the event that the `place`th payment of the receipt is made of. The place stands in front, as
  /// a reference may end in digits itself.
  fileprivate static func eventID(_ reference: String, place: Int) -> String {
    "receipt:\(place):\(reference)"
  }
}

/// What became of a receipt.
package struct RecordedReceipt: Sendable {
  /// One payment for each document that money went to, in the order in which the documents were named.
  package let payments: [Payment]
  /// Whether the receipt was known already, so that nothing was changed.
  package let isRepeated: Bool
}

extension Payments {
  /// Records a receipt for `documents`: its amount fills what each of them still asks, in the order given.
  ///
  /// Without an amount, each document is paid in full. The same reference again changes nothing, and gives
  /// the payments that were made of it. All of it is recorded or nothing.
  ///
  /// It throws `PaymentError` if a document asks nothing, the amount is over what they ask together or has
  /// another sign, or the reference stands for another receipt; `Fault` if the amount is none of their
  /// currency; else `StorageError`.
  package func record(
    _ receipt: ManualReceipt, for documents: [Document]
  ) throws -> RecordedReceipt {
    try database.transaction {
      let documents = try documents.map { try self.documents.named($0.number) }
      let digest = receipt.digest(for: documents)
      if let reference = receipt.reference {
        guard reference.isVisible, !reference.isBlank,
          reference.unicodeScalars.count <= ManualReceipt.maximumReferenceLength
        else { throw PaymentError.badReference }
        let known = try payments(ofReceipt: reference, digest: digest)
        if !known.isEmpty { return RecordedReceipt(payments: known, isRepeated: true) }
      }
      let time = receipt.date.map { UnixTime(startOf: $0) } ?? clock.now
      guard time <= clock.now else { throw PaymentError.notYet(time.date) }
      let reference = receipt.reference ?? random.name(ofLength: 16)
      var payments: [Payment] = []
      for (document, amount) in try shares(of: receipt, for: documents) {
        var account = try ledger.accounts.open(document)
        payments.append(
          try ledger.post(
            receipt: amount, to: &account, reference: random.name(ofLength: 16), at: time,
            method: receipt.method.rawValue,
            eventID: ManualReceipt.eventID(reference, place: payments.count + 1), digest: digest))
      }
      return RecordedReceipt(payments: payments, isRepeated: false)
    }
  }

  /// The payments that were made of the receipt with this reference; empty if it is new.
  private func payments(ofReceipt reference: String, digest: [UInt8]) throws -> [Payment] {
    var payments: [Payment] = []
    while let known = try store.known(
      ManualReceipt.eventID(reference, place: payments.count + 1), provider: Payment.byHand)
    {
      guard known.digest == digest else {
        throw PaymentError.otherReceipt(reference: reference)
      }
      guard let payment = try store.payment(known.payment) else { break }
      payments.append(payment)
    }
    return payments
  }

  /// What of the receipt goes to each document; documents that nothing is left for are not among them.
  private func shares(
    of receipt: ManualReceipt, for documents: [Document]
  ) throws -> [(Document, Amount)] {
    for (index, document) in documents.enumerated() {
      guard document.state != .canceled else {
        throw PaymentError.canceledDocument(number: document.number)
      }
      guard document.balance.minorUnits.signum() == document.total.minorUnits.signum(),
        document.balance.minorUnits != 0
      else { throw PaymentError.nothingLeft(number: document.number) }
      guard !documents[..<index].contains(where: { $0.key == document.key }) else {
        throw PaymentError.namedTwice(number: document.number)
      }
    }
    guard let text = receipt.amount, let first = documents.first else {
      return documents.map { ($0, $0.balance) }
    }
    let amount = try Amount(text, currency: first.content.currency)
    guard amount.minorUnits != 0 else { throw PaymentError.amountNotPositive }
    var left = amount.minorUnits
    var shares: [(Document, Amount)] = []
    for document in documents {
      guard document.content.currency == amount.currency else {
        throw PaymentError.wrongCurrency(
          number: document.number, expected: document.content.currency.code)
      }
      guard document.total.minorUnits.signum() == amount.minorUnits.signum() else {
        throw PaymentError.wrongSign(number: document.number, total: document.total)
      }
      let asked = document.balance.minorUnits
      let share = asked.magnitude < left.magnitude ? asked : left
      if share != 0 { shares.append((document, document.amount(share))) }
      left -= share
    }
    guard left == 0 else {
      let asked = documents.reduce(Int64(0)) { $0 + $1.balance.minorUnits }
      throw PaymentError.amountOverBalance(
        number: documents.map(\.number).joined(separator: ", "), balance: first.amount(asked))
    }
    return shares
  }
}
