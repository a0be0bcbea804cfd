import Testing

@testable import VosfactKit

@Suite struct AuditTests {
  let shop: Shop

  /// A busy history: documents paid, refunded, disputed, canceled and open, links revoked, a unmatched.
  init() throws {
    shop = try Shop()
    let paid = try shop.document("120.00", email: "aline@client.test")
    let open = try shop.document("30.00")
    let canceled = try shop.document("50.00")
    try shop.attempt(paid, "A", knownAs: ["s"])
    try shop.attempt(open, "B")
    try shop.receive(
      PaymentEvent(
        id: "1", kind: .disputed, of: .unnamed, at: Shop.noon + Seconds(5), amount: paid.total,
        identifiers: ["c"], subject: "d"))
    try shop.receive(
      PaymentEvent(
        id: "2", kind: .paid, of: .unnamed, at: Shop.noon, amount: paid.total, reference: "A",
        identifiers: ["c"], method: "card"))
    try shop.receive(
      PaymentEvent(
        id: "3", kind: .disputeWon, of: .unnamed, at: Shop.noon + Seconds(9), identifiers: ["c"],
        subject: "d"))
    try shop.receive(
      PaymentEvent(
        id: "4", kind: .refunded, of: .unnamed, at: Shop.noon + Seconds(10),
        amount: shop.euros("20.00"),
        reference: "A", subject: "r", reason: "goodwill"))
    try shop.receive(
      PaymentEvent(id: "5", kind: .pending, of: .unnamed, at: Shop.noon, reference: "B"))
    try shop.receive(
      PaymentEvent(
        id: "6", kind: .paid, of: .unnamed, at: Shop.noon, amount: paid.total,
        reference: "NNNNNNNNNNNNNNNN"))
    try shop.kit.payLinks.revoke(open)
    _ = try shop.kit.sending.address(open, to: "other@client.test")
    _ = try shop.kit.invoicing.cancel(canceled, neverDelivered: "an error")
  }

  @Test("it holds after a busy history")
  func holds() throws {
    let report = try shop.kit.audit.run()
    #expect(report.isValid)
    #expect(report.firstInvalid == nil)
    #expect(
      try DatabaseContent.rows("SELECT count(*) FROM journal", of: shop.database)
        == [String(report.entries)])
  }

  @Test(
    "a value that was altered shows",
    arguments: [
      "journal SET at = at + 1 WHERE seq = 3", "journal SET subject = 'x' WHERE seq = 3",
      "journal SET kind = 'payment.failed' WHERE seq = 3",
      "journal SET payload = '{}' WHERE seq = 3",
      "journal SET previous = zeroblob(32) WHERE seq = 3",
      "journal SET hash = zeroblob(32) WHERE seq = 3", "journal SET seq = 99 WHERE seq = 3",
      "journal_head SET seq = seq - 1", "journal_head SET hash = zeroblob(32)",
      "document SET public_id = 1 WHERE total = 12000",
      "document SET number = 'F-2' WHERE total = 12000",
      "document SET kind = 'quote' WHERE total = 12000",
      "document SET kind = '?' WHERE total = 12000",
      "document SET stage = 'sent' WHERE total = 3000",
      "document SET state = 'paid' WHERE total = 3000",
      "document SET issued_on = '2026-01-01' WHERE total = 12000",
      "document SET sold_on = '2026-01-01' WHERE total = 12000",
      "document SET due_on = '2026-01-01' WHERE total = 12000",
      "document SET currency = 'USD' WHERE total = 12000",
      "document SET language = 'fr' WHERE total = 12000",
      "document SET net = 1 WHERE total = 12000",
      "document SET tax = 1 WHERE total = 12000", "document SET total = 1 WHERE total = 12000",
      "document SET paid = 1 WHERE total = 12000", "document SET paid_at = 1 WHERE total = 12000",
      "document SET order_reference = 'x' WHERE total = 12000",
      "document SET buyer_name = 'Bea' WHERE total = 12000",
      "document SET buyer_email = 'x@y.test' WHERE total = 12000",
      "document SET buyer_street = 'x' WHERE total = 12000",
      "document SET buyer_post_code = 'x' WHERE total = 12000",
      "document SET buyer_city = 'x' WHERE total = 12000",
      "document SET buyer_country = 'BE' WHERE total = 12000",
      "document SET buyer_tax_id = 'x' WHERE total = 12000",
      "document SET links_not_before = 0 WHERE total = 3000",
      "document SET mail_address = NULL WHERE total = 3000",
      "document SET mail_address = 'x@y.test' WHERE total = 12000",
      "document SET digest = zeroblob(32) WHERE total = 12000",
      "document_line SET name = 'x' WHERE total = 12000",
      "document_line SET position = 2 WHERE total = 12000",
      "document_line SET quantity = '2' WHERE total = 12000",
      "document_line SET unit = 'h' WHERE total = 12000",
      "document_line SET unit_price = '1' WHERE total = 12000",
      "document_line SET tax_rate = '20' WHERE total = 12000",
      "document_line SET discount_percent = '1' WHERE total = 12000",
      "document_line SET net = 1 WHERE total = 12000",
      "document_line SET tax = 1 WHERE total = 12000",
      "document_line SET total = 1 WHERE total = 12000",
      "payment SET reference = 'Z' WHERE reference = 'B'",
      "payment SET document = (SELECT id FROM document WHERE total = 5000) WHERE reference = 'B'",
      "payment SET provider = 'x' WHERE reference = 'B'",
      "payment SET mode = 'live' WHERE reference = 'B'",
      "payment SET state = 'paid' WHERE reference = 'B'",
      "payment SET state = '?' WHERE reference = 'B'",
      "payment SET settled = 1 WHERE reference = 'B'",
      "payment SET amount = 1 WHERE reference = 'B'",
      "payment SET currency = 'USD' WHERE reference = 'B'",
      "payment SET refunded = 1 WHERE reference = 'B'",
      "payment SET credited = 1 WHERE reference = 'B'",
      "payment SET provider_reference = 'x' WHERE reference = 'B'",
      "payment SET method = 'x' WHERE reference = 'B'",
      "payment SET next = NULL WHERE reference = 'B'",
      "payment SET started_at = 1 WHERE reference = 'B'",
      "payment SET paid_at = 1 WHERE reference = 'B'",
      "payment SET attention = 'needs-query' WHERE reference = 'B'",
      "payment SET conflicting = 1 WHERE reference = 'B'",
      "payment SET mode = 'live' WHERE document IS NULL",
      "payment SET attention = NULL WHERE document IS NULL",
      "payment_event SET event_id = '9' WHERE event_id = '5'",
      "payment_event SET provider = 'x' WHERE event_id = '5'",
      "payment_event SET payment = (SELECT id FROM payment WHERE reference = 'A') WHERE event_id = '5'",
      "payment_event SET kind = 'failed' WHERE event_id = '5'",
      "payment_event SET kind = '?' WHERE event_id = '5'",
      "payment_event SET at = 1 WHERE event_id = '2'",
      "payment_event SET amount = 1 WHERE event_id = '4'",
      "payment_event SET currency = 'USD' WHERE event_id = '4'",
      "payment_event SET subject = 'x' WHERE event_id = '4'",
      "payment_event SET is_running_total = 1 WHERE event_id = '4'",
      "payment_event SET method = 'x' WHERE event_id = '2'",
      "payment_event SET reason = 'x' WHERE event_id = '4'",
      "payment_event SET digest = zeroblob(32) WHERE event_id = '2'",
      "payment_event SET journal = 1 WHERE event_id = '2'",
    ])
  func altered(_ alteration: String) throws {
    try expectFinding(after: "UPDATE \(alteration)")
  }

  @Test(
    "a row that was removed or slipped in shows",
    arguments: [
      "DELETE FROM journal WHERE seq = 2",
      "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
      "DELETE FROM document WHERE total = 5000", "DELETE FROM document_line WHERE total = 3000",
      "DELETE FROM payment WHERE reference = 'B'", "DELETE FROM payment_event WHERE event_id = '5'",
      "DELETE FROM payment_event WHERE event_id = '2'",
      """
      INSERT INTO journal SELECT seq + 1, at, subject, kind, payload, hash, hash FROM journal
       WHERE seq = (SELECT max(seq) FROM journal)
      """,
      """
      INSERT INTO document (id, public_id, number, kind, stage, state, issued_on, currency, language,
        net, tax, total, buyer_name, digest)
      SELECT id + 1, 7, 'F-9', kind, stage, state, issued_on, currency, language, net, tax, total,
             buyer_name, digest FROM document WHERE total = 5000
      """,
      """
      INSERT INTO document_line (document, position, name)
      SELECT id, 2, 'x' FROM document WHERE total = 3000
      """,
      """
      INSERT INTO payment (id, reference, document, provider, state, settled, amount, currency,
        refunded, credited, started_at)
      SELECT id + 100, 'Z', document, provider, 'pending', 0, amount, currency, 0, 0, started_at
        FROM payment WHERE reference = 'B'
      """,
      """
      INSERT INTO payment_event (provider, event_id, payment, kind, at, is_running_total, digest, journal)
      SELECT provider, '9', payment, kind, at, 0, digest, journal FROM payment_event
       WHERE event_id = '5'
      """,
    ])
  func rows(_ alteration: String) throws {
    try expectFinding(after: alteration)
  }

  private func expectFinding(after alteration: String) throws {
    try DatabaseContent.execute(
      """
      PRAGMA foreign_keys = OFF;
      DROP TRIGGER journal_keeps_its_rows;
      DROP TRIGGER journal_keeps_its_words;
      """, on: shop.database)
    let before = try DatabaseContent.whole(shop.database)
    try DatabaseContent.execute(alteration, on: shop.database)
    try #require(try DatabaseContent.whole(shop.database) != before)
    let report = try shop.kit.audit.run()
    #expect(!report.isValid)
    let first = try #require(report.firstInvalid)
    #expect((1...report.entries + 1).contains(first))
    #expect(report.reason != nil)
  }
}
