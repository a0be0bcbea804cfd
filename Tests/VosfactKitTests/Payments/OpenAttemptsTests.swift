import Localization
import Testing

@testable import VosfactKit

/// How many attempts at one document may be open at once.
@Suite struct OpenAttemptsTests {
  private let shop: Shop

  init() throws {
    shop = try Shop()
    let settings = shop.kit.settings
    try settings.set(.onlinePaymentsEnabled, to: "true", at: Shop.noon)
    try settings.set(.payLinkBase, to: "https://shop.test", at: Shop.noon)
    for name in ["stripe", "payzen", "bitpay"] {
      try shop.kit.providers.named(name).enable(.simulated)
    }
    try shop.kit.payLinks.addFirstKey()
  }

  private func start(_ document: Document, _ text: String, with name: String = "stripe") throws
    -> Payment
  {
    try shop.kit.payments.start(document, with: name, amount: shop.euros(text)).payment
  }

  private func states(_ document: Document) throws -> [PaymentState] {
    try shop.kit.payments.payments(for: document).map(\.status.state)
  }

  private func pay(_ payment: Payment, _ outcome: SimulatedOutcome = .paid) throws {
    let receiver = try shop.kit.payments.receiver(for: payment.provider)
    _ = try receiver.receive(try shop.kit.payments.simulate(outcome, of: payment))
  }

  @Test("those that fit beside each other stay open, and one that does not takes their place")
  func room() throws {
    let document = try shop.document("100.00")
    let first = try start(document, "30.00")
    let second = try start(document, "70.00", with: "payzen")
    #expect(try states(document) == [.pending, .pending])
    #expect(try start(document, "30.00") == first, "the same again is the same attempt")
    _ = try start(document, "40.00", with: "bitpay")
    #expect(try states(document) == [.pending, .canceled, .pending], "newer ones stay")
    #expect(try shop.history(document).filter { $0 == "payment.canceled" }.count == 1)
    #expect(try shop.payment(second.reference).status.state == .canceled)
  }

  @Test("what comes all the same on a page whose place was taken counts, and what is over is held")
  func late() throws {
    let document = try shop.document("100.00")
    let first = try start(document, "80.00")
    let second = try start(document, "60.00", with: "payzen")
    try pay(first)
    #expect(try shop.now(document).paid == shop.euros("80.00"))
    #expect(try shop.now(document).state == .partiallyPaid)
    let later = shop.at(Shop.noon + Seconds(60))
    let callback = try later.kit.payments.simulate(.paid, of: second)
    _ = try later.kit.payments.receiver(for: "payzen").receive(callback)
    #expect(try shop.now(document).paid == shop.euros("80.00"))
    #expect(try shop.needingAttention() == [second.reference])
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("money under way takes room by itself and is ended by nobody")
  func underWay() throws {
    let document = try shop.document("100.00")
    let first = try start(document, "80.00")
    try pay(first, .pending)
    #expect(try shop.now(document).claim == shop.euros("20.00"))
    #expect(throws: Fault.self) { try start(document, "20.01", with: "payzen") }
    _ = try start(document, "20.00", with: "payzen")
    #expect(try states(document) == [.pending, .pending])
  }

  @Test("the provider is asked about an attempt whose place was taken until its page is over")
  func asked() throws {
    let document = try shop.document("100.00")
    let first = try start(document, "80.00")
    _ = try start(document, "60.00")
    func isAsked(_ time: Int64) throws -> Bool {
      var cursor = PaymentStore.DueCursor()
      let due = try shop.kit.payments.store.due(
        at: Shop.noon + Seconds(time), after: &cursor, limit: 9)
      return due.map(\.reference) == [first.reference]
    }
    #expect(try isAsked(86_400))
    let reconciliation = shop.at(Shop.noon + Seconds(3 * 86_400)).kit.reconciliation()
    _ = try reconciliation.run()
    #expect(try !isAsked(400 * 86_400))
  }

  @Test(
    "however many are started, those that are open never ask for more than the claim",
    arguments: 1...12)
  func never(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let document = try shop.document("100.00")
    for _ in 0..<25 {
      let claim = try shop.now(document).claim.minorUnits
      guard claim >= 1000 else { break }
      let units = Int64.random(in: 1000...claim, using: &generator)
      let name = ["stripe", "payzen", "bitpay"].randomElement(using: &generator) ?? "stripe"
      let amount = Amount(minorUnits: units, currency: .euro)
      let payment = try shop.kit.payments.start(document, with: name, amount: amount).payment
      func open() throws -> Int64 {
        try shop.kit.payments.payments(for: document).filter { $0.status.state == .pending }
          .reduce(0) { $0 + $1.amount.minorUnits }
      }
      #expect(try open() <= claim)
      #expect(try shop.payment(payment.reference).status.state == .pending)
      if Int.random(in: 0...4, using: &generator) == 0 { try pay(payment) }
      let now = try shop.now(document)
      #expect(try open() <= now.claim.minorUnits)
      #expect(now.paid.minorUnits <= now.total.minorUnits)
    }
    #expect(try shop.kit.audit.run().isValid)
  }
}
