import Localization
import Testing

@testable import VosfactKit

@Suite struct PayButtonTests {
  @Test("an open invoice carries a button to its own payment, in its language")
  func shown() throws {
    let shop = try DocumentShop()
    let french = try shop.document(.invoice, .french)
    let button = try #require(try shop.kit.payButtons().button(of: french))
    #expect(button.label == "Payer en ligne")
    #expect(button.url.hasPrefix("https://pay.example.org/p/"))
    #expect(try shop.kit.payLinks.verify(button.url).document == french)
    #expect(button.isOnPaper && !button.hasCode)
    let english = try shop.kit.payButtons().button(of: shop.document(.invoice, .english))
    #expect(english?.label == "Pay online")
  }

  @Test(
    "the settings decide which documents carry it",
    arguments: [
      ([:], DocumentKind.invoice, true), ([:], .quote, false), ([:], .purchaseOrder, false),
      ([:], .creditNote, false), ([:], .proforma, true),
      (["online-payments.enabled": "false"], .invoice, false),
      (["online-payments.kinds": "invoice,quote"], .quote, false),
      (["online-payments.kinds": "invoice,quote", "button.hidden-kinds": "none"], .quote, true),
      (["button.hidden-kinds": "invoice"], .invoice, false),
      (["online-payments.max-amount": "100"], .invoice, false),
    ])
  func decided(_ settings: [String: String], _ kind: DocumentKind, _ isShown: Bool) throws {
    let shop = try DocumentShop(settings)
    let document = try shop.document(kind)
    #expect((try shop.kit.payButtons().button(of: document) != nil) == isShown)
    #expect(try shop.page(document).contains("class=\"button\"") == isShown)
  }

  @Test("never is it on a paid or canceled document, nor on one whose author wants none")
  func never() throws {
    let shop = try DocumentShop()
    let buttons = try shop.kit.payButtons()
    let paid = try shop.document(number: "P-1")
    try shop.kit.documents.set(
      paid.key, .init(received: paid.total.minorUnits), at: Shop.noon, state: .paid)
    #expect(try buttons.button(of: shop.shop.now(paid)) == nil)
    #expect(try shop.page(shop.shop.now(paid)).contains("Payé le 21 septembre 2026"))
    let canceled = try shop.kit.invoicing.cancel(
      shop.document(number: "C-1"), neverDelivered: "an error")
    #expect(try buttons.button(of: canceled) == nil)
    #expect(try buttons.button(of: shop.document(number: "N-1", hidesButton: true)) == nil)
  }

  @Test("documents of a version that knew no hidden buttons carry theirs as before")
  func migration() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([], to: "shop.db")
    try Database(unchecked: path).migrate(Array(Schema.migrations.prefix(7)))
    try DatabaseContent.execute(
      """
      INSERT INTO setting (key, value)
      VALUES ('pay-link.base-url', 'https://pay.example.org'), ('online-payments.enabled', 'true');
      INSERT INTO document (
        id, public_id, number, kind, stage, state, issued_on, currency, language, net, tax, total, paid,
        buyer_name, digest)
      VALUES (1, 77, 'F-1', 'invoice', 'issued', 'issued', '2026-01-05', 'EUR', 'fr', 1000, 200, 1200, 0,
              'Aline', x'00'),
             (2, 78, 'F-2', 'invoice', 'issued', 'paid', '2026-01-05', 'EUR', 'fr', 1000, 200, 1200, 1200,
              'Aline', x'00');
      """, on: Database(unchecked: path))

    let shop = try Shop(path: path)
    #expect(folder.names.contains("shop.db.schema-7"))
    let buttons = try shop.kit.payButtons()
    let open = try shop.kit.documents.named("F-1")
    let button = try #require(try buttons.button(of: open))
    #expect(try shop.kit.payLinks.verify(button.url).document == open)
    #expect(try buttons.button(of: shop.kit.documents.named("F-2")) == nil)
    // And new ones beside them can hide it.
    var draft = DocumentDraft(
      kind: .invoice, buyer: Buyer(name: "Zoë"), lines: [try LineDraft("Work;1;10;20")])
    draft.hidesButton = true
    #expect(try buttons.button(of: shop.kit.invoicing.issue(draft)) == nil)
  }

  @Test("its words and colour are the seller's, and its text stays readable")
  func look() throws {
    let shop = try DocumentShop(["button.label": "Régler <ici>", "button.color": "Yellow"])
    let page = try shop.page(shop.document())
    #expect(page.contains(">Régler &lt;ici&gt;</a>"))
    #expect(page.contains("background: #ffff00; color: #000000"))
  }

  @Test("without PDF it is on screens only")
  func offPaper() throws {
    let shop = try DocumentShop(["button.on-pdf": "false"])
    #expect(try shop.page(shop.document()).contains("<p class=\"screen\"><a class=\"button\""))
  }

  @Test("a document has the same link all day, and another the next")
  func stable() throws {
    let shop = try DocumentShop()
    let document = try shop.document()
    let link = { (time: UnixTime) in
      try Kit(database: shop.kit.database, clock: { time }).payButtons().button(of: document)?.url
    }
    let first = try link(Shop.noon)
    #expect(try link(Shop.noon + Seconds(3600)) == first)
    #expect(try link(Shop.noon + Seconds(86_400)) != first)
  }
}
