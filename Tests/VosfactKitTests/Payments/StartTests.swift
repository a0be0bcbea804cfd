import Localization
import Testing

@testable import VosfactKit

@Suite struct StartTests {
  private let shop: Shop

  init() throws {
    shop = try Shop()
    let settings = shop.kit.settings
    try settings.set(.onlinePaymentsEnabled, to: "true", at: Shop.noon)
    try settings.set(.payLinkBase, to: "https://shop.test", at: Shop.noon)
    try shop.kit.providers.named("stripe").enable(.simulated)
    // A database that a command makes has its first key from the start.
    try shop.kit.payLinks.addFirstKey()
  }

  private func start(_ document: Document, _ amount: Amount? = nil, in shop: Shop? = nil) throws
    -> Payment
  {
    try (shop ?? self.shop).kit.payments.start(document, with: "stripe", amount: amount).payment
  }

  @Test("an attempt that is open is given again, until it is older than reconcile.give-up")
  func again() throws {
    let document = try shop.document()
    let first = try start(document)
    #expect(try start(document) == first)
    let later = shop.at(Shop.noon + Seconds(86_399))
    #expect(try start(document, in: later) == first)
    let tooLate = shop.at(Shop.noon + Seconds(86_400))
    #expect(try start(document, in: tooLate).reference != first.reference)
  }

  @Test("an attempt for another amount, or after one that failed, is a new one")
  func another() throws {
    let document = try shop.document()
    let whole = try start(document)
    let part = try start(document, shop.euros("50.00"))
    #expect(part.reference != whole.reference)
    #expect(part.amount == (try shop.euros("50.00")))

    let receiver = try shop.kit.payments.receiver(for: "stripe")
    _ = try receiver.receive(try shop.kit.payments.simulate(.failed, of: part))
    #expect(try shop.payment(part.reference).status.state == .failed)
    let retry = try start(document)
    #expect(![whole.reference, part.reference].contains(retry.reference))
  }

  @Test("an attempt is in the document's history, and leaves the document alone")
  func history() throws {
    let document = try shop.document()
    _ = try start(document)
    #expect(try shop.history(document) == ["document.created", "payment.started"])
    #expect(try shop.now(document).state == .issued)
  }

  @Test(
    "more than is left, nothing and less than nothing cannot be paid",
    arguments: ["120.01", "0.00", "-1.00"])
  func amounts(_ text: String) throws {
    let document = try shop.document()
    #expect(throws: Fault.self) { try start(document, shop.euros(text)) }
    #expect(try shop.kit.payments.payments(for: document).isEmpty)
  }

  @Test("what is not payable is not started, with the reason")
  func notPayable() throws {
    let quote = try shop.document(kind: .quote)
    #expect(throws: NotPayable.kind(number: quote.number, .quote)) { try start(quote) }
    let canceled = try shop.kit.invoicing.cancel(try shop.document(), neverDelivered: "an error")
    #expect(throws: NotPayable.canceled(number: canceled.number)) { try start(canceled) }
    let nothing = try shop.document("0.00")
    #expect(throws: NotPayable.nothingLeft(number: nothing.number)) { try start(nothing) }
    try shop.kit.settings.set(.maximumAmount, to: "100", at: Shop.noon)
    let large = try shop.document()
    #expect(
      throws: NotPayable.overMaximum(number: large.number, balance: large.balance, maximum: "100")
    ) { try start(large) }
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "false", at: Shop.noon)
    #expect(throws: NotPayable.disabled) { try start(large) }
  }

  @Test("what the user does not let a provider take is refused before it is asked")
  func limits() throws {
    let stripe = try shop.kit.providers.named("stripe")
    try stripe.set(stripe.key("max-amount"), to: "100")
    #expect(throws: ProviderError.self) { try start(try shop.document("100.01")) }
    _ = try start(try shop.document("100.00"))
    try stripe.set(stripe.key("currencies"), to: "CHF")
    #expect(throws: ProviderError.self) { try start(try shop.document("50.00")) }
  }

  @Test("a provider that is disabled, or fails, leaves nothing behind")
  func failure() throws {
    let document = try shop.document()
    let stripe = try shop.kit.providers.named("stripe")
    try stripe.disable()
    #expect(throws: ProviderError.notEnabled(provider: "stripe")) { try start(document) }

    try shop.kit.transaction {
      let secrets = SecretStore(database: shop.database, environment: [:])
      for (key, value) in [("secret-key", "sk_test_1"), ("webhook-secret", "whsec_0123456789")] {
        try secrets.add(Secret(bytes: Array(value.utf8)), to: stripe.storedSecret(key))
      }
    }
    try stripe.enable(.test)
    let kit = Kit(
      database: shop.database, transport: UnreachableTransport(), clock: { Shop.noon })
    let before = try DatabaseContent.whole(shop.database)
    #expect(throws: ProviderError.self) {
      try kit.payments.start(document, with: "stripe")
    }
    #expect(try DatabaseContent.whole(shop.database) == before)
    #expect(try shop.history(document) == ["document.created"])
  }
}

/// A host without a network.
private struct UnreachableTransport: HTTPTransport {
  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    throw .unreachable(host: request.host, reason: "Could not resolve host", status: 6)
  }
}
