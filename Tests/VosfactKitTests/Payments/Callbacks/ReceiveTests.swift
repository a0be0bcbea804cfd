import Glibc
import Localization
import Synchronization
import Testing

@testable import VosfactKit

@Suite(.waiting) struct ReceiveTests {
  let shop: Shop
  let invoice: Document

  init() throws {
    shop = try Shop()
    invoice = try shop.document("120.00")
    try shop.attempt(invoice, "A", knownAs: ["s"])
  }

  private func paid(_ id: String = "1", _ units: Int64 = 12_000) -> PaymentEvent {
    PaymentEvent(
      id: id, kind: .paid, of: .unnamed, at: Shop.noon,
      amount: Amount(minorUnits: units, currency: .euro),
      reference: "A")
  }

  @Test("the same message again is a repeat, and writes nothing")
  func repeated() throws {
    #expect(try shop.receive(paid()).result == .applied)
    let before = try DatabaseContent.whole(shop.database)
    let again = try shop.receive(paid())
    #expect(again.result == .repeated)
    #expect(again.document == invoice.number)
    #expect(try DatabaseContent.whole(shop.database) == before)
  }

  @Test("two events in one message are both counted, and each payment is worked out")
  func several() throws {
    let other = try shop.document("30.00")
    try shop.attempt(other, "B")
    let thirty = PaymentEvent(
      id: "2", kind: .paid, of: .unnamed, at: Shop.noon, amount: other.total, reference: "B")
    try shop.receive(paid(), thirty)
    #expect(try shop.now(invoice).state == .paid)
    #expect(try shop.now(other).state == .paid)
  }

  @Test("the same event in another message that says the same is a repeat, and writes nothing")
  func retold() throws {
    let request = try LineProvider.request([paid()])
    let retold = try LineProvider.request([paid()], note: "pending_webhooks 0")
    try #require(request != retold)
    #expect(try shop.receiver().receive(request).result == .applied)
    let before = try DatabaseContent.whole(shop.database)
    #expect(try shop.receiver().receive(retold).result == .repeated)
    #expect(try DatabaseContent.whole(shop.database) == before)
  }

  @Test("news beside an event that is known already, told as before, is taken in")
  func newsBesideRepeat() throws {
    try shop.receive(paid())
    let refunded = PaymentEvent(
      id: "0", kind: .refunded, of: .unnamed, at: Shop.noon, amount: invoice.total, reference: "A")
    #expect(try shop.receive(refunded, paid()).result == .applied)
    #expect(try shop.payment("A").status.state == .refunded)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test(
    "an event that says anything else under its id contradicts itself",
    arguments: [
      PaymentEvent(
        id: "1", kind: .authorized, of: .unnamed, at: Shop.noon, amount: euros(12_000),
        reference: "A"),
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon + Seconds(1), amount: euros(12_000),
        reference: "A"),
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: euros(12_001), reference: "A"),
      PaymentEvent(id: "1", kind: .paid, of: .unnamed, at: Shop.noon, reference: "A"),
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: euros(12_000), reference: "B"),
      PaymentEvent(id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: euros(12_000)),
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: euros(12_000), reference: "A",
        identifiers: ["x"]),
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: euros(12_000), reference: "A",
        subject: "x"),
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: euros(12_000), reference: "A",
        isRunningTotal: true),
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: euros(12_000), reference: "A",
        method: "card"),
      PaymentEvent(
        id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: euros(12_000), reference: "A",
        reason: "x"),
    ])
  func contradicting(_ event: PaymentEvent) throws {
    try shop.receive(paid())
    #expect(try shop.receive(event).reason == "contradiction")
    #expect(try shop.needingAttention() == ["A"])
  }

  private static func euros(_ units: Int64) -> Amount {
    Amount(minorUnits: units, currency: .euro)
  }

  @Test("the same event that says something else is refused, noted once, and changes nothing else")
  func contradiction() throws {
    try shop.receive(paid())
    let entries = try shop.history(invoice).count
    let document = try shop.now(invoice)
    for _ in 0..<2 {
      let refused = try shop.receive(paid("1", 11_000))
      #expect(refused.result == .refused)
      #expect(refused.reason == "contradiction")
    }
    #expect(try shop.now(invoice) == document)
    #expect(try shop.history(invoice).dropFirst(entries) == ["payment.conflict"])
    #expect(try shop.needingAttention() == ["A"])
    #expect(try shop.payment("A").status.attention == .needsQuery)
    #expect(try shop.payment("A").status.isSettled)
    #expect(try shop.kit.payments.events(of: shop.payment("A")).map(\.amount) == [invoice.total])
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("of a message that contradicts itself in part nothing is kept")
  func contradictionBesideNews() throws {
    try shop.receive(paid())
    let refunded = PaymentEvent(
      id: "0", kind: .refunded, of: .unnamed, at: Shop.noon, amount: invoice.total, reference: "A")
    #expect(try shop.receive(refunded, paid("1", 11_000)).reason == "contradiction")
    #expect(try shop.kit.payments.events(of: shop.payment("A")).map(\.id) == ["1"])
  }

  @Test("a forged callback leaves a line without its request, and no more than 10,000 are kept")
  func refused() throws {
    let before = try DatabaseContent.known(shop.database)
    var request = try LineProvider.request([paid()])
    request[request.count - 3] ^= 1
    #expect(try shop.receiver().receive(request).reason == "forged")
    #expect(
      try DatabaseContent.rows(
        "SELECT result, reason, request, digest FROM callback", of: shop.database)
        == ["refused|forged|-|-"])
    #expect(try DatabaseContent.known(shop.database) == before)

    try DatabaseContent.execute(
      """
      WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 10010)
      INSERT INTO callback (received_at, provider, result, reason)
      SELECT n, 'line', 'refused', 'forged' FROM number
      """, on: shop.database)
    _ = try shop.receiver().receive(request)
    let kept = try DatabaseContent.rows(
      "SELECT count(*), max(id) FROM callback", of: shop.database)
    #expect(kept == ["10000|10012"])
  }

  @Test("a callback of another mode is refused", arguments: [ProviderMode.live, .test])
  func otherMode(_ mode: ProviderMode) throws {
    let before = try DatabaseContent.known(shop.database)
    #expect(try shop.receive(paid(), mode: mode).reason == "wrong-mode")
    #expect(try DatabaseContent.known(shop.database) == before)
    let stored = try DatabaseContent.rows(
      "SELECT count(request) FROM callback", of: shop.database)
    #expect(stored == ["0"])
  }

  @Test(
    "what fails late undoes the whole callback, which is applied when it comes again",
    arguments: [
      "BEFORE UPDATE ON document", "BEFORE UPDATE OF hash ON journal_head",
      "BEFORE INSERT ON outbox",
      "BEFORE INSERT ON callback",
    ])
  func oneTransaction(_ moment: String) throws {
    _ = try shop.kit.webhooks.add(
      "https://shop.test/hook", events: WebhookEvent.allCases,
      secret: .value(shop.kit.webhooks.newSecret()))
    let before = try DatabaseContent.whole(shop.database)
    try DatabaseContent.execute(
      "CREATE TRIGGER obstacle \(moment) BEGIN SELECT RAISE(ABORT, 'no'); END", on: shop.database)
    #expect(throws: StorageError.self) { try shop.receive(paid()) }
    try DatabaseContent.execute("DROP TRIGGER obstacle", on: shop.database)
    #expect(try DatabaseContent.whole(shop.database) == before)
    #expect(try shop.receive(paid()).result == .applied)
    #expect(try shop.now(invoice).state == .paid)
  }

  @Test("a full disk keeps nothing of a callback, which is applied once there is room")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let shop = try Shop(path: folder.file("shop.db"))
    try shop.attempt(shop.document("120.00"), "A")
    let before = try DatabaseContent.whole(shop.database)
    try DatabaseContent.execute("PRAGMA max_page_count = 1", on: shop.database)
    let long = PaymentEvent(
      id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: try shop.euros("120.00"),
      reference: "A",
      reason: String(repeating: "x", count: 100_000))
    #expect(throws: StorageError.full(path: shop.database.path)) { try shop.receive(long) }
    #expect(try DatabaseContent.whole(shop.database) == before)
    try DatabaseContent.execute("PRAGMA max_page_count = 1000000", on: shop.database)
    #expect(try shop.receive(long).result == .applied)
  }

  @Test("eight connections that take in the same 200 callbacks at once apply each once")
  func concurrency() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("shop.db")
    let shop = try Shop(path: path)
    let requests = try (0..<200).map { number in
      try shop.attempt(shop.document("10.00"), "A\(number)")
      return try LineProvider.request([
        PaymentEvent(
          id: "e\(number)", kind: .paid, of: .unnamed, at: Shop.noon, amount: shop.euros("10.00"),
          reference: "A\(number)")
      ])
    }
    let results = Threads.run(8) { index in
      let shop = try Shop(path: path, seed: UInt64(index))
      // Each begins elsewhere, so that they meet and part.
      let order = requests.dropFirst(index * 7) + requests.prefix(index * 7)
      return try order.map { try shop.receiver().receive($0).result }
    }
    let all = try results.flatMap { try $0.get() }
    #expect(all.filter { $0 == .applied }.count == 200)
    #expect(all.filter { $0 == .repeated }.count == 1400)
    let counts = try DatabaseContent.rows(
      """
      SELECT (SELECT count(*) FROM payment_event), (SELECT count(*) FROM callback),
             (SELECT count(*) FROM document WHERE state = 'paid')
      """, of: shop.database)
    #expect(counts == ["200|200|200"])
    #expect(try shop.kit.audit.run().isValid)
  }

  /// What takes in callbacks of a provider whose API says `told` in their place.
  private func receiver(telling told: Result<[PaymentEvent], ProviderError>) -> CallbackIntake {
    CallbackIntake(
      payments: shop.kit.payments, provider: LineProvider(telling: told), name: "line",
      mode: .simulated)
  }

  @Test("what the provider's API says counts in place of the callback, once")
  func confirmed() throws {
    let request = try LineProvider.request([paid("signed", 99_999)])
    let receiver = receiver(telling: .success([paid("asked")]))
    #expect(try receiver.receive(request).result == .applied)
    #expect(try shop.payment("A").status.attention == nil)
    #expect(try shop.now(invoice).state == .paid)
    let before = try DatabaseContent.whole(shop.database)
    #expect(try receiver.receive(request).result == .repeated)
    // The status query finds the same, which is no news and no contradiction.
    try StatusQuery(
      payments: shop.kit.payments, provider: LineProvider(), name: "line", mode: .simulated
    )
    .post([paid("asked")], about: shop.payment("A"))
    #expect(try DatabaseContent.whole(shop.database) == before)
  }

  @Test("a callback that the provider's API knows nothing of settles nothing")
  func unconfirmed() throws {
    let received = try receiver(telling: .success([])).receive(LineProvider.request([paid()]))
    #expect(received.result == .ignored)
    #expect(try shop.now(invoice).state == .issued)
  }

  @Test(
    "a callback that cannot be confirmed now leaves nothing, so that it is taken in when it comes again"
  )
  func unreachable() throws {
    let request = try LineProvider.request([paid()])
    let before = try DatabaseContent.whole(shop.database)
    let silence = ProviderError.unreachable(provider: "line", reason: Text(verbatim: "silent"))
    #expect(throws: silence) { try receiver(telling: .failure(silence)).receive(request) }
    #expect(try DatabaseContent.whole(shop.database) == before)
    #expect(try receiver(telling: .success([paid()])).receive(request).result == .applied)
  }

  @Test("in a rehearsal the provider's API is not asked")
  func rehearsed() throws {
    let silence = ProviderError.unreachable(provider: "line", reason: Text(verbatim: "silent"))
    let received = try shop.kit.transaction(rehearsing: true) {
      try receiver(telling: .failure(silence)).receive(LineProvider.request([paid()]))
    }
    #expect(received.result == .applied)
    #expect(try shop.now(invoice).state == .issued)
  }

  @Test("another message under the id of a known sending is refused, even if it was of no concern")
  func transmission() throws {
    let receiver = shop.receiver()
    #expect(try receiver.receive(LineProvider.request([], transmission: "T")).result == .ignored)
    let forged = try receiver.receive(LineProvider.request([paid()], transmission: "T"))
    #expect(forged.result == .refused)
    #expect(forged.reason == "contradiction")
    #expect(try shop.now(invoice).state == .issued)
  }

  @Test("the same message in another sending is a repeat, and the sending is remembered")
  func resent() throws {
    let receiver = shop.receiver()
    let first = try LineProvider.request([paid()], transmission: "T")
    #expect(try receiver.receive(first).result == .applied)
    #expect(try receiver.receive(first).result == .repeated)
    let resent = try LineProvider.request([paid()], transmission: "U")
    #expect(try receiver.receive(resent).result == .repeated)
    let forged = try LineProvider.request([paid("2")], transmission: "U")
    #expect(try receiver.receive(forged).result == .refused)
  }

  @Test("the answer that the provider wants is told")
  func reply() throws {
    #expect(try shop.receive(paid()).reply == "OK")
  }
}
