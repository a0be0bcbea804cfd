import Testing

@testable import VosfactKit

@Suite struct RemindersTests {
  private let shop: Shop
  /// Due on 2026-10-21, thirty days after 2026-09-21.
  private let invoice: Document

  init() throws {
    shop = try Shop()
    invoice = try shop.document(email: "aline@example.org")
    try shop.kit.settings.set(.remindersBefore, to: "7,1", at: Shop.noon)
    try shop.kit.settings.set(.remindersAfter, to: "1,15", at: Shop.noon)
  }

  /// The days of the reminders that are queued so many days after the due date.
  private func remind(_ days: Int64, hour: Int64 = 0, rehearsing isRehearsal: Bool = false) throws
    -> [Int?]
  {
    var sent: [Int?] = []
    let due = try #require(invoice.content.dueOn)
    let moment = UnixTime(startOf: due) + Seconds(days * 86_400 + hour * 3600)
    try shop.at(moment).kit.sending.remind(rehearsing: isRehearsal) { sent.append($0.days) }
    return sent
  }

  @Test("each reminder is queued on its day, once, in the document's history")
  func once() throws {
    #expect(try remind(-8, hour: 12).isEmpty)
    #expect(try remind(-7, hour: 12, rehearsing: true) == [-7])
    #expect(try remind(-7, hour: 12) == [-7])
    #expect(try remind(-7, hour: 13).isEmpty)
    #expect(try remind(-6).isEmpty)
    #expect(try remind(-1) == [-1])
    #expect(try remind(0, hour: 12).isEmpty)
    #expect(try remind(1) == [1])
    #expect(try remind(15) == [15])
    #expect(try remind(400).isEmpty)
    #expect(try shop.history(invoice).count { $0 == "document.reminded" } == 4)
  }

  @Test("of missed days the last is made up for, and none before the due date once that has passed")
  func missed() throws {
    #expect(try remind(-3) == [-7])
    #expect(try remind(0, hour: 12) == [-1])
    #expect(try remind(20) == [15])
    #expect(try remind(21).isEmpty)
    try shop.kit.settings.unset(.remindersAfter, at: Shop.noon)
    let other = try shop.document(email: "b@example.org")
    #expect(try remind(2).isEmpty)
    #expect(try shop.history(other) == ["document.created"])
  }

  @Test("the day is the seller's own: in Paris it begins before it does in UTC")
  func localDate() throws {
    // 2026-10-13 at 23:00 UTC is 01:00 of the 14th in Paris, a week before the due date.
    #expect(try remind(-8, hour: 21).isEmpty)
    #expect(try remind(-8, hour: 23) == [-7])
    try shop.kit.settings.set(.timeZone, to: "America/New_York", at: Shop.noon)
    #expect(try remind(-1, hour: 3).isEmpty)
    #expect(try remind(-1, hour: 4) == [-1])
  }

  @Test(
    "nobody is reminded who has paid, whose document is cancelled, or that is no claim",
    arguments: ["paid", "canceled", "quote", "no address"])
  func never(_ reason: String) throws {
    switch reason {
    case "paid":
      _ = try shop.kit.payments.record(
        ManualReceipt(method: .cash, amount: nil, date: nil, reference: nil), for: [invoice])
    default: _ = try shop.kit.invoicing.cancel(invoice, neverDelivered: "an error")
    }
    if reason == "quote" { _ = try shop.document(kind: .quote, email: "aline@example.org") }
    if reason == "no address" { _ = try shop.document() }
    #expect(try remind(1).isEmpty)
  }

  @Test("without days nobody is reminded")
  func off() throws {
    try shop.kit.settings.unset(.remindersBefore, at: Shop.noon)
    try shop.kit.settings.unset(.remindersAfter, at: Shop.noon)
    #expect(try remind(1).isEmpty)
  }
}
