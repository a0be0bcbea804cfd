import Localization

/// The check of what waits for a timer that may not run, or for somebody.
struct WaitingCheck {
  let database: Database
  let now: UnixTime
  let remedy: Remedy

  /// How long after an attempt is to be given up the timer is surely not running.
  private static let patience = Seconds(86_400)

  private static let attention: StaticString = """
    SELECT count(*)
      FROM payment INDEXED BY payment_with_attention
     WHERE attention IS NOT NULL
    """

  /// Payments that should have been given up, and those that ask for attention.
  func payments() throws -> CheckFindings {
    var findings = CheckFindings(.payments, subject: "payment reconcile")
    let limit = now - (try Settings(database: database).duration(.giveUp)) - Self.patience
    let waiting = try PaymentStore(database: database).pending(
      startedBy: limit, after: .lowest, limit: 1)
    if let payment = waiting.first {
      findings.warning(
        Text(
          en:
            "it is pending since \(payment.startedAt): the timer may not run, or its provider not answer",
          fr:
            "il est en attente depuis \(payment.startedAt) : la minuterie s’est peut-être arrêtée, ou son prestataire ne répond pas"
        ),
        about: payment.reference, remedy: remedy.vosfact("payment", "reconcile"))
    }
    let count = try database.first(Self.attention) { row in row.int64(0) } ?? 0
    if count > 0 {
      findings.warning(
        Text(
          en: "payments that ask for attention: \(count)", fr: "paiements à examiner : \(count)"),
        about: "payment list --attention", remedy: remedy.vosfact("payment", "list", "--attention"))
    }
    return findings
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

  /// Messages that could not be delivered, and those that nothing delivers.
  func outbox() throws -> CheckFindings {
    var findings = CheckFindings(.outbox, subject: database.path)
    let count = try database.first(Self.failures) { row in row.int64(0) } ?? 0
    if count > 0 {
      findings.warning(
        Text(
          en: "messages that could not be delivered: \(count)",
          fr: "messages qui n’ont pu être remis : \(count)"),
        remedy: remedy.vosfact("payment", "outbox", "list", "--state", "failed"))
    }
    let oldest = try database.first(Self.oldest) { row in row.optionalTime(0) } ?? nil
    if let oldest, oldest < now - Self.patience {
      findings.warning(
        Text(
          en: "a message was to be sent at \(oldest): the timer may not run",
          fr: "un message devait partir à \(oldest) : la minuterie s’est peut-être arrêtée"),
        remedy: remedy.vosfact("payment", "reconcile"))
    }
    return findings
  }
}
