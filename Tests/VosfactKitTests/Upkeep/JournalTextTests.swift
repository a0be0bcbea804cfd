import Localization
import Testing

@testable import VosfactKit

@Suite struct JournalTextTests {
  private func entry(_ kind: JournalKind, _ payload: JSONValue) throws -> JournalEntry {
    let database = try Database.inMemory()
    try database.transaction {
      try Journal(database: database).append(
        kind, about: .document(number: "F-1"), payload, at: Shop.noon)
    }
    var entries = try Journal(database: database).entries()
    return try #require(try entries.next())
  }

  private static let facts: JSONValue = [
    "payment": "K7M3Q9XT2V8B4NC5", "provider": "stripe", "mode": "live", "amount": "120.00",
    "paid": "20.00", "total": "120.00", "currency": "EUR", "attention": "already-settled",
    "event": "evt_1", "key": "pay-link.lifetime", "value": "90d",
  ]

  @Test(
    "every kind has a sentence in each language, which differs", arguments: JournalKind.allCases)
  func sentences(_ kind: JournalKind) throws {
    let text = try entry(kind, Self.facts).text
    #expect(!text.en.isEmpty && !text.fr.isEmpty)
    #expect(text.en != text.fr)
    #expect(text.en != kind.rawValue)
  }

  @Test("what happened to a payment says where, how much, and whether it was simulated")
  func facts() throws {
    let paid = try entry(.paymentPaid, Self.facts).text
    #expect(paid.en == "stripe: paid, 120.00 EUR")
    #expect(paid.fr == "stripe : payé, 120,00\u{202F}€")
    let simulated = try entry(
      .paymentPending,
      [
        "payment": "K7", "provider": "stripe", "mode": "simulated", "amount": "1.00",
        "currency": "EUR",
      ])
    #expect(simulated.text.en == "stripe: unpaid, awaiting confirmation, 1.00 EUR (simulated)")
    #expect(
      try entry(.documentPartiallyPaid, Self.facts).text.en
        == "Partially paid: 20.00 EUR of 120.00 EUR")
  }

  @Test("an entry of a history tells when, what, and of which payment")
  func history() throws {
    let entry = try entry(.paymentPaid, Self.facts)
    #expect(entry.at == Shop.noon)
    #expect(entry.kind == "payment.paid")
    #expect(entry.text.fr == "stripe : payé, 120,00\u{202F}€")
    #expect(entry.payment == "K7M3Q9XT2V8B4NC5")
  }

  @Test("a payload that is not what it should be is still told, without control characters")
  func hostile() throws {
    let text = try entry(
      .settingChanged, ["key": "\u{1B}[2J", "value": .array([])]
    ).text
    #expect(!text.en.unicodeScalars.contains("\u{1B}"))
    #expect(try !entry(.paymentPaid, [:]).text.fr.isEmpty)
  }
}
