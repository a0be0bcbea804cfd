/// Money that a document received, or that went back of it, with its share by rate of VAT.
package struct TaxedMovement: Sendable {
  /// The document's number; `nil` for a purchase without one.
  package let document: String?
  /// The payment that it is of.
  package let payment: PaymentKey
  /// When it was recorded: what was declared of a period stays.
  package let at: UnixTime
  /// Below zero for what went back, and zero where a credit note moved what had come to other rates.
  package let amount: Amount
  /// They sum to the amount, unless more came than was asked.
  package let taxes: [TaxSummary.Row]

  /// Movements as scripts read them.
  package static let form = RecordForm<TaxedMovement>([
    .text("document", as: "F-2026-000001") { $0.document },
    .time("at") { $0.at },
    .amount("amount") { $0.amount },
    .objects("taxes", TaxSummary.form) { movement in
      movement.taxes.map { ($0, movement.amount.currency) }
    },
  ])
}
