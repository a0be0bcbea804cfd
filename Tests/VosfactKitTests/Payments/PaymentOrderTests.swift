import Localization
import Testing

@testable import VosfactKit

/// What is known in the end is a function of the set of events: no order of arrival, repetition or
/// grouping into transactions leaves a trace.
@Suite struct PaymentOrderTests {
  /// A shop before anything was heard: four documents, one of them canceled, and attempts at them.
  private static func shop() throws -> Shop {
    let shop = try Shop()
    let invoice = try shop.document("120.00")
    let deposit = try shop.document("30.00", kind: .depositInvoice)
    let proforma = try shop.document("0.05", kind: .proforma)
    let canceled = try shop.document("50.00")
    try shop.attempt(invoice, "A0", knownAs: ["s0"])
    try shop.attempt(invoice, "A1", knownAs: ["s1"])
    try shop.attempt(invoice, "A2", amount: shop.euros("50.00"))
    try shop.attempt(deposit, "A3", knownAs: ["s3", "p3"])
    try shop.attempt(proforma, "A4")
    try shop.attempt(canceled, "A5", knownAs: ["s5"])
    _ = try shop.kit.invoicing.cancel(canceled, neverDelivered: "an error")
    return shop
  }

  private static let asked: [Int64] = [12_000, 12_000, 5_000, 3_000, 5, 5_000, 700, 900]

  /// Messages about payments 0 to 5, which are ours, and 6 and 7, which are not.
  private static func messages(
    _ count: Int, _ generator: inout SeededGenerator
  ) throws -> [[UInt8]] {
    // Few payments at a time, so that their events meet.
    let about = (0..<2).map { _ in Int.random(in: 0..<8, using: &generator) }
    var events: [PaymentEvent] = []
    for number in 0..<count {
      let payment = about.randomElement(using: &generator) ?? 0
      events.append(event("e\(generator.next() % 1000)-\(number)", payment, &generator))
    }
    var messages: [[PaymentEvent]] = []
    for event in events {
      if !messages.isEmpty, Int.random(in: 0..<6, using: &generator) == 0 {
        messages[messages.count - 1].append(event)
      } else {
        messages.append([event])
      }
    }
    return try messages.map { try LineProvider.request($0) }
  }

  private static func event(
    _ id: String, _ payment: Int, _ generator: inout SeededGenerator
  ) -> PaymentEvent {
    func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &generator) == 0 }
    let kind: PaymentEvent.Kind =
      chance(3) ? .paid : PaymentEvent.Kind.allCases.randomElement(using: &generator) ?? .paid
    var units = asked[payment]
    if kind == .refunded || kind == .refundFailed || kind == .disputed || chance(8) {
      units = [units, units / 2, units / 3, units + 1].randomElement(using: &generator) ?? units
    }
    let currency = chance(12) ? Currency(code: "USD") ?? .euro : .euro
    let names = ["s\(payment)", "p\(payment)", "c\(payment)"].filter { _ in chance(2) }
    // A reference that is ours, none, or one of our form that nobody knows.
    let own = payment < 6 ? "A\(payment)" : "WWWWWWWWWWWWWWW\(payment)"
    let reference = chance(2) ? own : chance(3) ? "XXXXXXXXXXXXXXX\(payment)" : nil
    return PaymentEvent(
      id: id, kind: kind, of: .unnamed,
      at: Shop.noon + Seconds(Int64.random(in: 0..<4, using: &generator)),
      amount: chance(7) ? nil : Amount(minorUnits: units, currency: currency),
      reference: reference, identifiers: names,
      subject: chance(2) ? "x\(Int.random(in: 0..<2, using: &generator))" : nil,
      isRunningTotal: kind == .refunded && chance(2), method: chance(2) ? "card" : nil)
  }

  /// What a new shop knows after `messages`, taken in in that order, some of them in one transaction.
  private static func outcome(
    _ messages: [[UInt8]], grouping generator: inout SeededGenerator
  ) throws -> String {
    let shop = try shop()
    let receiver = shop.receiver()
    var rest = messages[...]
    while !rest.isEmpty {
      let group = rest.prefix(Int.random(in: 1...3, using: &generator))
      rest = rest.dropFirst(group.count)
      if group.count == 1 {
        _ = try receiver.receive(group[group.startIndex])
      } else {
        try shop.kit.transaction { for message in group { _ = try receiver.receive(message) } }
      }
    }
    let report = try shop.kit.audit.run()
    #expect(report.isValid, "\(report.reason?.en ?? "")")
    return try DatabaseContent.known(shop.database)
  }

  private static func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
      var rest = elements
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }

  @Test("few events lead to the same in every order", arguments: 0..<40 as Range<UInt64>)
  func everyPermutation(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = seed < 36 ? Int.random(in: 2...4, using: &generator) : 5
    let messages = try Self.messages(count, &generator)
    let expected = try Self.outcome(messages, grouping: &generator)
    for order in Self.permutations(messages).dropFirst() {
      let doubled = order.flatMap { Bool.random(using: &generator) ? [$0] : [$0, $0] }
      try #require(try Self.outcome(doubled, grouping: &generator) == expected)
    }
  }

  @Test("many events lead to the same in any order", arguments: 100..<140 as Range<UInt64>)
  func anyOrder(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let messages = try Self.messages(Int.random(in: 6...20, using: &generator), &generator)
    let expected = try Self.outcome(messages, grouping: &generator)
    for _ in 0..<6 {
      let repeats = messages.filter { _ in Bool.random(using: &generator) }
      let order = (messages + repeats).shuffled(using: &generator)
      try #require(try Self.outcome(order, grouping: &generator) == expected)
    }
  }
}
