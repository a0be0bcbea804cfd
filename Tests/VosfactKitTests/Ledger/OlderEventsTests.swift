import Testing

@testable import VosfactKit

/// Versions of the program that did not keep which transaction an event was about made its digest without it.
@Suite struct OlderEventsTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
    try shop.attempt(shop.document(), "A")
  }

  private func paid(_ amount: String = "120.00") throws -> PaymentEvent {
    PaymentEvent(
      id: "1", kind: .paid, of: .named("T-1"), at: Shop.noon, amount: try shop.euros(amount),
      reference: "A", identifiers: ["line_A"])
  }

  private static let makeOlder: StaticString = """
    UPDATE payment_event
       SET transaction_id = NULL, callback = NULL, digest = ?1
    """

  /// Leaves what is stored of the event as such a version stored it, in a message or as an answer of the API.
  private func makeOlder(_ digest: [UInt8]) throws {
    try shop.kit.database.run(Self.makeOlder, digest)
  }

  @Test("the same event told again in a message is a repeat")
  func message() throws {
    let event = try paid()
    #expect(try shop.receive(event).result == .applied)
    try makeOlder(event.withoutTransaction.fullDigest)
    #expect(try shop.receive(event).result == .repeated)
    #expect(try shop.payment("A").status.attention == nil)
  }

  @Test("the same event told again by the API is a repeat")
  func answer() throws {
    let event = try paid()
    try shop.receive(event)
    try makeOlder(event.withoutTransaction.digest)
    let ledger = shop.kit.payments.ledger
    let compared = try ledger.compare([ToldEvent(event)], from: "line")
    #expect(try compared.repeated == shop.payment("A").key)
    #expect(compared.contradiction == nil)
  }

  @Test("another amount under the same id is a contradiction all the same")
  func contradiction() throws {
    let event = try paid()
    try shop.receive(event)
    try makeOlder(event.withoutTransaction.fullDigest)
    #expect(try shop.receive(paid("60.00")).result == .refused)
    #expect(try shop.payment("A").status.attention == .needsQuery)
  }
}
