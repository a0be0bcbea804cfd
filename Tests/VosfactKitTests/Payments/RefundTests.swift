import Localization
import Testing

@testable import VosfactKit

@Suite(.enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct RefundTests {
  private let shop: StripeShop
  private let payment: Payment

  init() throws {
    shop = try StripeShop()
    let started = try shop.start()
    try shop.stripe.answer([["status": 200, "body": shop.paid(started)]])
    try #require(try shop.reconcile(after: 3600).changed == 1)
    payment = started
    _ = try shop.stripe.received()
  }

  private func euros(_ text: String) throws -> Amount { try Amount(text, currency: .euro) }

  private func refund(_ amount: String? = nil) throws -> (refund: Refund, payment: Payment) {
    try shop.kit(after: 7200).payments.refund(payment, amount: amount.map(euros))
  }

  private func answer(_ status: Int64, refund: JSONValue, then refunded: Int64? = nil) throws {
    var answers: [JSONValue] = [["status": .integer(status), "body": refund]]
    if let refunded {
      answers.append(["status": 200, "body": try shop.paid(payment, refunded: refunded)])
    }
    try shop.stripe.answer(answers)
  }

  private func taken(_ id: String) -> JSONValue {
    ["id": .string(id), "object": "refund", "status": "succeeded"]
  }

  /// The paths, idempotency keys and forms of the refunds that were asked for.
  private func asked() throws -> [(key: String?, form: String?)] {
    try shop.stripe.received().filter { $0["path"] == "/v1/refunds" }.map { request in
      (request["headers"]?["idempotency-key"]?.string, request["body"]?.string)
    }
  }

  @Test("all that is left goes back, and the document is open again")
  func whole() throws {
    try answer(200, refund: taken("re_1"), then: 12_000)
    let (refund, refunded) = try refund()
    #expect(refund.state == .done)
    #expect(refund.amount == payment.amount)
    #expect(refund.providerReference == "re_1")
    #expect(refunded.status.state == .refunded)
    let requests = try asked()
    #expect(requests.count == 1)
    #expect(requests.first?.key == "vosfact-refund-\(refund.reference)")
    #expect(
      requests.first?.form
        == "payment_intent=pi_1&amount=12000&metadata[reference]=\(refund.reference)")
    let document = try #require(try shop.kit.payments.document(of: payment))
    #expect(document.balance == payment.amount)
    #expect(try shop.kit.audit.run().isValid)
    #expect(throws: RefundError.nothingLeft(payment: payment.reference)) { try self.refund() }
  }

  @Test("parts add up, and never to more than was paid")
  func parts() throws {
    try answer(200, refund: taken("re_1"), then: 5000)
    #expect(try refund("50.00").payment.status.state == .partiallyRefunded)
    #expect(throws: RefundError.overPaid(payment: payment.reference, left: try euros("70.00"))) {
      try refund("70.01")
    }
    #expect(try asked().count == 1)
    try answer(200, refund: taken("re_2"), then: 12_000)
    #expect(try refund().refund.amount == euros("70.00"))
    #expect(try shop.kit.payments.refunds(of: payment).map(\.state) == [.done, .done])
  }

  @Test("a refund that is under way counts before the money is out")
  func underWay() throws {
    try answer(200, refund: taken("re_1"), then: 0)
    #expect(try refund("100.00").refund.state == .accepted)
    #expect(throws: RefundError.overPaid(payment: payment.reference, left: try euros("20.00"))) {
      try refund("20.01")
    }
    try shop.stripe.answer([["status": 200, "body": shop.paid(payment, refunded: 10_000)]])
    #expect(try shop.reconcile(after: 10_000).changed == 1)
    #expect(try shop.kit.payments.refunds(of: payment).map(\.state) == [.done])
    #expect(try shop.reconcile(after: 20_000).isSilent)
  }

  /// Stripe that answers nothing but errors to every repetition of one request.
  private func fail() throws {
    try shop.stripe.answer(Array(repeating: ["status": 500, "body": [:]], count: 4))
  }

  @Test(
    "a refund without an answer is asked for once more under the same key, if it was never made")
  func unanswered() throws {
    try fail()
    #expect(throws: ProviderError.self) { try refund("50.00") }
    #expect(try shop.kit.payments.refunds(of: payment).map(\.state) == [.requested])
    #expect(throws: RefundError.unanswered(payment: payment.reference, amount: try euros("50.00")))
    {
      try shop.stripe.answer([["status": 200, "body": shop.paid(payment)]])
      return try refund("60.00")
    }
    try shop.stripe.answer([
      ["status": 200, "body": shop.paid(payment)], ["status": 200, "body": taken("re_1")],
      ["status": 200, "body": shop.paid(payment, refunded: 5000)],
    ])
    #expect(try refund("50.00").refund.state == .done)
    #expect(Set(try asked().map(\.key)).count == 1)
    #expect(try shop.kit.payments.refunds(of: payment).count == 1)
  }

  @Test("a refund whose answer was lost is found, and not made again")
  func lostAnswer() throws {
    try fail()
    #expect(throws: ProviderError.self) { try refund("50.00") }
    _ = try asked()
    try shop.stripe.answer([["status": 200, "body": shop.paid(payment, refunded: 5000)]])
    #expect(try refund("50.00").refund.state == .done)
    #expect(try asked().isEmpty)
    #expect(try shop.kit.payments.named(payment.reference).status.refunded == 5000)
  }

  @Test(
    "a refund whose answer cannot be read may have been made: it is looked for, and asked for once more under the same key",
    arguments: [
      "", "<html>maintenance", "[]", "{}", #"{"id":"re_1","object":"refund"}"#,
      #"{"id":"re_1","object":"charge","status":"succeeded"}"#,
    ])
  func unreadable(_ body: String) throws {
    let key = try IdempotencyKey("once", of: "50.00")
    let refund = {
      try shop.kit(after: 7200).payments.refund(payment, amount: euros("50.00"), under: key)
    }
    try shop.stripe.answer([["status": 200, "body": .string(body)]])
    let error = #expect(throws: ProviderError.self) { try refund() }
    #expect(error?.nature == .unreachable)
    #expect(try shop.kit.payments.refunds(of: payment).map(\.state) == [.requested])
    try shop.stripe.answer([
      ["status": 200, "body": shop.paid(payment)], ["status": 200, "body": taken("re_1")],
      ["status": 200, "body": shop.paid(payment, refunded: 5000)],
    ])
    #expect(try refund().refund.state == .done)
    #expect(Set(try asked().map(\.key)).count == 1)
    #expect(try refund().refund.providerReference == "re_1")
    #expect(try asked().isEmpty)
    #expect(try shop.kit.payments.refunds(of: payment).count == 1)
  }

  @Test(
    "a redirection is no answer, and a request that the provider gave up waiting for passes",
    arguments: [302, 408])
  func noAnswer(_ status: Int64) throws {
    try answer(status, refund: [:])
    #expect(throws: ProviderError.self) { try refund("50.00") }
    #expect(try shop.kit.payments.refunds(of: payment).map(\.state) == [.requested])
  }

  @Test("a refund that the provider declines is closed, and can be asked for anew")
  func declined() throws {
    try answer(400, refund: ["error": ["code": "insufficient_funds"]])
    let error = #expect(throws: ProviderError.self) { try refund() }
    #expect(error?.text.en.contains("insufficient_funds") == true)
    #expect(try shop.kit.payments.refunds(of: payment).map(\.state) == [.refused])
    try answer(200, refund: taken("re_2"), then: 12_000)
    #expect(try refund().refund.state == .done)
  }

  @Test("a refund that fails at once is closed, for the provider's reason")
  func failedAtOnce() throws {
    try answer(
      200,
      refund: [
        "id": "re_1", "object": "refund", "status": "failed",
        "failure_reason": "expired_or_canceled_card",
      ])
    let error = #expect(throws: ProviderError.self) { try refund("50.00") }
    #expect(error?.text.en.contains("expired_or_canceled_card") == true)
    #expect(try shop.kit.payments.refunds(of: payment).map(\.state) == [.refused])
  }

  @Test("a refund that comes to nothing later is closed, and counts no more")
  func failedLater() throws {
    try answer(200, refund: taken("re_1"), then: 0)
    _ = try refund("100.00")
    let failure = PaymentEvent(
      id: "evt_1", kind: .refundFailed, of: .unnamed, at: StripeShop.noon + Seconds(9000),
      amount: try euros("100.00"), identifiers: ["pi_1"], subject: "re_1")
    let query = try StatusQuery(
      payments: shop.kit.payments, provider: shop.kit.providers.provider("stripe"), name: "stripe",
      mode: .test)
    _ = try shop.kit.transaction { try query.post([failure], about: payment) }
    #expect(try shop.kit.payments.refunds(of: payment).map(\.state) == [.refused])
    try answer(200, refund: taken("re_2"), then: 12_000)
    #expect(try refund().refund.amount == payment.amount)
  }

  @Test("a rehearsal asks nobody and changes nothing")
  func rehearsal() throws {
    let before = try DatabaseContent.whole(shop.kit.database)
    let (refund, _) = try shop.kit.payments.refund(
      payment, amount: euros("20.00"), rehearsing: true)
    #expect(refund.amount == (try euros("20.00")))
    #expect(try DatabaseContent.whole(shop.kit.database) == before)
    #expect(try shop.stripe.received().isEmpty)
  }

  @Test("a payment is not refunded in another mode, and one recorded by hand by nobody")
  func impossible() throws {
    try shop.kit.providers.named("stripe").enable(.simulated)
    #expect(throws: RefundError.otherMode(payment: payment.reference, provider: "stripe")) {
      try refund()
    }
    #expect(throws: Fault.amountNotPositive) {
      try shop.kit.providers.named("stripe").enable(.test)
      return try refund("0.00")
    }
  }

  @Test("in simulated mode the money goes back at once")
  func simulated() throws {
    let shop = try StripeShop(.simulated)
    let payment = try shop.start()
    #expect(throws: RefundError.nothingLeft(payment: payment.reference)) {
      try shop.kit.payments.refund(payment)
    }
    _ = try shop.kit.payments.receiver(for: "stripe")
      .receive(shop.kit.payments.simulate(.paid, of: payment))
    let (refund, refunded) = try shop.kit.payments.refund(payment, amount: euros("20.00"))
    #expect(refund.state == .done)
    #expect(refunded.status.state == .partiallyRefunded)
    #expect(refunded.status.refunded == 2000)
    #expect(try shop.kit.audit.run().isValid)
  }
}
