import Localization
import Testing

@testable import VosfactKit

/// Paid payments whose provider tells no refunds by callback, as Braintree's by card.
@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct PaidPaymentQueryTests {
  private let folder: TemporaryFolder
  private let braintree: ProviderStandIn
  private let database: Database
  private let payment: Payment

  private static let day: Int64 = 86_400

  init() throws {
    folder = try TemporaryFolder()
    braintree = try ProviderStandIn("braintree")
    database = try Database(path: folder.file("shop.db"), access: .creating)
    let kit = Self.kit(database, 0)
    try kit.payLinks.addFirstKey()
    try kit.settings.set(.payLinkBase, to: "https://pay.example", at: kit.now)
    try kit.settings.set(.onlinePaymentsEnabled, to: "true", at: kit.now)
    let configuration = try kit.providers.named("braintree")
    try configuration.set(
      configuration.key("private-key"), to: [.environment("KEY")], byReference: false,
      adding: false)
    for (name, value) in [
      ("merchant-id", "shop"), ("merchant-account-id", "shop_eur"), ("api-base", braintree.base),
      ("public-key", BraintreeFixture.publicKey),
    ] {
      try configuration.set(configuration.key(name), to: value)
    }
    try configuration.enable(.test)
    let draft = DocumentDraft(
      kind: .invoice, buyer: Buyer(name: "Aline"), lines: [try LineDraft("Work;1;120.00;0")])
    let started = try kit.payments.start(kit.invoicing.issue(draft), with: "braintree")
    payment = try kit.payments.charge(
      started.payment, nonce: Secret(bytes: Array("fake-valid-nonce".utf8)))
    _ = try braintree.received()
  }

  private static func kit(_ database: Database, _ days: Int64) -> Kit {
    Kit(
      database: database, environment: ["KEY": BraintreeFixture.privateKey],
      transport: ImpatientTransport(), clock: { BraintreeFixture.now + Seconds(days * day) })
  }

  /// Reconciles that many days after the payment, and gives how often Braintree was asked.
  private func reconcile(after days: Int64) throws -> Int {
    _ = try Self.kit(database, days).reconciliation().run()
    return try braintree.received().count
  }

  private var now: Payment {
    get throws { try Self.kit(database, 0).payments.named(payment.reference) }
  }

  @Test("a refund that was made in the provider's control panel is found the next day")
  func found() throws {
    #expect(payment.status.state == .paid)
    let provider = try Self.kit(database, 0).providers.provider("braintree")
    _ = try provider.refund(
      RefundRequest(
        reference: "PANEL", amount: Amount(minorUnits: 2000, currency: .euro), isRest: false,
        requestedAt: BraintreeFixture.now),
      of: PaymentStore(database: database).known(payment), over: ImpatientTransport())
    _ = try braintree.received()
    #expect(try reconcile(after: 0) == 0)
    #expect(try now.status.state == .paid)
    #expect(try reconcile(after: 1) == 1)
    #expect(try now.status.state == .partiallyRefunded)
    #expect(try now.status.refunded == 2000)
  }

  @Test("it is asked about each day for a month, then each week for half a year, then no more")
  func schedule() throws {
    var asked: [Int64] = []
    for day in 1...200 where try reconcile(after: Int64(day)) > 0 { asked.append(Int64(day)) }
    #expect(Array(asked.prefix(30)) == Array(1...30))
    let later = asked.dropFirst(30)
    #expect(zip(later, later.dropFirst()).allSatisfy { $1 - $0 == 7 })
    #expect((174...187).contains(asked.last ?? 0))
    #expect(try now.status.state == .paid)
  }

  @Test("while the provider is silent, it is asked again by the next run")
  func silent() throws {
    try braintree.answer(Array(repeating: ["status": 500, "body": [:]], count: 10))
    #expect(try reconcile(after: 1) > 0)
    try braintree.answer([])
    #expect(try reconcile(after: 1) == 1)
    #expect(try reconcile(after: 1) == 0)
  }
}
