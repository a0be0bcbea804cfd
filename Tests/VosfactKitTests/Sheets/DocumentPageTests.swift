import Foundation
import Localization
import Testing

@testable import VosfactKit

@Suite struct DocumentPageTests {
  static let each = DocumentKind.allCases.flatMap { kind in
    Language.allCases.map { (kind, $0) }
  }

  /// The page without its style, which people judge by looking at it.
  static func withoutStyle(_ page: String) throws -> String {
    let begin = try #require(page.firstRange(of: "<style>")).upperBound
    let end = try #require(page.firstRange(of: "</style>")).lowerBound
    return String(page[..<begin] + page[end...])
  }

  @Test("a document of each kind, in each language, is the page that it should be", arguments: each)
  func golden(_ kind: DocumentKind, _ language: Language) throws {
    let shop = try DocumentShop()
    let page = try Self.withoutStyle(shop.page(shop.document(kind, language)))
    let golden = GoldenFile(path: "documents/\(kind.rawValue).\(language.rawValue).html")
    #expect(try page == golden.expected(writing: page))
  }

  @Test("a template in which any one tag is altered makes other pages")
  func mutations() throws {
    let shop = try DocumentShop(["document.transfer-code": "true", "button.qr": "true"])
    let settled = try shop.document(number: "P-1")
    try shop.kit.documents.set(
      settled.key, .init(received: settled.total.minorUnits), at: Shop.noon, state: .paid)
    let nameless = try DocumentShop(["company.email": "a@example.org"])
    try nameless.kit.settings.unset(.companyName, at: Shop.noon)
    let folder = try TemporaryFolder()
    let logo = folder.file("logo.svg")
    try "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".write(
      toFile: logo, atomically: true, encoding: .utf8)
    try shop.kit.settings.set(.companyLogo, to: logo, at: Shop.noon)
    let said = [
      try LineDraft("Cours;1;50;np;exemption=261;supplied-on=2026-09-18").line(in: .euro)
    ]
    let values = [
      try shop.kit.documentRenderer().templateValue(
        of: shop.document(lines: DocumentShop.lines() + said),
        pdfAddress: "https://pay.example.org/x.pdf"),
      try shop.kit.documentRenderer().templateValue(of: shop.shop.now(settled)),
      try nameless.kit.documentRenderer().templateValue(of: nameless.document()),
    ]
    let render = { (source: String) throws -> [String] in
      let template = try Mustache(source, named: "t", parts: ["style": ""])
      return try values.map { try template.render($0) }
    }
    let pages = try render(DocumentTemplate.source)
    var count = 0
    for tag in DocumentTemplate.source.ranges(of: /\{\{\{?[a-z_.]+\}?\}\}/) {
      var mutant = DocumentTemplate.source
      let name = mutant[tag].filter { $0 != "{" && $0 != "}" }
      // The part of a picture that only the program `qrencode` makes is there only with it.
      guard name != "qr", name != "button.qr" else { continue }
      mutant.replaceSubrange(tag, with: "{{no_such_\(name.replacing(".", with: "_"))}}")
      #expect(try render(mutant) != pages, "\(name) is not seen")
      count += 1
    }
    for tag in DocumentTemplate.source.ranges(of: /\{\{#[a-z_]+\}\}/) {
      let name = DocumentTemplate.source[tag].dropFirst(3).dropLast(2)
      guard name != "qr" else { continue }
      var mutant = DocumentTemplate.source
      mutant.replaceSubrange(tag, with: "{{^\(name)}}")
      #expect(try render(mutant) != pages, "the section \(name) is not seen")
      count += 1
    }
    #expect(count > 60)
  }

  @Test("what bears no VAT is one row of the table, for whatever reason it bears none")
  func untaxedRows() throws {
    let shop = try DocumentShop()
    let lines = try DocumentShop.lines()
    let left = try DocumentLine(
      name: "Débours", quantity: ExactDecimal("1"), unit: nil, unitPrice: ExactDecimal("7"),
      taxRate: .disabled, discountPercent: nil,
      amounts: LineAmounts(
        quantity: #require(ExactDecimal("1")), unitPrice: #require(ExactDecimal("7")),
        taxRate: .disabled, discountPercent: nil, currency: .euro))
    let sheet = try shop.kit.documentRenderer().sheet(of: shop.document(lines: lines + [left]))
    #expect(
      sheet.taxes.map(\.rate) == ["20\u{A0}%", "10\u{A0}%", "5,5\u{A0}%", "Sans TVA"])
    #expect(sheet.taxes.last?.net == "22,00\u{202F}€")
    let plain = try shop.kit.documentRenderer().sheet(of: shop.document(lines: [left], number: "P"))
    #expect(plain.taxes.isEmpty)
    #expect(plain.lines.first?.taxRate == nil)
  }

  @Test(
    "a buyer's country stands in words under the address, unless it is the seller's own",
    arguments: [
      ("FR", Language.french, nil), (nil, .french, nil), ("DE", .french, "Allemagne"),
      ("DE", .english, "Germany"), ("CH", .french, "Suisse"), ("ZZ", .french, "ZZ"),
    ] as [(String?, Language, String?)])
  func countries(_ code: String?, _ language: Language, _ name: String?) throws {
    let shop = try DocumentShop()
    let buyer = Buyer(name: "Aline", street: "1 Weg", postCode: "8000", city: "Ort", country: code)
    let sheet = try shop.kit.documentRenderer().sheet(
      of: shop.document(.invoice, language, buyer: buyer))
    #expect(sheet.buyer.address == ["1 Weg", "8000 Ort"] + [name].compactMap(\.self))
    try shop.kit.settings.set(.companyCountry, to: "DE", at: Shop.noon)
    let abroad = try shop.kit.documentRenderer().sheet(
      of: shop.document(.invoice, language, buyer: buyer, number: "A"))
    #expect(abroad.buyer.address.contains { $0 == "Allemagne" || $0 == "Germany" } == false)
    #expect(abroad.buyer.address.contains("France") == (code == "FR"))
  }

  @Test("the language of the page is the document's, English for one that we do not speak")
  func language() throws {
    let shop = try DocumentShop()
    var draft = DocumentDraft(
      kind: .invoice, buyer: DocumentShop.buyer, lines: [try LineDraft("Arbeit;1;10;20")])
    draft.language = "de"
    let page = try shop.page(shop.kit.invoicing.issue(draft))
    #expect(page.contains("<html lang=\"en\">"))
    #expect(page.contains("Pay online"))
  }

  @Test("money under way that is none is marked on the sheet", arguments: ProviderMode.allCases)
  func unrealUnderWay(_ mode: ProviderMode) throws {
    let shop = try DocumentShop()
    let document = try shop.document()
    try shop.shop.attempt(document, "A", mode: mode)
    try shop.shop.receive(
      PaymentEvent(
        id: "1", kind: .processing, of: .named("t"), at: Shop.noon, amount: document.total,
        reference: "A"), mode: mode)
    let sheet = try shop.kit.documentRenderer().sheet(of: shop.shop.now(document))
    let labels = sheet.totals.map(\.label)
    #expect(labels.contains(mode.isReal ? "En cours" : "En cours, sans argent réel"))
  }

  static let hostile = [
    "\"><script>alert(1)</script>", "' onmouseover='x", "</title></style><b>", "{{number}}{{{x}}}",
    "a\r\nBcc: x@example.org", "🙂👩‍👩‍👧‍👦é", "شركة المثال للتجارة", "\u{202E}txet", "&amp;&lt;",
    "\u{0}\u{1B}[31m",
    String(repeating: "W", count: 500), String(repeating: "très long ", count: 50),
    "file:///etc/passwd", "<img src=http://127.0.0.1/x>", "]]><![CDATA[", "<!--",
    "javascript:alert(1)",
  ]

  @Test("no name leaves its place in the page", arguments: hostile)
  func hostileName(_ name: String) throws {
    let shop = try DocumentShop()
    let plain = try shop.page(shop.document(number: "N-1"))
    let lines = try DocumentShop.lines().map { line in
      DocumentLine(
        name: name, quantity: line.quantity, unit: line.amounts == nil ? nil : name,
        unitPrice: line.unitPrice, taxRate: line.taxRate, discountPercent: line.discountPercent,
        amounts: line.amounts)
    }
    let buyer = Buyer(
      name: name, email: name, street: name, postCode: name, city: name, country: "FR", taxID: name)
    let page = try shop.page(
      shop.document(buyer: buyer, lines: lines, number: name, reference: name))
    // The same elements in the same order, whatever the texts are.
    let elements = { (page: String) in
      page.matches(of: /<(\/?[a-z0-9]+)/).map { String($0.1) }
        .filter { !["td", "/td", "p", "/p", "bdi", "/bdi"].contains($0) }
    }
    #expect(elements(page) == elements(plain))
    #expect(!page.contains("<script") && !page.contains("<img"))
    #expect(page.contains(name.escapedForHTML))
  }
}
