import Localization
import Testing

@testable import VosfactKit

/// What is known of purchases in the end is a function of the set of events, as it is for documents: whether
/// there is a document, whom it is addressed to, how far it is paid, what was bought of each product.
@Suite struct PurchaseOrderTests {
  /// A shop before anything was heard: purchases of a reusable product, two attempts at one order, a purchase
  /// that makes no document, and two attempts at an order that makes none.
  private static func shop() throws -> Shop {
    let shop = try Shop()
    let product = try shop.product("10.00")
    let order = try shop.product("33.33", name: "Basket", order: "C-7")
    let bare = try shop.product("5.00", name: "Coffee", order: "C-8")
    try shop.purchase(product, "A0", knownAs: ["s0"], number: 1)
    try shop.purchase(product, "A1", by: shop.customer("Bob", "bob@client.test"), number: 2)
    try shop.purchase(order, "A2", by: shop.customer("Jnae"), knownAs: ["s2"], number: 3)
    try shop.purchase(order, "A3", making: .receipt, knownAs: ["s3", "p3"], number: 4)
    try shop.purchase(product, "A4", making: nil, number: 5)
    try shop.purchase(bare, "A5", making: nil, number: 6)
    try shop.purchase(bare, "A6", knownAs: ["s6"], number: 7)
    return shop
  }

  private static let asked: [Int64] = [1000, 1000, 3333, 3333, 1000, 500, 500, 700]

  private static func event(
    _ id: String, _ payment: Int, _ generator: inout SeededGenerator
  ) -> PaymentEvent {
    func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &generator) == 0 }
    let kind: PaymentEvent.Kind =
      chance(2) ? .paid : PaymentEvent.Kind.allCases.randomElement(using: &generator) ?? .paid
    var units = asked[payment]
    if kind == .refunded || kind == .refundFailed || kind == .disputed || chance(9) {
      units = [units, units / 2, units + 1].randomElement(using: &generator) ?? units
    }
    return PaymentEvent(
      id: id, kind: kind, of: .unnamed,
      at: Shop.noon + Seconds(Int64.random(in: 0..<4, using: &generator)),
      amount: chance(9) ? nil : Amount(minorUnits: units, currency: .euro),
      reference: chance(4) ? nil : payment < 7 ? "A\(payment)" : "XXXXXXXXXXXXXXX7",
      identifiers: ["s\(payment)", "p\(payment)"].filter { _ in chance(2) },
      subject: chance(2) ? "x" : nil, isRunningTotal: kind == .refunded && chance(2),
      method: chance(2) ? "card" : nil)
  }

  private static func messages(
    about payments: [Int], _ count: Int, _ generator: inout SeededGenerator
  ) throws -> [[UInt8]] {
    try (0..<count).map { number in
      let payment = payments.randomElement(using: &generator) ?? 0
      return try LineProvider.request([event("e\(number)", payment, &generator)])
    }
  }

  /// What a new shop knows after `messages`.
  ///
  /// Documents stand for themselves by their id outside: their numbers follow the order in which it was heard
  /// that they are paid, as numbers must.
  private static func outcome(_ messages: [[UInt8]]) throws -> String {
    let shop = try shop()
    let receiver = shop.receiver()
    for message in messages { _ = try receiver.receive(message) }
    let report = try shop.kit.audit.run()
    #expect(report.isValid, "\(report.reason?.en ?? "")")
    return try [
      """
      SELECT public_id, kind, stage, state, issued_on, due_on, currency, language, net, tax, total,
             paid, paid_at, order_reference, buyer_name, buyer_email
        FROM document ORDER BY public_id
      """,
      """
      SELECT payment.reference, document.public_id, payment.state, settled, refunded, payment.credited,
             payment.paid_at, attention, method, conflicting
        FROM payment LEFT JOIN document ON document.id = payment.document
       ORDER BY reference
      """,
      "SELECT name, bought, taken FROM product ORDER BY name",
      "SELECT count(*) FROM number_series WHERE last > 4",
    ].map { try DatabaseContent.rows($0, of: shop.database).joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  @Test(
    "any order and any repetition of events lead to the same", arguments: 0..<60 as Range<UInt64>)
  func anyOrder(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let groups = [[0, 1], [2, 3], [4, 0], [5, 6], [2, 3, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7]]
    let payments = groups[Int(seed) % groups.count]
    let messages = try Self.messages(
      about: payments, Int.random(in: 2...12, using: &generator), &generator)
    let expected = try Self.outcome(messages)
    for _ in 0..<6 {
      let repeats = messages.filter { _ in Bool.random(using: &generator) }
      let order = (messages + repeats).shuffled(using: &generator)
      try #require(try Self.outcome(order) == expected)
    }
  }
}
