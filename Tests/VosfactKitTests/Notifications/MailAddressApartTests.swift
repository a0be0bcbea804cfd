import Localization
import Testing

@testable import VosfactKit

/// Where mail about a document goes, kept apart from what was issued.
@Suite struct MailAddressApartTests {
  private let shop: Shop
  private let invoice: Document

  init() throws {
    shop = try Shop()
    invoice = try shop.document(email: "wrong@example.org")
    for setting in [Setting.thankCustomer, .refundReceipts] {
      try shop.kit.settings.set(setting, to: "true", at: Shop.noon)
    }
  }

  /// The kind and the recipient of each mail that waits.
  private func waiting() throws -> [String] {
    var mails: [String] = []
    var list = try shop.kit.outbox.list(OutboxFilter())
    while let mail = try list.next() {
      mails.append("\(mail.topic.rawValue) \(mail.facts["to"]?.string ?? "")")
    }
    return mails.sorted()
  }

  @Test("all that is told from then on goes to it: the document, reminders, thanks and refunds")
  func told() throws {
    let addressed = try shop.kit.sending.address(invoice, to: "new@example.org")
    #expect(addressed.mailAddress == "new@example.org")
    #expect(try shop.kit.sending.send(invoice).to == "new@example.org")
    try shop.kit.settings.set(.remindersBefore, to: "365", at: Shop.noon)
    try shop.kit.sending.remind(rehearsing: false) { #expect($0.to == "new@example.org") }
    try shop.attempt(invoice, "A")
    for (id, kind) in [("1", PaymentEvent.Kind.paid), ("2", .refunded)] {
      try shop.receive(
        PaymentEvent(
          id: id, kind: kind, of: .unnamed, at: Shop.noon + Seconds(kind == .paid ? 0 : 60),
          amount: invoice.total, reference: "A"))
    }
    #expect(
      try waiting()
        == ["document", "paid", "refunded", "reminder"].map { "mail.\($0) new@example.org" })
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("what was issued stays as it was, and a provider is told the new address")
  func issued() throws {
    let addressed = try shop.kit.sending.address(invoice, to: "new@example.org")
    #expect(addressed.content == invoice.content)
    #expect(addressed.json["buyer"]?["email"] == "wrong@example.org")
    #expect(addressed.json["mail_address"] == "new@example.org")
    #expect(invoice.json["mail_address"] == .null)
    #expect(addressed.addressee.email == "new@example.org")
    #expect(addressed.addressee.name == invoice.content.buyer.name)
  }

  @Test("the same again changes nothing, and the issued one is always there to go back to")
  func repeated() throws {
    for _ in 0..<2 { _ = try shop.kit.sending.address(invoice, to: "new@example.org") }
    #expect(try shop.history(invoice) == ["document.created", "document.addressed"])
    // The document in hand is older than the change.
    let back = try shop.kit.sending.address(invoice, to: nil)
    #expect(back == invoice)
    #expect(try shop.kit.sending.address(back, to: "wrong@example.org") == invoice)
    #expect(try shop.history(invoice).count == 3)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("a document sent to an address keeps it; a preview, and what is not sent, does not")
  func sent() throws {
    let bare = try shop.document()
    #expect(throws: Fault.self) { try shop.kit.sending.send(bare) }
    try shop.kit.settings.set(.companyEmail, to: "compta@example.org", at: Shop.noon)
    try shop.kit.settings.set(.attachPDF, to: "false", at: Shop.noon)
    let file = String(
      decoding: try shop.kit.sending.preview(bare, to: "new@example.org"), as: UTF8.self)
    #expect(file.contains("\r\nTo: Aline <new@example.org>\r\n"))
    #expect(try shop.now(bare) == bare)
    #expect(try shop.kit.sending.send(bare, to: "new@example.org").to == "new@example.org")
    #expect(try shop.now(bare).mailAddress == "new@example.org")
    #expect(
      try shop.history(bare) == ["document.created", "document.addressed", "document.sent"])
    _ = try shop.kit.invoicing.cancel(invoice, neverDelivered: "an error")
    #expect(throws: Fault.self) { try shop.kit.sending.send(invoice, to: "new@example.org") }
    #expect(try shop.now(invoice).addressApart == nil)
  }
}
