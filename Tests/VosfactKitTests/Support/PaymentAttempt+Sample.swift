@testable import VosfactKit

extension PaymentAttempt {
  /// An attempt to pay €129.90 of invoice F-2026-000001, an hour long; what a test is about differs.
  static func sample(
    reference: String = "K7M3Q9XT2V8B4NC5",
    amount: Amount = Amount(minorUnits: 12_990, currency: .euro),
    title: String = "Facture F-2026-000001 & é", language: String = "fr",
    buyer: Buyer = Buyer(name: "Zoé Lefèvre", email: "zoe@example.org"),
    startedAt: UnixTime = Shop.noon, lifetime: Int64 = 3600, dayNumber: Int = 0
  ) -> PaymentAttempt {
    PaymentAttempt(
      reference: reference, amount: amount, documentNumber: "F-2026-000001", title: title,
      language: language, buyer: buyer, returnAddress: "https://pay.example/r/T0KEN",
      payAddress: "https://pay.example/p/T0KEN", base: "https://pay.example",
      startedAt: startedAt, expiresAt: startedAt + Seconds(lifetime), dayNumber: dayNumber)
  }
}
