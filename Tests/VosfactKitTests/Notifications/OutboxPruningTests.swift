import Localization
import Testing

@testable import VosfactKit

@Suite struct OutboxPruningTests {
  private let folder: TemporaryFolder
  private let shop: Shop

  init() throws {
    folder = try TemporaryFolder()
    shop = try Shop(path: folder.file("shop.db"))
    try shop.kit.settings.set(.outboxKeep, to: "30d", at: Shop.noon)
    try shop.kit.settings.set(.remindersAfter, to: "1", at: Shop.noon)
  }

  private func states(_ shop: Shop) throws -> [OutboxState] {
    var states: [OutboxState] = []
    var list = try shop.kit.outbox.list(OutboxFilter())
    while let message = try list.next() { states.append(message.state) }
    return states
  }

  private func after(days: Int64) -> Shop { shop.at(Shop.noon + Seconds(days * 86_400)) }

  private func send(_ count: Int) throws {
    for _ in 0..<count { _ = try shop.kit.sending.send(shop.document(email: "a@example.org")) }
  }

  /// Records that all messages have come to this end at this moment.
  private func end(as state: OutboxState, at time: UnixTime) throws {
    try DatabaseContent.execute(
      """
      UPDATE outbox SET state = '\(state.rawValue)', ended_at = \(time.seconds)
       WHERE state = 'waiting'
      """, on: shop.database)
  }

  private func reconcile(_ shop: Shop, rehearsing isRehearsal: Bool = false) throws {
    _ = try shop.kit.reconciliation(rehearsing: isRehearsal).run()
  }

  @Test("what was delivered is forgotten after its time, whatever is waiting or failed stays")
  func old() throws {
    try send(600)
    try end(as: .delivered, at: Shop.noon)
    try send(1)
    try end(as: .failed, at: Shop.noon)
    try send(1)
    try reconcile(after(days: 30))
    #expect(try states(shop).count == 602)
    try reconcile(after(days: 31), rehearsing: true)
    #expect(try states(shop).count == 602)
    try reconcile(after(days: 31))
    #expect(try states(shop) == [.failed, .waiting])
  }

  @Test("a message that was forgotten is not queued again: nobody is reminded twice of one day")
  func marks() throws {
    let invoice = try shop.document(email: "aline@example.org")
    let day = UnixTime(startOf: try #require(invoice.content.dueOn)) + Seconds(86_400)
    var sent = 0
    try shop.at(day).kit.sending.remind(rehearsing: false) { _ in sent += 1 }
    try send(1)
    try end(as: .delivered, at: day)
    let later = shop.at(day + Seconds(60 * 86_400))
    try later.kit.outbox.prune()
    #expect(try states(shop) == [.delivered])
    try later.kit.sending.remind(rehearsing: false) { sent += $0.document == invoice ? 1 : 0 }
    #expect(sent == 1)
  }

  @Test("the number of a message is never given to another")
  func numbers() throws {
    try send(3)
    try end(as: .delivered, at: Shop.noon)
    try after(days: 400).kit.outbox.prune()
    #expect(try shop.kit.outbox.last()?.id == 3)
    try send(1)
    #expect(try shop.kit.outbox.last()?.id == 4)
  }

  @Test("what came back from calls goes with them, and redelivering one is told to be impossible")
  func calls() throws {
    let webhook = try shop.kit.webhooks.add(
      "https://shop.test/hook", events: [.documentCreated],
      secret: .value(shop.kit.webhooks.newSecret()))
    for _ in 0..<2 { _ = try shop.document() }
    try DatabaseContent.execute(
      """
      UPDATE outbox SET state = 'delivered', ended_at = \(Shop.noon.seconds);
      INSERT INTO webhook_call (message, webhook, at, status, answer)
      SELECT id, webhook, \(Shop.noon.seconds), 200, 'thanks' FROM outbox;
      """, on: shop.database)
    var list = try shop.kit.outbox.list(OutboxFilter())
    let first = try #require(try list.next())
    try after(days: 31).kit.outbox.prune()
    var kept: [Int64?] = []
    try shop.kit.webhooks.forEachCall(to: webhook, limit: .max) { kept.append($0.message) }
    #expect(kept == [first.id + 1])
    expectFault(.notFound, "'; it is not in the outbox; see 'vosfact payment outbox list'") {
      try shop.kit.outbox.named(first.name)
    }
  }

  @Test("old messages are found by an index, without sorting")
  func plan() throws {
    let rows = try DatabaseContent.rows(
      "EXPLAIN QUERY PLAN \(Outbox.old.description)", of: .inMemory())
    #expect(rows.contains { $0.contains("outbox_delivered (ended_at<?)") }, "\(rows)")
    #expect(rows.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(rows)")
  }

  @Test("an outbox of an older version is kept as it is, and forgotten like any other")
  func migration() throws {
    let path = try folder.write([], to: "old.db")
    try Database(unchecked: path).migrate(Array(Schema.migrations.prefix(9)))
    try DatabaseContent.execute(
      """
      INSERT INTO outbox (uid, topic, key, stream, document, payload, state, queued_at, next_at, ended_at)
      VALUES ('a', 'mail.reminder', 'mail.reminder:F-1:x', 'mail:F-1', 'F-1', '{"to":"a@example.org"}',
              'delivered', 1, 1, 1),
             ('b', 'mail.document', 'mail.document:F-1:y', 'mail:F-1', 'F-1', '{"to":"a@example.org"}',
              'delivered', 1, 1, 1);
      """, on: Database(unchecked: path))
    let shop = try Shop(path: path)
    #expect(try states(shop) == [.delivered, .delivered])
    try shop.kit.outbox.prune()
    #expect(try states(shop) == [.delivered])
    let isNew = try shop.kit.outbox.queue(
      .reminder, key: "F-1:x", document: "F-1", payload: [:])
    #expect(!isNew)
  }
}
