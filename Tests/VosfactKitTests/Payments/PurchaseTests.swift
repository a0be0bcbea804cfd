import Localization
import Testing

@testable import VosfactKit

/// What becomes of purchases without a document first, as their providers tell of them.
@Suite struct PurchaseTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
  }

  @Test("an abandoned purchase leaves an unpaid line, no document, and nothing to look at")
  func abandoned() throws {
    let product = try shop.product()
    try shop.purchase(product, "A")
    try shop.receive(
      PaymentEvent(id: "e", kind: .expired, of: .unnamed, at: Shop.noon, reference: "A"))
    let payment = try shop.payment("A")
    #expect(payment.status.state == .expired)
    #expect(!payment.status.state.isPaid)
    #expect(payment.status.attention == nil)
    #expect(try shop.documentCount == 0)
    var list = try shop.kit.payments.list(PaymentFilter())
    #expect(try list.next()?.reference == "A")
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test(
    "once paid, its document is there, numbered and settled, with the date and the tax in the price",
    arguments: [DocumentKind.invoice, .receipt, .proforma, .purchaseOrder])
  func paid(_ kind: DocumentKind) throws {
    let product = try shop.product("10.00", rate: "20")
    try shop.purchase(
      product, "A", by: shop.customer("Zoé", "zoe@client.test", country: "BE"), making: kind,
      order: "C-7")
    #expect(try shop.documentCount == 0)
    try shop.pay("A", after: 60)
    let document = try #require(try shop.document(of: "A"))
    #expect(document.content.kind == kind)
    #expect(document.number.hasSuffix("-2026-000001"))
    #expect(document.state == .paid)
    #expect(document.paid == product.terms.amount)
    #expect(document.paidAt == Shop.noon + Seconds(60))
    #expect(document.content.totals == Totals(net: 833, tax: 167, total: 1000))
    #expect(document.content.buyer == Buyer(name: "Zoé", email: "zoe@client.test", country: "BE"))
    #expect(document.content.orderReference == "C-7")
    #expect(document.content.language == "fr")
    let lines = try shop.kit.documents.lines(of: document)
    #expect(lines.map(\.name) == ["Premium"])
    #expect(lines.first?.amounts == LineAmounts(net: 833, tax: 167))
    #expect(try shop.payment("A").status.isSettled)
    #expect(try shop.now(product).bought == 1)
    #expect(try shop.now(product).taken == product.terms.amount)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("where no document is wanted, the payment itself is settled")
  func none() throws {
    let product = try shop.product()
    try shop.purchase(product, "A", making: nil)
    try shop.pay("A")
    #expect(try shop.payment("A").status.isSettled)
    #expect(try shop.documentCount == 0)
    #expect(try shop.now(product).bought == 1)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("the document's history begins before the document")
  func history() throws {
    try shop.purchase(shop.product(), "A")
    try shop.receive(
      PaymentEvent(id: "p", kind: .pending, of: .unnamed, at: Shop.noon, reference: "A"))
    try shop.pay("A", after: 9)
    let document = try #require(try shop.document(of: "A"))
    #expect(
      try shop.history(document) == [
        "payment.started", "payment.pending", "payment.paid", "document.created",
        "payment.documented", "document.paid",
      ])
  }

  @Test("each purchase of a reusable product has its own document, and one order has one for all")
  func documents() throws {
    let product = try shop.product()
    try shop.purchase(product, "A", number: 1)
    try shop.purchase(product, "B", number: 2)
    try shop.pay("A")
    try shop.pay("B")
    #expect(try shop.documentCount == 2)
    #expect(try shop.now(product).bought == 2)

    let order = try shop.product(order: "C-7")
    try shop.purchase(order, "C", by: shop.customer("Jnae"), number: 3)
    try shop.purchase(order, "D", by: shop.customer("Jane"), number: 4)
    try shop.pay("C")
    let document = try #require(try shop.document(of: "C"))
    #expect(document.content.buyer.name == "Jane", "the details that were mended count")
    #expect(try shop.document(of: "D") == document)
    #expect(try shop.documentCount == 3)
  }

  @Test("a second payment of one order asks for attention, and is settled by hand")
  func doublePayment() throws {
    let order = try shop.product(order: "C-7")
    try shop.purchase(order, "A", number: 1)
    try shop.purchase(order, "B", number: 2)
    try shop.pay("B", after: 5)
    try shop.pay("A", after: 3)
    #expect(try shop.payment("A").status.isSettled)
    #expect(try shop.payment("B").status.attention == .alreadySettled)
    #expect(try shop.documentCount == 1)
    #expect(try shop.now(order).bought == 1)
    _ = try shop.kit.payments.resolve(shop.payment("B"), .reject, reason: "paid back")
    #expect(try shop.payment("B").status.attention == nil)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("a second payment of one order without a document asks for attention, too")
  func doublePaymentWithoutDocument() throws {
    let order = try shop.product(order: "C-7")
    try shop.purchase(order, "A", making: nil, number: 1)
    try shop.purchase(order, "B", making: nil, number: 2)
    try shop.pay("B", after: 5)
    #expect(try shop.payment("B").status.isSettled)
    try shop.pay("A", after: 3)
    #expect(try shop.payment("A").status.isSettled)
    #expect(try shop.payment("B").status.attention == .alreadySettled)
    #expect(try shop.now(order).bought == 1)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("another amount than the price settles nothing and makes no document until it is accepted")
  func mismatch() throws {
    try shop.purchase(shop.product("10.00"), "A")
    try shop.pay("A", "4.00")
    #expect(try shop.payment("A").status.attention == .amountMismatch)
    #expect(try shop.documentCount == 0)
    #expect(try shop.kit.audit.run().isValid)
    _ = try shop.kit.payments.resolve(shop.payment("A"), .accept, reason: "a discount")
    let document = try #require(try shop.document(of: "A"))
    #expect(document.state == .partiallyPaid)
    #expect(document.paid == (try shop.euros("4.00")))
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("a refund, a dispute and a bank that takes back open the document again")
  func backwards() throws {
    let product = try shop.product()
    for (number, kind) in [PaymentEvent.Kind.refunded, .disputed, .reversed].enumerated() {
      let reference = "A\(number)"
      try shop.purchase(product, reference, number: Int64(number))
      try shop.pay(reference)
      try shop.receive(
        PaymentEvent(
          id: "back-\(reference)", kind: kind, of: .unnamed, at: Shop.noon + Seconds(9),
          amount: shop.euros("10.00"), reference: reference))
      #expect(try shop.document(of: reference)?.state == .issued)
      #expect(try !shop.payment(reference).status.isSettled)
    }
    #expect(try shop.now(product).bought == 0)
    #expect(try shop.now(product).taken == shop.euros("0"))
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("what its provider told before the start was stored counts")
  func toldBefore() throws {
    try shop.pay("AAAAAAAAAAAAAAAA")
    #expect(try shop.needingAttention().count == 1)
    try shop.purchase(shop.product(), "AAAAAAAAAAAAAAAA")
    #expect(try shop.needingAttention() == [])
    #expect(try shop.document(of: "AAAAAAAAAAAAAAAA")?.state == .paid)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test(
    "a purchase is numbered also where the series went ahead of the clock, and a number is taken")
  func numbering() throws {
    var draft = DocumentDraft(
      kind: .invoice, buyer: Buyer(name: "Aline"), lines: [try LineDraft("Work;1;1;0")])
    draft.issuedOn = CalendarDate("2026-12-24")
    _ = try shop.kit.invoicing.issue(draft)
    try shop.purchase(shop.product(), "A")
    try shop.pay("A")
    let document = try #require(try shop.document(of: "A"))
    #expect(document.number == "F-2026-000002")
    #expect(document.content.issuedOn == CalendarDate("2026-12-24"))
  }

  @Test("its own address is told once that a purchase is complete, with the order it is for")
  func notice() throws {
    _ = try shop.kit.webhooks.add(
      "https://shop.test/hook", events: [.purchaseCompleted],
      secret: .value(shop.kit.webhooks.newSecret()))
    try shop.purchase(shop.product(), "A", order: "user 7")
    try shop.pay("A")
    try shop.pay("A")
    let told = try DatabaseContent.rows(
      "SELECT payload FROM outbox WHERE key LIKE '%purchase.completed%'", of: shop.database)
    #expect(told.count == 1)
    let data = try JSONValue(parsing: Array(try #require(told.first).utf8))["data"]
    #expect(data?["purchase"]?["order_reference"]?.string == "user 7")
    #expect(data?["document"]?["number"]?.string == "F-2026-000001")
    #expect(data?["purchase"]?["buyer_email"]?.string == "jane@client.test")
  }

  @Test(
    "the document is sent to the customer if the settings say so, once", arguments: [true, false])
  func sending(_ isSent: Bool) throws {
    try shop.kit.settings.set(.sendsPurchaseDocument, to: "\(isSent)", at: Shop.noon)
    try shop.purchase(shop.product(), "A")
    try shop.pay("A")
    try shop.pay("A")
    let mails = try DatabaseContent.rows(
      "SELECT payload FROM outbox WHERE topic = 'mail.document'", of: shop.database)
    #expect(mails.count == (isSent ? 1 : 0))
    #expect(mails.allSatisfy { $0.contains("jane@client.test") && $0.contains("F-2026-000001") })
    #expect(try shop.document(of: "A")?.state == .paid)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test(
    "an alteration shows in the audit",
    arguments: [
      "product SET amount = 1 WHERE id = 1", "product SET name = 'x' WHERE id = 1",
      "product SET bought = 7", "product SET taken = 7", "product SET retired_at = 1",
      "product SET links_not_before = 1", "purchase SET buyer_name = 'x'",
      "purchase SET buyer_email = 'x@y.test'", "purchase SET document_kind = NULL",
      "purchase SET order_reference = 'x'", "purchase SET product = 3 WHERE product = 1",
      "payment SET document = NULL", "payment SET settled = 0", "payment SET amount = 1",
      "document SET total = 1", "product SET public_id = 9 WHERE id = 1",
    ])
  func tampering(_ change: String) throws {
    try shop.purchase(shop.product(), "A", number: 1)
    try shop.purchase(shop.product(order: "7"), "B", making: nil, number: 2)
    _ = try shop.product("1.00", name: "Other")
    try shop.pay("A")
    try shop.pay("B")
    #expect(try shop.kit.audit.run().isValid)
    try DatabaseContent.execute("UPDATE \(change)", on: shop.database)
    #expect(try !shop.kit.audit.run().isValid)
  }
}
