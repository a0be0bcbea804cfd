extension CheckedDatabase {
  /// How long after an attempt is to be given up the timer is surely not running.
  private static let patience = Seconds(86_400)

  private static let attention: StaticString = """
    SELECT count(*)
      FROM payment INDEXED BY payment_with_attention
     WHERE attention IS NOT NULL
    """

  /// That no payment should have been given up, or asks for attention.
  func checkPayments(_ findings: inout CheckFindings) throws {
    findings.subject = "payment reconcile"
    let limit = now - (try settings.value(.giveUp)) - Self.patience
    let waiting = try PaymentStore(database: database).pending(
      startedBy: limit, after: .lowest, limit: 1)
    if let payment = waiting.first {
      findings.add(
        .warning, about: payment.reference, remedy: remedy.vosfact("payment", "reconcile"),
        en:
          "it is pending since \(payment.startedAt): the timer may not run, or its provider not answer",
        fr:
          "il est en attente depuis \(payment.startedAt) : la minuterie s’est peut-être arrêtée, ou son prestataire ne répond pas"
      )
    }
    let count = try database.first(Self.attention) { row in row.int64() } ?? 0
    findings.add(
      .warning, if: count > 0, about: "payment list --attention",
      remedy: remedy.vosfact("payment", "list", "--attention"),
      en: "payments that ask for attention: \(count)", fr: "paiements à examiner : \(count)")
    try checkAdvances(&findings)
  }

  private static let uninvoiced: StaticString = """
    SELECT number, count(*) OVER () AS count
      FROM document INDEXED BY document_with_advance
     WHERE paid <> unreal AND kind IN ('quote', 'purchase-order', 'proforma')
     ORDER BY id
     LIMIT 1
    """

  /// That no money stays on quotes and orders: an invoice is to be made of it, as VAT may be due on it.
  private func checkAdvances(_ findings: inout CheckFindings) throws {
    let first = try database.first(Self.uninvoiced) { row in
      (row.text("number"), row.int64("count"))
    }
    guard let (number, count) = first else { return }
    findings.add(
      .warning, about: number,
      remedy: remedy.vosfact("invoice", "convert", number, "--to", "deposit-invoice"),
      en: "quotes and orders that were paid, of which no invoice was made: \(count)",
      fr: "devis et bons payés dont aucune facture n’a été faite : \(count)")
  }

  private static let failures: StaticString = """
    SELECT count(*)
      FROM outbox INDEXED BY outbox_by_state
     WHERE state = 'failed'
    """

  private static let oldest: StaticString = """
    SELECT min(next_at)
      FROM outbox INDEXED BY outbox_by_state
     WHERE state = 'waiting'
    """

  /// That no message could not be delivered, or is delivered by nothing.
  func checkOutbox(_ findings: inout CheckFindings) throws {
    let count = try database.first(Self.failures) { row in row.int64() } ?? 0
    findings.add(
      .warning, if: count > 0,
      remedy: remedy.vosfact("payment", "outbox", "list", "--state", "failed"),
      en: "messages that could not be delivered: \(count)",
      fr: "messages qui n’ont pu être remis : \(count)")
    let oldest = try database.first(Self.oldest) { row in row.optionalTime() } ?? nil
    if let oldest, oldest < now - Self.patience {
      findings.add(
        .warning, remedy: remedy.vosfact("payment", "reconcile"),
        en: "a message was to be sent at \(oldest): the timer may not run",
        fr: "un message devait partir à \(oldest) : la minuterie s’est peut-être arrêtée")
    }
  }
}
