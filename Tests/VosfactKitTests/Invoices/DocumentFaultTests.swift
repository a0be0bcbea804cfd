import Localization
import Testing

@testable import VosfactKit

@Suite struct DocumentFaultTests {
  let shop: Shop

  init() throws { shop = try Shop() }

  /// Every fault of a document, which `body` brings about.
  private func faults() throws -> [Fault?] {
    let invoicing = shop.kit.invoicing
    var draft = DocumentDraft(kind: .invoice, buyer: Buyer(name: "Aline"), lines: [])
    let none = #expect(throws: Fault.self) { try invoicing.issue(draft) }
    draft.lines = [try LineDraft("Work;1;120;0")]
    let canceled = try invoicing.cancel(shop.document(), neverDelivered: "an error")
    let again = #expect(throws: Fault.self) {
      try invoicing.cancel(canceled, neverDelivered: "an error")
    }
    draft.issuedOn = CalendarDate("2026-01-01")
    let early = #expect(throws: Fault.self) { try invoicing.issue(draft) }
    let paid = try shop.document("120.00")
    try shop.attempt(paid, "A")
    let event = PaymentEvent(
      id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: try shop.euros("120.00"),
      reference: "A")
    #expect(try shop.receive(event).result == .applied)
    let received = #expect(throws: Fault.self) {
      try invoicing.cancel(paid, neverDelivered: "an error")
    }
    try shop.kit.settings.set(.numberPattern(.quote), to: "F-{year}-0{serial:5}", at: Shop.noon)
    let taken = #expect(throws: Fault.self) { try shop.document(kind: .quote) }
    return [
      .noDocument("F-\u{1B}[2J"), .totalTooLarge, .badPattern("{\u{1B}[2J}"), none, again, early,
      received, taken,
    ]
  }

  @Test(
    "every fault says in one line what, why and what to do, in each language, and cannot steer a terminal"
  )
  func sentences() throws {
    for fault in try faults() {
      let text = try #require(fault?.text)
      for language in Language.allCases {
        #expect((2...3).contains(text[language].split(separator: "; ").count))
        #expect(!text[language].unicodeScalars.contains { $0.value < 0x20 })
      }
      #expect(text.en != text.fr)
    }
  }
}
