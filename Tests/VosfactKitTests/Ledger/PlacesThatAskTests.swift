import Foundation
import Localization
import Testing

@testable import VosfactKit

/// Whatever a customer reads or scans asks for one amount, the claim, however a document's history went.
@Suite(.waiting) struct PlacesThatAskTests {
  /// A document with a generated history, and the shop that issued it.
  private struct History {
    let shop: Shop
    let document: Document

    init(_ seed: Int) throws {
      var generator = SeededGenerator(seed: UInt64(seed))
      let seller = try DocumentShop(
        ["mail.attach-pdf": "false", "reminders.after": "1", "document.transfer-code": "true"],
        environment: ProcessInfo.processInfo.environment)
      shop = seller.shop
      try seller.kit.payLinks.addFirstKey()
      try seller.kit.providers.named("stripe").enable(.simulated)
      let invoice = try shop.document("120.00", email: "aline@example.org")
      for reference in ["A", "B", "C"] {
        try shop.attempt(
          invoice, reference, amount: reference == "C" ? shop.euros("40.00") : nil, mode: .live)
      }
      // Each third history is of one cause of a claim that is a part, each other of any.
      for (_, event) in AccountPropertyTests.events(
        &generator, total: seed.isMultiple(of: 3) ? 4000 : 12_000)
      {
        try shop.receive(event, mode: .live)
      }
      let isAnnounced = seed.isMultiple(of: 2)
      let receipt = ManualReceipt(
        method: .transfer, amount: "17.00", date: nil, reference: nil, isAnnounced: isAnnounced)
      if try shop.now(invoice).claim.minorUnits > 1700 {
        _ = try shop.kit.payments.record(receipt, for: [invoice])
      }
      document = try shop.now(invoice)
    }

    var isPayable: Bool { document.claim.minorUnits > 0 }
    /// What stands in a text that asks for the whole, or names the rest beside the whole.
    var rest: [String] { isPayable && document.claim != document.total ? [claim] : [] }
    var claim: String { document.claim.text.en }
  }

  /// The amounts that a text names, in their order; of HTML what a reader sees.
  private static func amounts(_ text: String) -> [String] {
    text.replacing(/<style.*?<\/style>|<[^>]*>/.dotMatchesNewlines(), with: " ")
      .replacing(/&nbsp;|[\u{A0}\u{202F}]/, with: " ")
      .matches(of: /-?[0-9,]+\.[0-9]{2} EUR/).map { String($0.0) }
  }

  @Test("the mail of a document and its reminder, as text and as HTML", arguments: 1...16)
  func mails(_ seed: Int) throws {
    let history = try History(seed)
    let kit = history.shop.kit
    _ = try kit.sending.send(history.document)
    let mail = try kit.mailComposer().mail(of: #require(try kit.outbox.last()))
    for text in [mail.text, mail.html] {
      #expect(Self.amounts(text) == [history.document.total.text.en] + history.rest)
      #expect(text.contains("https://pay.example.org/p/") == history.isPayable)
    }
    #expect(Self.amounts(mail.subject).isEmpty)

    let late = history.shop.at(Shop.noon + Seconds(60 * 86_400))
    var reminded: [Document] = []
    try late.kit.sending.remind(rehearsing: false) { reminded.append($0.document) }
    #expect(history.isPayable || reminded.isEmpty)
    guard !reminded.isEmpty else { return }
    let reminder = try late.kit.mailComposer().mail(of: #require(try late.kit.outbox.last()))
    for text in [reminder.subject, reminder.text, reminder.html] {
      #expect(Self.amounts(text) == [history.claim])
    }
  }

  @Test("the document as a sheet and as a page, with the bank's code", arguments: 1...16)
  func sheets(_ seed: Int) throws {
    let history = try History(seed)
    let renderer = try history.shop.kit.documentRenderer()
    let sheet = try renderer.sheet(of: history.document)
    let due = sheet.totals.filter { $0.label == "Balance due" }.map(\.value)
    // Who owes nothing because he paid reads that, and who owes the total reads the total.
    let isSilent =
      history.document.state == .paid || history.document.claim == history.document.total
    #expect(due == (isSilent ? [] : [history.claim]))
    let code = sheet.transfer.flatMap(\.code)
    #expect(
      code?.split(separator: "\n").first { $0.hasPrefix("EUR") }
        == (history.isPayable ? "EUR\(history.document.claim.decimal)" : nil))
    #expect((sheet.transfer != nil) == history.isPayable)
    #expect((sheet.button != nil) == history.isPayable)
    let page = String(decoding: try renderer.html(of: history.document), as: UTF8.self)
    #expect(Self.amounts(page).last == (due.last ?? sheet.totals.last?.value))
  }

  @Test(
    "the document on paper, as it reads and as a bank's app scans it",
    .enabled(
      if: ExternalTool.canTest(
        with: "weasyprint", "pdftotext", "pdftoppm", "qrencode", "zbarimg")),
    arguments: [2, 3, 6])
  func paper(_ seed: Int) throws {
    let history = try History(seed)
    let pdf = try PDFFile(history.shop.kit.documentRenderer().pdf(of: history.document))
    let due = try pdf.text().matches(of: /Balance due +([0-9,.]+ EUR)/).map { String($0.1) }
    let isSilent =
      history.document.state == .paid || history.document.claim == history.document.total
    #expect(due == (isSilent ? [] : [history.claim]))
    guard history.isPayable else { return }
    #expect(try pdf.codes().contains("EUR\(history.document.claim.decimal)\n"))
  }

  @Test("the pay page and the list of links", arguments: 1...16)
  func payPage(_ seed: Int) throws {
    let history = try History(seed)
    let site = SiteShop(history.shop)
    let page = try site.answer("GET", "/p/\(site.token(history.document))").text
    let owed = page.matches(of: /<p class="owed">.*?<strong>(.*?)<\/strong>/.dotMatchesNewlines())
    #expect(
      owed.flatMap { Self.amounts(String($0.1)) } == (history.isPayable ? [history.claim] : []))
    let title = page.matches(of: /<title>(.*?)<\/title>/.dotMatchesNewlines())
    #expect(
      title.flatMap { Self.amounts(String($0.1)) } == (history.isPayable ? [history.claim] : []))

    let maker = try history.shop.kit.payLinks.maker()
    var links = 0
    var open = try history.shop.kit.documents.open()
    while let document = try open.next() {
      if try maker.link(to: document) != nil { links += 1 }
      #expect(document.claim == history.document.claim.minorUnits)
    }
    #expect(links == (history.isPayable ? 1 : 0))
  }
}
