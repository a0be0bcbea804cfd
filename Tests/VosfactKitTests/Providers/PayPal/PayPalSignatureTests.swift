import Foundation
import Localization
import Testing

@testable import VosfactKit

@Suite struct PayPalSignatureTests {
  private let fixture: PayPalFixture
  private let genuine: PayPalVectors.Vector

  init() throws {
    fixture = try PayPalFixture()
    try fixture.keep()
    genuine = try #require(PayPalVectors.all?.vectors.first)
  }

  @Test("all known answers are at hand")
  func vectorCount() {
    #expect(PayPalVectors.all?.vectors.count == 48)
    #expect(PayPalVectors.all?.attacks.count == 1)
  }

  @Test(
    "a callback is accepted or refused as it should be",
    arguments: PayPalVectors.all?.vectors ?? [])
  func vector(_ vector: PayPalVectors.Vector) throws {
    let fixture = try PayPalFixture(
      .test, ["webhook-id": vector.webhookIds.joined(separator: ", ")], authorities: vector.caPem)
    // What the address serves, as if it had been fetched, whatever the address.
    try fixture.keep(vector.certPem)
    let request = try PayPalFixture.request(vector.headers, vector.body)
    let verify = { try fixture.verify(request, now: UnixTime(seconds: vector.now)) }
    guard vector.expect == "accept" else {
      let error = #expect(throws: ProviderError.self) { try verify() }
      switch error {
      case .refused: #expect(vector.name != "cert-not-pem")
      case .certificateMissing: #expect(vector.name == "cert-not-pem")
      default: #expect(Bool(false), "not refused: \(error as Any)")
      }
      return
    }
    let callback = try verify()
    let event = try #require(callback.events.first)
    #expect(callback.events.count == 1)
    #expect(callback.transmission == "d938e770-8046-11e6-8103-6b62a8a99ac4")
    #expect(event.kind == (vector.name == "valid-dispute" ? .disputed : .paid))
    #expect(event.amount == Amount(minorUnits: 12_990, currency: .euro))
    #expect(event.reference == "INV-2026-0042")
    #expect(event.identifiers.last == "capture:N7WKUC3L4DFY7BEDL")
  }

  @Test("live mode refuses what the sandbox signs")
  func sandbox() throws {
    let fixture = try PayPalFixture(.live)
    let vectors = try #require(PayPalVectors.all?.vectors)
    let sandbox = try #require(vectors.first { $0.name == "valid-sandbox-certificate" })
    for (headers, pem) in [
      (genuine.headers, sandbox.certPem), (sandbox.headers, genuine.certPem),
    ] {
      try fixture.keep(pem)
      #expect(throws: ProviderError.refused(.wrongMode(expected: .live))) {
        try fixture.verify(PayPalFixture.request(headers, sandbox.body))
      }
    }
    try fixture.keep(genuine.certPem)
    #expect(
      try fixture.verify(PayPalFixture.request(genuine.headers, genuine.body)).events.count == 1)
  }

  @Test(
    "a certificate that is not here is a failure that passes, and names the command that fetches it"
  )
  func missing() throws {
    let fixture = try PayPalFixture()
    let error = #expect(throws: ProviderError.self) {
      try fixture.verify(PayPalFixture.request(genuine.headers, genuine.body))
    }
    #expect(error?.nature == .busy)
    for language in Language.allCases {
      let text = try #require(error?.text[language])
      #expect(
        text.hasSuffix(
          "vosfact provider certificate paypal "
            + "https://api.paypal.com/v1/notifications/certs/\(PayPalFixture.certificate)"))
    }
  }

  @Test("a header that is there twice with two values is none")
  func twice() throws {
    for name in genuine.headers.keys.filter({ $0.hasPrefix("PAYPAL-") && !$0.hasSuffix("VERSION") })
    {
      let same = genuine.headers.map { ($0.key, $0.value) } + [(name, genuine.headers[name] ?? "")]
      let callback = { (headers: [(String, String)]) in
        try CallbackRequest(
          method: "POST", target: "/", headers: HTTPHeaders(headers), body: Array(genuine.body.utf8)
        )
      }
      #expect(try fixture.verify(callback(same)).events.count == 1)
      let other = genuine.headers.map { ($0.key, $0.value) } + [(name, "x")]
      #expect(throws: ProviderError.refused(.notSigned)) { try fixture.verify(callback(other)) }
    }
  }

  @Test("any single bit changed in the body makes the callback refused, as every CRC-32 sees it")
  func alteredBody() throws {
    let signature = try PayPalSignature(of: PayPalFixture.request(genuine.headers, genuine.body))
    let chain = try #require(Certificate.all(in: Array(genuine.certPem.utf8)))
    let bytes = Array(genuine.body.utf8)
    try signature.check(bytes, webhooks: [PayPalFixture.webhook], certificate: chain[0])
    for bit in 0..<bytes.count * 8 {
      var body = bytes
      body[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: ProviderError.refused(.forged)) {
        try signature.check(body, webhooks: [PayPalFixture.webhook], certificate: chain[0])
      }
    }
  }

  @Test(
    "any single bit changed in a header makes the callback refused",
    arguments: [
      "PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-TIME", "PAYPAL-TRANSMISSION-SIG",
      "PAYPAL-AUTH-ALGO", "PAYPAL-CERT-URL",
    ])
  func alteredHeader(_ name: String) throws {
    let value = Array(try #require(genuine.headers[name]).utf8)
    for bit in 0..<value.count * 8 {
      var bytes = value
      bytes[bit / 8] ^= 1 << (bit % 8)
      guard let field = try? HTTPHeader(name: name, bytes: bytes) else { continue }
      let others = try HTTPHeaders(
        genuine.headers.filter { $0.key != name }.map { ($0.key, $0.value) })
      let altered = try CallbackRequest(
        method: "POST", target: "/callback/paypal", headers: HTTPHeaders(others.fields + [field]),
        body: Array(genuine.body.utf8))
      let error = #expect(throws: ProviderError.self) { try fixture.verify(altered) }
      switch error {
      case .refused: break
      // Another certificate of PayPal's, which is not here.
      case .certificateMissing: #expect(name == "PAYPAL-CERT-URL")
      default: #expect(Bool(false), "bit \(bit) is not refused")
      }
    }
  }

  @Test("whatever is changed in a callback, it is read or refused, and never crashes")
  func mutations() throws {
    var random = SeededGenerator(seed: 7)
    let bytes = try PayPalFixture.request(genuine.headers, genuine.body).serialized()
    for _ in 0..<2000 {
      var altered = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<altered.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: altered[place] = UInt8.random(in: 0...255, using: &random)
        case 1: altered.remove(at: place)
        default: altered.insert(UInt8.random(in: 0...255, using: &random), at: place)
        }
      }
      guard let request = try? CallbackRequest(parsing: altered) else { continue }
      _ = try? fixture.verify(request)
    }
  }

  @Test("another body under a genuine signature passes the signature, and settles nothing")
  func collision() throws {
    let attack = try #require(PayPalVectors.all?.attacks.first)
    let (real, forged) = (
      try PayPalFixture.request(attack.headers, attack.genuineBody),
      try PayPalFixture.request(attack.headers, attack.body)
    )
    #expect(try fixture.verify(forged).events.first?.amount?.decimal == "999.99")

    for isFirst in [true, false] {
      let fixture = try PayPalFixture(.test, ["confirm-by-api": "false"])
      try fixture.keep()
      let kit = fixture.kit
      let attempt = PaymentAttempt.sample(reference: "INV-2026-0042")
      let document = try kit.invoicing.issue(
        DocumentDraft(
          kind: .invoice, buyer: Buyer(name: "Aline"), lines: [try LineDraft("Work;1;129.90;0")]))
      _ = try kit.transaction {
        try kit.payments.post(attempt, nil, for: document, provider: "paypal", mode: .test)
      }
      let receiver = try kit.payments.receiver(for: "paypal")
      if isFirst {
        let answer = try receiver.receive(forged.serialized())
        #expect(answer.result == .attention)
        #expect(answer.reason == "amount-mismatch")
        #expect(answer.payment?.status.state == .pending)
        #expect(try receiver.receive(real.serialized()).reason == "contradiction")
      } else {
        #expect(try receiver.receive(real.serialized()).payment?.status.state == .paid)
        #expect(try receiver.receive(real.serialized()).result == .repeated)
        let answer = try receiver.receive(forged.serialized())
        #expect(answer.result == .refused)
        #expect(answer.reason == "contradiction")
        #expect(try kit.payments.named("INV-2026-0042").status.state == .paid)
      }
    }
  }
}
