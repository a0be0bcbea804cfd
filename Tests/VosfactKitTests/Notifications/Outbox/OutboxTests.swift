import Localization
import Testing

@testable import VosfactKit

@Suite struct OutboxTests {
  @Test("messages that are due come by an index, without sorting")
  func plan() throws {
    let rows = try DatabaseContent.rows(
      "EXPLAIN QUERY PLAN \(Outbox.due.description)", of: .inMemory())
    #expect(rows.contains { $0.contains("outbox_due (webhook=? AND next_at<?)") }, "\(rows)")
    #expect(rows.allSatisfy { !$0.contains("SCAN") && !$0.contains("TEMP B-TREE") }, "\(rows)")
  }

  @Test("what waits for a webhook that is told nothing keeps no delivery going")
  func disabledWebhook() throws {
    let shop = try Shop()
    let webhook = try shop.kit.webhooks.add(
      "https://shop.test/hook", events: [.documentCreated],
      secret: .value(shop.kit.webhooks.newSecret()))
    _ = try shop.document()
    let message = try #require(try shop.kit.outbox.last())
    try shop.kit.webhooks.disable(webhook)
    #expect(try shop.kit.outbox.retry(message).state == .waiting)
    let report = try shop.kit.delivery().run()
    #expect(report.delivered == 0 && report.failed == 0 && report.problems.isEmpty)
    #expect(try shop.kit.delivery(rehearsing: true).run().delivered == 0)
    _ = try shop.kit.webhooks.enable(shop.kit.webhooks.named(String(webhook.id)))
    #expect(try shop.kit.delivery(rehearsing: true).run().delivered == 1)

    try shop.kit.webhooks.remove(webhook)
    expectFault(.refused, "was removed; add it anew for what comes") {
      try shop.kit.outbox.retry(message)
    }
    #expect(try shop.kit.delivery().run().delivered == 0)
  }

  @Test("what waits behind an earlier message of its stream keeps no delivery going")
  func blocked() throws {
    let shop = try Shop()
    try shop.kit.settings.set(.sendmail, to: "/bin/false", at: Shop.noon)
    try shop.kit.settings.set(.companyEmail, to: "a@dupont.example", at: Shop.noon)
    try shop.kit.settings.set(.attachPDF, to: "off", at: Shop.noon)
    let document = try shop.document(email: "a@example.org")
    _ = try shop.kit.sending.send(document)
    #expect(try shop.kit.delivery().run().failed == 1)
    _ = try shop.kit.sending.send(document)
    _ = try shop.kit.sending.send(document)
    #expect(try shop.kit.delivery(rehearsing: true).run().delivered == 0)
    #expect(try shop.kit.delivery().run().delivered == 0)

    let later = shop.at(Shop.noon + Seconds(3600))
    try later.kit.settings.set(.sendmail, to: "/bin/true", at: later.kit.now)
    #expect(try later.kit.delivery(rehearsing: true).run().delivered == 3)
    #expect(try later.kit.delivery().run().delivered == 3)
  }

  @Test("the one address of older versions becomes a webhook, and what waited for it still does")
  func migration() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([], to: "shop.db")
    try Database(unchecked: path).migrate(Array(Schema.migrations.prefix(6)))
    try DatabaseContent.execute(
      """
      INSERT INTO setting VALUES ('notifications.webhook.url', 'https://shop.test/hook');
      INSERT INTO outbox (topic, key, payload, queued_at, next_at)
      VALUES ('webhook', 'webhook:payment:line:1',
              '{"event":"payment.paid","payment":"A","document":"F-1"}', 1790000000, 1790000000),
             ('mail.paid', 'mail.paid:F-1:A', '{"to":"a@example.org","document":"F-1"}', 1790000000, 1790000000);
      """, on: Database(unchecked: path))

    let shop = try Shop(path: path)
    let webhook = try #require(try shop.kit.webhooks.all().first)
    #expect(webhook.url == "https://shop.test/hook")
    #expect(webhook.events.contains(.paymentPaid) && webhook.events.contains(.documentPaid))
    var list = try shop.kit.outbox.list(OutboxFilter())
    let call = try #require(try list.next())
    let mail = try #require(try list.next())
    #expect(call.webhook == webhook.id && call.state == .waiting)
    #expect(
      call.payload
        == #"{"type":"payment.paid","timestamp":"2026-09-21T14:13:20Z","data":{"payment":"A","document":"F-1"}}"#
    )
    #expect(mail.webhook == nil && mail.subject == "a@example.org" && mail.document == "F-1")
    // It has no secret yet: nothing is sent until it has one, and nothing is lost.
    let report = try shop.kit.delivery().run()
    #expect(report.problems.contains { $0.text.en.contains("it has no secret") })
    #expect(try shop.kit.outbox.named(String(call.id)).state == .waiting)
  }
}
