import Foundation
import Testing

@testable import VosfactKit

/// A second implementation of the signature, on Python's package `cryptography`.
private enum PayPalCheck {
  static let counterpart = PythonCounterpart(package: "cryptography", script: "paypal_check")

  /// What it says of each callback, one line each.
  static func judge(
    _ callbacks: [CallbackRequest], webhook: String, _ identity: SigningIdentity
  ) throws -> [String] {
    let pem = { (certificate: Certificate) throws -> JSONValue in
      .string(String(decoding: try #require(certificate.pem), as: UTF8.self))
    }
    return try counterpart.judge(
      callbacks.map { callback in
        [
          "body": .string(callback.body.hexadecimal),
          "headers": .object(
            callback.headers.fields.map { JSONMember($0.name, .string($0.value)) }),
          "webhook": .string(webhook), "authority": try pem(identity.authority),
          "certificate": try pem(identity.certificate),
        ]
      })
  }
}

@Suite(.waiting) struct PayPalSimulationTests {
  private let fixture: PayPalFixture
  private let now = PayPalFixture.now
  private let amount = Amount(minorUnits: 12_990, currency: .euro)

  init() throws {
    fixture = try PayPalFixture(.simulated)
  }

  private func simulate(
    _ outcome: SimulatedOutcome, amount: Amount? = nil, identifiers: [String] = []
  ) throws -> CallbackRequest {
    try fixture.provider.simulate(
      outcome, of: PayPalFixture.payment(identifiers: identifiers), amount: amount ?? self.amount,
      now: now, random: .system)
  }

  @Test(
    "a second implementation takes every simulated callback, and none that was altered",
    .enabled(
      if: PayPalCheck.counterpart.canTest, "needs Python's package cryptography in .build-python"))
  func secondImplementation() throws {
    let pem = try #require(fixture.configuration.secrets("simulated-certificate").first)
    let identity = try #require(SigningIdentity(pem: pem.bytes))
    let callbacks = try SimulatedOutcome.allCases.map { try simulate($0) }
    let accepted = try PayPalCheck.judge(callbacks, webhook: PayPalFixture.webhook, identity)
    #expect(
      accepted.map { $0.split(separator: " ").last.map(String.init) } == [
        "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.PENDING", "PAYMENT.CAPTURE.PENDING",
        "PAYMENT.CAPTURE.DENIED",
        "CHECKOUT.PAYMENT-APPROVAL.REVERSED", "CHECKOUT.ORDER.VOIDED",
        "PAYMENT.CAPTURE.REFUNDED", "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.CREATED",
        "CUSTOMER.DISPUTE.RESOLVED", "CUSTOMER.DISPUTE.RESOLVED",
      ])
    let altered = try callbacks.map { callback in
      var body = callback.body
      body[body.count / 2] ^= 1
      return try CallbackRequest(
        method: callback.method, target: callback.target, headers: callback.headers, body: body)
    }
    let refused = altered.map { _ in "refused InvalidSignature" }
    #expect(
      try PayPalCheck.judge(altered, webhook: PayPalFixture.webhook, identity) == refused)
    #expect(try PayPalCheck.judge(callbacks, webhook: "WEBHOOK_ID", identity) == refused)
  }

  @Test(
    "a simulated outcome is read as what it is to tell",
    arguments: [
      (SimulatedOutcome.paid, PaymentEvent.Kind.paid), (.pending, .processing),
      (.processing, .processing), (.failed, .failed), (.expired, .expired), (.canceled, .canceled),
      (.refunded, .refunded), (.disputed, .disputed), (.inquiry, .disputed),
      (.disputeWon, .disputeWon), (.disputeLost, .disputeLost),
    ])
  func outcome(_ outcome: SimulatedOutcome, _ kind: PaymentEvent.Kind) throws {
    let callback = try fixture.verify(simulate(outcome))
    #expect(callback.events.map(\.kind) == [kind])
    #expect(callback.transmission?.count == 36)
    let event = try #require(callback.events.first)
    let told = outcome == .inquiry ? Amount(minorUnits: 0, currency: .euro) : amount
    #expect(event.amount == (outcome == .expired ? nil : told))
    #expect((event.subject == "PP-D-K7M3Q9XT2V8B4NC5") == outcome.isAboutDispute)
    #expect(event.at == now)
    #expect(event.reference == "K7M3Q9XT2V8B4NC5")
    // Nobody is asked in place of it.
    #expect(
      try fixture.provider.confirm(
        callback, of: PayPalFixture.payment(), over: ImpatientTransport(), now: now) == nil)
  }

  @Test("a simulated callback is a sound request, each sending and event with an id of its own")
  func request() throws {
    let (first, second) = (try simulate(.paid), try simulate(.paid))
    #expect(try CallbackRequest(parsing: first.serialized()) == first)
    #expect(first.target == "/callback/paypal")
    #expect(first.headers["Content-Length"] == String(first.body.count))
    let (one, other) = (try fixture.verify(first), try fixture.verify(second))
    #expect(one.transmission != other.transmission)
    #expect(one.events.first?.id != other.events.first?.id)
    #expect(one.events.first?.identifiers == other.events.first?.identifiers)
  }

  @Test("a payment that PayPal knows keeps the names it has there")
  func knownNames() throws {
    let names = ["order:ORD1", "capture:CAP1"]
    #expect(
      try fixture.verify(simulate(.paid, identifiers: names)).events.first?.identifiers == names)
  }

  @Test("a smaller amount is a refund of a part, in all so far")
  func part() throws {
    let part = Amount(minorUnits: 10, currency: .euro)
    let event = try #require(
      try fixture.verify(simulate(.refunded, amount: part)).events.first)
    #expect(event.amount == part)
    #expect(event.isRunningTotal)
  }

  @Test("what is simulated is trusted in the database that made it, and in simulated mode only")
  func trustedHereOnly() throws {
    let callback = try simulate(.paid)
    let refused = { (other: PayPalFixture) throws -> ProviderError? in
      #expect(throws: ProviderError.self) { try other.verify(callback) }
    }
    #expect(try refused(PayPalFixture(.simulated)) == .refused(.forged))
    // Even where somebody has put its certificate and trusts its authority.
    let pem = try #require(fixture.configuration.secrets("simulated-certificate").first)
    let identity = try #require(SigningIdentity(pem: pem.bytes))
    let authority = String(decoding: try #require(identity.authority.pem), as: UTF8.self)
    let live = try PayPalFixture(.live, authorities: authority)
    guard case .certificateMissing = try refused(live) else {
      return #expect(Bool(false), "live mode takes it")
    }
    try live.keep(
      String(decoding: #require(identity.certificate.pem), as: UTF8.self), as: "CERT-simulated")
    #expect(try refused(live) == .refused(.wrongMode(expected: .live)))
    let test = try PayPalFixture(.test)
    try test.keep(
      String(decoding: #require(identity.certificate.pem), as: UTF8.self), as: "CERT-simulated")
    guard case .refused(.untrusted) = try refused(test) else {
      return #expect(Bool(false), "test mode takes it")
    }
  }

  @Test("nothing can be simulated where only PayPal can sign")
  func signedElsewhere() throws {
    let fixture = try PayPalFixture(.test)
    #expect(throws: ProviderError.signedElsewhere(provider: "paypal")) {
      try fixture.provider.simulate(
        .paid, of: PayPalFixture.payment(), amount: amount, now: now, random: .system)
    }
  }
}
