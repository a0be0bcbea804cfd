import Localization
import Testing

@testable import VosfactKit

@Suite(.waiting) struct WebhookSigningTests {
  private static let receiver = PythonCounterpart(
    package: "standardwebhooks", script: "webhook_verifier")

  private let shop: Shop

  init() throws {
    shop = try Shop()
  }

  private func secret() -> Secret { shop.kit.webhooks.newSecret() }

  private func text(of secret: Secret) -> String { String(decoding: secret.bytes, as: UTF8.self) }

  private func webhook(_ secret: Secret) throws -> Webhook {
    try shop.kit.webhooks.add(
      "https://shop.test/hook", events: [.paymentPaid], secret: .value(secret))
  }

  /// The header's value for a call.
  private func sign(_ webhook: Webhook, _ body: String) throws -> String {
    try shop.kit.webhooks.signatures(of: webhook)("msg_1", Shop.noon, Array(body.utf8))
  }

  /// What the library for Python says of a call.
  private func verdict(_ secret: Secret, _ signature: String, _ body: String) throws -> String {
    let question: JSONValue = [
      "secret": .string(text(of: secret)), "body": .string(body),
      "now": .integer(Shop.noon.seconds),
      "headers": [
        "webhook-id": "msg_1", "webhook-timestamp": .string(String(Shop.noon.seconds)),
        "webhook-signature": .string(signature),
      ],
    ]
    return try #require(try Self.receiver.judge([question]).first)
  }

  @Test(
    "the specification's own library accepts a call, and refuses it altered",
    .enabled(if: receiver.canTest, "standardwebhooks is not installed"))
  func library() throws {
    let secret = secret()
    let webhook = try webhook(secret)
    let body = #"{"type":"payment.paid","data":{"name":"Zoë 😀"}}"#
    let signature = try sign(webhook, body)
    #expect(try verdict(secret, signature, body) == "verified payment.paid")
    #expect(try verdict(secret, signature, body + " ").hasPrefix("refused"))
    #expect(try verdict(self.secret(), signature, body).hasPrefix("refused"))
  }

  @Test(
    "after a rotation both secrets verify a call, and after the next one the first no more",
    .enabled(if: receiver.canTest, "standardwebhooks is not installed"))
  func rotation() throws {
    let secrets = (0..<3).map { _ in secret() }
    let webhook = try webhook(secrets[0])
    let body = #"{"type":"payment.paid"}"#
    func verified() throws -> [Bool] {
      let signature = try sign(webhook, body)
      return try secrets.map { try verdict($0, signature, body).hasPrefix("verified") }
    }
    #expect(try verified() == [true, false, false])
    try shop.kit.webhooks.rotate(webhook, to: .value(secrets[1]), retiringOlder: false)
    #expect(try verified() == [true, true, false])
    try shop.kit.webhooks.rotate(webhook, to: .value(secrets[2]), retiringOlder: false)
    #expect(try verified() == [false, true, true])
    try shop.kit.webhooks.rotate(webhook, to: .value(secrets[2]), retiringOlder: true)
    #expect(try verified() == [false, false, true])
  }

  @Test(
    "what is no secret of the scheme is refused, and nothing is stored",
    arguments: [
      "", "secret", "whsec_", "whsec_####", "whsec_c2hvcnQ=",
      "whsec_" + String(repeating: "AAAA", count: 22), "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    ])
  func badSecret(_ text: String) throws {
    let before = try DatabaseContent.whole(shop.database)
    expectFault(
      .badValue,
      "the secret cannot sign calls; it is not whsec_ and the base 64 of 24 to 64 bytes; give another"
    ) { try webhook(Secret(bytes: Array(text.utf8))) }
    #expect(try DatabaseContent.whole(shop.database) == before)
  }

  @Test(
    "an address that cannot be called safely is refused",
    arguments: [
      "http://shop.test/hook", "https://user:word@shop.test/", "ftp://shop.test", "shop.test",
      "https://shop.test/#part", "https://shop.test/a b", "https://shop.test/\r\nX: y", "https://",
    ])
  func badAddress(_ url: String) throws {
    #expect(throws: Fault.notCallable) {
      try shop.kit.webhooks.add(url, events: [.paymentPaid], secret: .value(secret()))
    }
    #expect(try shop.kit.webhooks.all().isEmpty)
  }

  @Test(
    "an address is public or not, however it is written",
    arguments: [
      ("93.184.216.34", true), ("8.8.8.8", true), ("2606:2800:220:1::1", true),
      ("127.0.0.1", false), ("10.1.2.3", false), ("172.31.255.255", false), ("172.32.0.1", true),
      ("192.168.1.1", false), ("169.254.169.254", false), ("100.64.0.1", false),
      ("100.128.0.1", true), ("0.0.0.0", false), ("224.0.0.1", false), ("255.255.255.255", false),
      ("198.18.0.1", false), ("::1", false), ("::", false), ("fe80::1", false),
      ("fd00::1", false), ("ff02::1", false), ("::ffff:127.0.0.1", false),
      ("::ffff:8.8.8.8", true), ("64:ff9b::10.0.0.1", false), ("64:ff9b::8.8.8.8", true),
      ("2002:7f00:1::", false), ("2001:db8::1", false), ("::127.0.0.1", false),
    ])
  func publicAddress(_ text: String, _ isPublic: Bool) throws {
    #expect(try #require(NetworkAddress(text)).isPublic == isPublic)
  }

  @Test(
    "a host on a private network is refused by its number and by its name, unless that is allowed",
    arguments: [
      "https://127.0.0.1/hook", "https://[::1]:8443/hook", "https://localhost/hook",
      "https://192.168.0.10/hook", "https://[::ffff:10.0.0.1]/",
    ])
  func privateHost(_ url: String) throws {
    expectFault(.misconfigured, "is on a private network") {
      try WebhookTarget(of: url, allowingPrivate: false)
    }
    #expect(try WebhookTarget(of: url, allowingPrivate: true).resolution == nil)
  }
}
