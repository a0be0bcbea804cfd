import Localization
import Testing

@testable import VosfactKit

@Suite struct ChargeTests {
  private let folder: TemporaryFolder
  private let shop: Shop

  init() throws {
    folder = try TemporaryFolder()
    shop = try Shop(path: folder.file("shop.db"))
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "true", at: shop.kit.now)
    try shop.kit.settings.set(.payLinkBase, to: "https://pay.example", at: shop.kit.now)
    try shop.kit.payLinks.addFirstKey()
    try shop.kit.providers.named("braintree").enable(.simulated)
  }

  private func nonce(_ text: String) -> Secret { Secret(bytes: Array(text.utf8)) }

  private func start(_ document: Document) throws -> Payment {
    try shop.kit.payments.start(document, with: "braintree").payment
  }

  @Test("a nonce that is good settles the invoice, and is charged once")
  func charged() throws {
    let document = try shop.document()
    let payment = try start(document)
    let charged = try shop.kit.payments.charge(payment, nonce: nonce("fake-valid-nonce"))
    #expect(charged.status.state == .paid)
    #expect(charged.status.method == "card")
    #expect(try shop.now(document).state == .paid)
    #expect(throws: ChargeError.notOpen(payment: payment.reference)) {
      try shop.kit.payments.charge(payment, nonce: nonce("fake-valid-visa-nonce"))
    }
  }

  @Test("a card that is declined leaves the invoice open, and another one pays")
  func declined() throws {
    let document = try shop.document()
    let payment = try start(document)
    let failed = try shop.kit.payments.charge(
      payment, nonce: nonce("fake-processor-declined-visa-nonce"))
    #expect(failed.status.state == .failed)
    #expect(try shop.now(document).state == .issued)
    let later = shop.at(shop.kit.now + Seconds(60))
    let paid = try later.kit.payments.charge(payment, nonce: nonce("fake-valid-nonce"))
    #expect(paid.status.state == .paid)
  }

  @Test("while a payment is being charged, it is not charged again, and other payments are")
  func atOnce() throws {
    let payment = try start(shop.document())
    let other = try start(shop.document())
    let held = try #require(try RunLock(.charge, of: shop.kit.database, for: payment.key.rawValue))
    try withExtendedLifetime(held) {
      #expect(throws: ChargeError.running) {
        try shop.kit.payments.charge(payment, nonce: nonce("fake-valid-nonce"))
      }
      let charged = try shop.kit.payments.charge(other, nonce: nonce("fake-valid-nonce"))
      #expect(charged.status.state == .paid)
    }
  }

  @Test("a nonce that the provider refuses changes nothing")
  func refused() throws {
    let payment = try start(shop.document())
    #expect(throws: ProviderError.self) {
      try shop.kit.payments.charge(payment, nonce: nonce("fake-consumed-nonce"))
    }
    #expect(try shop.payment(payment.reference) == payment)
  }

  @Test("an invoice that was paid otherwise meanwhile is not charged")
  func settled() throws {
    let document = try shop.document()
    let payment = try start(document)
    let other = try shop.kit.payments.start(
      document, with: "braintree", amount: shop.euros("20.00")
    ).payment
    _ = try shop.kit.payments.charge(other, nonce: nonce("fake-valid-nonce"))
    #expect(throws: ChargeError.notOpen(payment: payment.reference)) {
      try shop.kit.payments.charge(payment, nonce: nonce("fake-valid-visa-nonce"))
    }
  }

  @Test("a provider that charges on its own page takes no nonce")
  func withoutNonce() throws {
    try shop.kit.providers.named("stripe").enable(.simulated)
    let payment = try shop.kit.payments.start(shop.document(), with: "stripe").payment
    #expect(throws: ChargeError.withoutNonce(provider: "stripe")) {
      try shop.kit.payments.charge(payment, nonce: nonce("fake-valid-nonce"))
    }
  }

  @Test(
    "each reason is told in each language",
    arguments: [
      ChargeError.withoutNonce(provider: "stripe"), .notOpen(payment: "K7M3"),
      .otherMode(payment: "K7M3", provider: "braintree"), .running,
    ])
  func told(_ error: ChargeError) {
    #expect(error.text.en != error.text.fr)
    #expect(error.text.fr.contains("débité"))
  }
}
