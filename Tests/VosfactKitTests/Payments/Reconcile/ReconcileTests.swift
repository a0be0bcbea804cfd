import Glibc
import Localization
import Testing

@testable import VosfactKit

@Suite(.enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct ReconcileTests {
  @Test("a payment whose callback was lost is found paid, once it is pending for long enough")
  func lostCallback() throws {
    let shop = try StripeShop()
    let payment = try shop.start()
    #expect(try shop.reconcile(after: 60).isSilent)
    try shop.stripe.answer([["status": 200, "body": shop.paid(payment)]])
    let report = try shop.reconcile(after: 3600)
    #expect(report.json["asked"] == 1 && report.json["changed"] == 1)
    #expect(report.problems.isEmpty)
    #expect(try shop.state(payment) == .paid)
    #expect(try shop.reconcile(after: 7200).isSilent)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("a rehearsal says the same and changes nothing")
  func rehearsal() throws {
    let shop = try StripeShop()
    let payment = try shop.start()
    let before = try DatabaseContent.whole(shop.kit.database)
    try shop.stripe.answer([["status": 200, "body": shop.paid(payment)]])
    #expect(try shop.reconcile(after: 3600, rehearsing: true).changed == 1)
    #expect(try DatabaseContent.whole(shop.kit.database) == before)
  }

  @Test("an attempt that nobody paid expires, once, and money that comes later still counts")
  func expiry() throws {
    let shop = try StripeShop()
    let payment = try shop.start()
    #expect(try shop.reconcile(after: 86_399).expired == 0)
    #expect(try shop.reconcile(after: 86_400).expired == 1)
    #expect(try shop.state(payment) == .expired)
    #expect(try shop.reconcile(after: 90_000).isSilent)
    #expect(try shop.kit.audit.run().isValid)
    let late = PaymentEvent(
      id: "evt_late", kind: .paid, of: .unnamed, at: StripeShop.noon + Seconds(90_000),
      amount: payment.amount,
      reference: payment.reference)
    _ = try shop.kit.transaction {
      try StatusQuery(
        payments: shop.kit.payments, provider: shop.kit.providers.provider("stripe"),
        name: "stripe", mode: .test
      ).post([late], about: payment)
    }
    #expect(try shop.state(payment) == .paid)
  }

  @Test("a provider that is out of reach is asked once, told once, and nothing expires unheard")
  func unreachable() throws {
    let shop = try StripeShop()
    let payments = try [shop.start(), shop.start()]
    let configuration = try shop.kit.providers.named("stripe")
    try configuration.set(configuration.key("api-base"), to: "http://localhost:1")
    let report = try shop.reconcile(after: 90_000)
    #expect(report.failed == 2 && report.asked == 0 && report.expired == 0)
    #expect(report.problems.count == 1)
    guard case .unreachable = report.problems.first?.nature else {
      return #expect(Bool(false), "\(report.problems)")
    }
    for payment in payments { #expect(try shop.state(payment) == .pending) }
  }

  @Test("one payment that the provider refuses to tell of does not keep it from the others")
  func oneRejected() throws {
    let shop = try StripeShop()
    let (first, second) = (try shop.start(), try shop.start())
    let missing: JSONValue = ["error": ["message": "No such session"]]
    try shop.stripe.answer([
      ["for": .string(shop.session(of: first) + "?"), "status": 404, "body": missing],
      ["for": .string(shop.session(of: second) + "?"), "status": 200, "body": shop.paid(second)],
    ])
    let report = try shop.reconcile(after: 3600)
    #expect(report.failed == 1 && report.changed == 1)
    #expect(try shop.state(second) == .paid)
  }

  @Test("all answers a refusal, the credentials are good: the provider is asked about the others")
  func manyRejected() throws {
    let shop = try StripeShop()
    let payments = try (0..<12).map { _ in try shop.start() }
    let missing: JSONValue = ["error": ["message": "No such session"]]
    try shop.stripe.answer(
      payments.dropLast().map { payment in
        ["for": .string(try shop.session(of: payment) + "?"), "status": 404, "body": missing]
      } + [
        [
          "for": .string(shop.session(of: payments[11]) + "?"), "status": 200,
          "body": shop.paid(payments[11]),
        ]
      ])
    let report = try shop.reconcile(after: 3600)
    #expect(report.failed == 11 && report.changed == 1)
    #expect(report.problems.count == 1)
    #expect(try shop.state(payments[11]) == .paid)
  }

  @Test("a second run at the same time is told to come again later")
  func lock() throws {
    let shop = try StripeShop()
    let held = try RunLock(.reconcile, of: shop.kit.database)
    try withExtendedLifetime(held) {
      try #require(held != nil)
      expectFault(.busy, "another reconciliation is running") { try shop.reconcile(after: 0) }
    }
  }

  @Test(
    "pages of payments that wait come by an index, without sorting",
    arguments: [
      PaymentStore.pendingUpTo, PaymentStore.contradicted, PaymentStore.refunding,
      PaymentStore.due,
    ].map(\.description))
  func plan(_ sql: String) throws {
    let rows = try DatabaseContent.rows("EXPLAIN QUERY PLAN \(sql)", of: .inMemory())
    #expect(rows.allSatisfy { $0.contains("USING INDEX") || $0.contains("USING COVERING INDEX") })
    #expect(rows.allSatisfy { !$0.contains("SCAN") && !$0.contains("TEMP B-TREE") }, "\(rows)")
  }
}

@Suite struct CallbackSpoolTests {
  private let folder: TemporaryFolder
  private let spool: CallbackSpool

  init() throws {
    folder = try TemporaryFolder()
    spool = CallbackSpool(folder: folder.path)
  }

  @Test("files come oldest name first, without those being written and what is no file")
  func order() throws {
    for name in ["2", "1", ".3"] { try folder.write([], to: name) }
    try #require(symlink("/etc/passwd", folder.file("0")) == 0)
    try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
    #expect(try spool.files(providers: ["stripe"]).map(\.name) == ["1", "2"])
  }

  @Test("a file whose name is taken where it goes is kept beside it")
  func taken() throws {
    try spool.prepare()
    for text in ["a", "b"] {
      try folder.write(text.utf8, to: "1")
      let file = try #require(try spool.files(providers: []).first)
      try spool.move(file, to: .done)
    }
    #expect(try folder.read("done/1") == Array("a".utf8))
    #expect(try folder.read("done/1.2") == Array("b".utf8))
    for name in ["done/1", "done/1.2"] { unlink(folder.file(name)) }
    for name in ["done", "refused"] { rmdir(folder.file(name)) }
  }
}
