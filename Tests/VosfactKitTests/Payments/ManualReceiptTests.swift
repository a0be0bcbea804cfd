import Localization
import Testing

@testable import VosfactKit

@Suite struct ManualReceiptTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
  }

  private func receipt(
    _ amount: String? = nil, date: String? = nil, reference: String? = nil
  ) throws -> ManualReceipt {
    ManualReceipt(
      method: .transfer, amount: amount, date: try date.map { try #require(CalendarDate($0)) },
      reference: reference)
  }

  @Test("without an amount each document is paid what it still asks, a credit note too")
  func balances() throws {
    let invoice = try shop.document("120.00")
    let creditNote = try shop.document("-30.00", kind: .creditNote)
    _ = try shop.kit.payments.record(receipt("20"), for: [invoice])
    let recorded = try shop.kit.payments.record(receipt(), for: [invoice, creditNote])
    #expect(recorded.payments.map(\.amount.decimal) == ["100.00", "-30.00"])
    #expect(try shop.now(invoice).state == .paid)
    #expect(try shop.now(creditNote).state == .paid)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("an amount fills the documents in the order given, and those left out get nothing")
  func order() throws {
    let documents = [
      try shop.document("50.00"), try shop.document("50.00"), try shop.document("50.00"),
    ]
    let recorded = try shop.kit.payments.record(
      receipt("60", date: "2026-09-01"), for: [documents[2], documents[0], documents[1]])
    #expect(recorded.payments.map(\.documentKey) == [documents[2].key, documents[0].key])
    #expect(recorded.payments.map(\.amount.decimal) == ["50.00", "10.00"])
    #expect(try shop.now(documents[2]).paidAt?.description == "2026-09-01T00:00:00Z")
    #expect(try shop.now(documents[1]).paid.minorUnits == 0)
  }

  @Test("a reference stands for one receipt, in whatever way references resemble each other")
  func reference() throws {
    let first = try shop.document("50.00")
    let second = try shop.document("50.00")
    let both = try shop.kit.payments.record(receipt("60", reference: "1"), for: [first, second])
    #expect(!both.isRepeated)
    let other = try shop.kit.payments.record(receipt("10", reference: "2:1"), for: [second])
    #expect(!other.isRepeated)
    let again = try shop.kit.payments.record(receipt("60", reference: "1"), for: [first, second])
    #expect(again.isRepeated)
    #expect(again.payments.map(\.reference) == both.payments.map(\.reference))
    expectFault(.refused, "'1' was recorded with other") {
      try shop.kit.payments.record(receipt("61", reference: "1"), for: [first, second])
    }
    #expect(try shop.now(second).paid.decimal == "20.00")
  }

  @Test("documents of two currencies, or canceled, take no common amount")
  func refused() throws {
    let invoice = try shop.document("50.00")
    let canceled = try shop.kit.invoicing.cancel(
      try shop.document("50.00"), neverDelivered: "an error")
    expectFault(.refused, "\(canceled.number) is canceled") {
      try shop.kit.payments.record(receipt(), for: [canceled])
    }
    var draft = DocumentDraft(
      kind: .invoice, buyer: Buyer(name: "Aline"), lines: [try LineDraft("Work;1;50;0")])
    draft.currency = Currency(code: "CHF")
    let swiss = try shop.kit.invoicing.issue(draft)
    expectFault(.badValue, "\(swiss.number) is not asked in that currency") {
      try shop.kit.payments.record(receipt("60"), for: [invoice, swiss])
    }
    #expect(try shop.now(invoice).paid.minorUnits == 0)
  }
}
