/// How much of a payment counts for a document, or for none.
package struct AllocatedAmount: DataRecord {
  /// Its number.
  package let document: String?
  package let amount: Amount

  init(_ document: String?, _ amount: Amount) {
    self.document = document
    self.amount = amount
  }

  package static let form = RecordForm<AllocatedAmount>([
    .text("document", as: "F-2026-000001") { $0.document }, .amount("amount") { $0.amount },
  ])
}

/// One movement of money at a provider, as the payment's events make it.
package struct ListedTransaction: DataRecord {
  let fold: TransactionFold
  let payment: Payment

  private func amount(_ minorUnits: Int64) -> Amount { payment.amount(minorUnits) }

  /// What came of asking the customer's bank whether the card is theirs; `nil` if nobody told.
  package var verification: CardVerification? { fold.verification }

  package static let form = RecordForm<ListedTransaction>([
    .text("id", as: "pi_…") { $0.fold.reference.name },
    .time("paid_at") { $0.fold.payment?.at },
    .amount("gross") { $0.amount($0.fold.gross) }.meaning(
      en: "What it took.", fr: "Ce qu’elle a encaissé."),
    .amount("under_way", as: "0.00") { $0.amount($0.fold.underWay) },
    .amount("refunded", as: "0.00") { $0.amount($0.fold.refunded) },
    .amount("lost", as: "0.00") { $0.amount($0.fold.lost) }.meaning(
      en: "What lost disputes took.", fr: "Ce qu’ont pris les contestations perdues."),
    .amount("disputed", as: "0.00") { $0.amount($0.fold.disputed) },
    .amount("received") { $0.amount($0.fold.received) }.meaning(
      en: "What it holds now, gross of fees.", fr: "Ce qu’il en reste à présent, frais compris."),
    .amount("fee", as: nil) { $0.fold.fee.map($0.amount) },
    .text("three_d_secure", as: nil) { $0.fold.verification?.status }.meaning(
      en: """
        What came of asking the customer's bank whether the card is theirs, in the provider's own word; `null` if it was \
        not asked or that is not told.
        """,
      fr: """
        Ce qu’a donné la vérification de la carte auprès de la banque du client, selon le mot du prestataire ; `null` \
        si elle n’a pas été faite ou qu’on l’ignore.
        """),
    .bool(optional: "liability_shifted") { $0.fold.verification?.isLiabilityShifted }.meaning(
      en: "Whether the bank is liable, should it be fraud; `null` if that is not told.",
      fr: "Si la banque répond d’une éventuelle fraude ; `null` si on l’ignore."),
  ])
}
