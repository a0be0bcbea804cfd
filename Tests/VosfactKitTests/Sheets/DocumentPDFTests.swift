import Foundation
import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting,
  .enabled(
    if: ExternalTool.canTest(
      with: "weasyprint", "pdftotext", "pdffonts", "pdfinfo", "pdfdetach", "qpdf")))
struct DocumentPDFTests {
  static let environment = ProcessInfo.processInfo.environment

  private func shop(_ settings: [String: String] = [:]) throws -> DocumentShop {
    try DocumentShop(settings, environment: Self.environment)
  }

  @Test("the PDF reads as the document, and its button leads to the payment")
  func content() throws {
    let shop = try shop()
    let document = try shop.document()
    let pdf = try PDFFile(shop.kit.documentRenderer().pdf(of: document))
    let text = try pdf.text()
    for expected in [
      "Facture INVOICE-fr", "Atelier Lefèvre & Fils", "Jardins de la Soie", "21 septembre 2026",
      "Conseil en aménagement", "237,50 €", "Payer en ligne", "Page 1 sur 1",
      document.total.text.fr.replacing("\u{202F}", with: " "), "FR76 3000 6000 0112 3456 7890 189",
      "TVA non applicable",
    ] {
      #expect(text.contains(expected), "\(expected) is not in the text")
    }
    let url = try #require(try shop.kit.payButtons().button(of: document)).url
    #expect(try pdf.links() == [url])
    #expect(try pdf.pageCount() == 1)
    #expect(try pdf.areFontsEmbedded())
    #expect(try pdf.isSound())
  }

  @Test(
    "the same document gives the same bytes, also in another run of the engine", arguments: engines)
  func reproducible(_ engine: String) throws {
    let shop = try shop(["pdf.engine": engine])
    let document = try shop.document()
    let first = try shop.kit.documentRenderer().pdf(of: document)
    #expect(try shop.kit.documentRenderer().pdf(of: document) == first)
  }

  @Test("a button that is not for paper, or not to be shown, leaves no link")
  func noButton() throws {
    let screen = try shop(["button.on-pdf": "false"])
    #expect(try PDFFile(screen.kit.documentRenderer().pdf(of: screen.document())).links() == [])
    let plain = try shop()
    let canceled = try plain.kit.invoicing.cancel(plain.document(), neverDelivered: "an error")
    #expect(try PDFFile(plain.kit.documentRenderer().pdf(of: canceled)).links() == [])
  }

  @Test("a long document has its table's head on each page, and cuts no line in two")
  func pages() throws {
    let shop = try shop()
    let lines = try (1...70).map { index in
      let long = index.isMultiple(of: 9) ? String(repeating: "mot\(index) ", count: 60) : ""
      return DocumentLine(
        name: "début\(index) \(long)fin\(index)", quantity: ExactDecimal("1"), unit: nil,
        unitPrice: ExactDecimal("10"), taxRate: TaxRate("20"), discountPercent: nil,
        amounts: try LineAmounts(
          quantity: #require(ExactDecimal("1")), unitPrice: #require(ExactDecimal("10")),
          taxRate: #require(TaxRate("20")), discountPercent: nil, currency: .euro))
    }
    let pdf = try PDFFile(shop.kit.documentRenderer().pdf(of: shop.document(lines: lines)))
    let count = try pdf.pageCount()
    #expect(count > 2)
    for page in 1...count {
      let text = try pdf.text(page: page)
      #expect(text.contains("Page \(page) sur \(count)"))
      let begun = text.matches(of: /début(\d+)/).map { String($0.1) }
      #expect(begun.isEmpty || text.contains("Désignation"))
      #expect(begun == text.matches(of: /fin(\d+)/).map { String($0.1) })
    }
  }

  @Test("many documents are made beside each other, each its own")
  func many() throws {
    let shop = try shop()
    let documents = try (1...7).map { try shop.document(number: "M-\($0)") }
    var rest = documents[...]
    var made: [String: [UInt8]] = [:]
    try shop.kit.documentRenderer().printPDF(count: 7, jobs: 2, { rest.popFirst() }) {
      document, pdf in
      made[document.number] = pdf
    }
    #expect(made.count == 7)
    for document in documents {
      let pdf = try #require(made[document.number])
      #expect(try PDFFile(pdf).text().contains("Facture \(document.number)"))
    }
    let alone = try shop.kit.documentRenderer().pdf(of: documents[3])
    #expect(made[documents[3].number] == alone)
  }

  @Test("names stay texts in the PDF")
  func hostileNames() throws {
    let shop = try shop()
    let names = DocumentPageTests.hostile
    let documents = try names.enumerated().map { index, name in
      try shop.document(
        buyer: Buyer(name: name, street: name, taxID: name), number: "H-\(index)", reference: name)
    }
    var rest = documents[...]
    var count = 0
    try shop.kit.documentRenderer().printPDF({ rest.popFirst() }) { document, bytes in
      let pdf = try PDFFile(bytes)
      let url = try #require(try shop.kit.payButtons().button(of: document)).url
      #expect(try pdf.links() == [url])
      #expect(try pdf.text().contains("Facture \(document.number)"))
      #expect(try pdf.isSound())
      count += 1
    }
    #expect(count == names.count)
  }

  static let engines = ["weasyprint"] + (ExternalTool.canTest(with: "chromium") ? ["chromium"] : [])

  @Test("no engine reads a file or reaches out for what a template refers to", arguments: engines)
  func closed(_ engine: String) throws {
    let folder = try TemporaryFolder()
    let canary = "CANARY\(engine.count)XYZ"
    let secret = folder.file("secret.txt")
    try Data("\(canary) ".utf8).write(to: URL(fileURLWithPath: secret))
    let style = folder.file("secret.css")
    try Data("body::after { content: '\(canary)' }".utf8).write(to: URL(fileURLWithPath: style))
    let listener = try Listener()
    let http = "http://127.0.0.1:\(listener.port)"
    let template = """
      <!doctype html><html><head><title>t</title>
      <link rel="stylesheet" href="file://\(style)"><link rel="stylesheet" href="\(http)/a.css">
      <link rel="attachment" href="file://\(secret)">
      <style>@import url(file://\(style)); @import "\(http)/b.css";
      @font-face { font-family: x; src: url(\(http)/f.ttf) } body { font-family: x;
      background: url("\(http)/b.png") }</style>
      <base href="file://\(folder.path)/"></head><body>
      <p>{{number}}</p><img src="file://\(secret)"><img src="\(http)/i.png"><img src="secret.txt">
      <iframe src="file://\(secret)"></iframe><object data="file://\(secret)">o</object>
      <embed src="file://\(secret)"><a rel="attachment" href="file://\(secret)">a</a>
      <svg xmlns="http://www.w3.org/2000/svg"><image href="file://\(secret)" width="9" height="9"/>
      <use href="\(http)/u.svg#a"/></svg>
      <script>fetch("\(http)/s")</script>{{{buyer.name}}}</body></html>
      """
    let file = folder.file("template.html")
    try Data(template.utf8).write(to: URL(fileURLWithPath: file))
    let shop = try shop(["document.template": file, "pdf.engine": engine])
    let buyer = Buyer(name: "<iframe src='file://\(secret)'></iframe><img src='\(http)/n.png'>")
    let bytes = try shop.kit.documentRenderer().pdf(of: shop.document(buyer: buyer))
    let pdf = try PDFFile(bytes)
    #expect(try pdf.text().contains("INVOICE-fr"))
    #expect(try !pdf.text().contains(canary))
    #expect(try !pdf.uncompressed().contains(canary))
    #expect(try pdf.attachmentCount() == 0)
    #expect(!listener.wasReached)
  }

  @Test("Chromium is not led elsewhere")
  func refresh() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("template.html")
    try Data("<META content='0;url=file:///etc/passwd' http-equiv=refresh>{{number}}".utf8)
      .write(to: URL(fileURLWithPath: file))
    let shop = try shop(["document.template": file, "pdf.engine": "chromium"])
    expectFault(
      .badValue, "no PDF; the template holds a meta refresh, which leads elsewhere; take it out"
    ) {
      try shop.kit.documentRenderer().pdf(of: shop.document())
    }
  }

  @Test("an engine that is not installed is told with how to install it")
  func missing() throws {
    let folder = try TemporaryFolder()
    for engine in ["weasyprint", "chromium", "no-such-engine -o"] {
      let shop = try DocumentShop(["pdf.engine": engine], environment: ["PATH": folder.path])
      let error = #expect(throws: Fault.self) {
        try shop.kit.documentRenderer().pdf(of: shop.document())
      }
      #expect(error?.nature == .misconfigured)
    }
  }

  @Test("any command that reads a page and writes PDF is an engine; what is no PDF is told")
  func command() throws {
    let shop = try shop(["pdf.engine": "weasyprint - -"])
    let pdf = try PDFFile(shop.kit.documentRenderer().pdf(of: shop.document()))
    #expect(try pdf.text().contains("Facture INVOICE-fr"))
    let bad = try self.shop(["pdf.engine": "cat"])
    expectFault(.inputOutput, "wrote is none; check pdf.engine and the template") {
      try bad.kit.documentRenderer().pdf(of: bad.document())
    }
    let failing = try self.shop(["pdf.engine": "false"])
    expectFault(.inputOutput, "false failed: it gave no reason; check the template") {
      try failing.kit.documentRenderer().pdf(of: failing.document())
    }
  }

  @Test(
    "a command of the user's own reaches no network, not even this machine",
    .enabled(
      if: Confinement.available != nil && ExternalTool.canTest(with: "bash"),
      "no network of its own can be made"))
  func commandWithoutNetwork() throws {
    let folder = try TemporaryFolder()
    let listener = try Listener()
    let script = """
      cat > /dev/null
      (exec 3<> /dev/tcp/127.0.0.1/\(listener.port)) 2> /dev/null
      printf '%%PDF-1.4 by %s' "$(id -u)"
      """
    let path = try folder.write(script.utf8, to: "engine")
    let shop = try shop(["pdf.engine": "bash \(path)"])
    let pdf = try shop.kit.documentRenderer().pdf(of: shop.document())
    #expect(String(decoding: pdf, as: UTF8.self) == "%PDF-1.4 by \(geteuid())")
    #expect(!listener.wasReached)
    // With a network it does reach it.
    let bash = Subprocess(
      program: "bash", arguments: [path], timeLimit: .seconds(60), outputLimit: 4096)
    _ = try bash.run()
    #expect(listener.wasReached)
  }

  @Test(
    "a command of the user's own reads no file but itself and those that it names",
    .enabled(
      if: Confinement.available?.extent == .filesAndNetwork, "bwrap does not work here"))
  func commandWithoutFiles() throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("canary".utf8, to: "secret")
    let style = try folder.write("named".utf8, to: "style")
    let script = """
      #!/bin/sh
      cat > /dev/null
      printf '%%PDF-1.4 '
      cat "$1" \(secret) /etc/passwd 2> /dev/null
      echo made > "$1" 2> /dev/null
      echo made > /tmp/made && cat /tmp/made
      """
    let path = try folder.write(script.utf8, to: "engine")
    try #require(chmod(path, 0o700) == 0)
    let shop = try shop(["pdf.engine": "\(path) \(style)"])
    let pdf = try shop.kit.documentRenderer().pdf(of: shop.document())
    #expect(String(decoding: pdf, as: UTF8.self) == "%PDF-1.4 namedmade\n")
    #expect(try String(contentsOfFile: style, encoding: .utf8) == "named")
  }

  @Test(
    "codes on the document say the link and the transfer",
    .enabled(if: ExternalTool.canTest(with: "qrencode", "pdftoppm", "zbarimg")))
  func codes() throws {
    // What reads the code here guesses at its characters.
    let shop = try shop([
      "button.qr": "true", "document.transfer-code": "true", "company.name": "Atelier Lefevre",
    ])
    let document = try shop.document()
    let pdf = try PDFFile(shop.kit.documentRenderer().pdf(of: document))
    let codes = try pdf.codes()
    let url = try #require(try shop.kit.payButtons().button(of: document)).url
    #expect(codes.contains(url))
    #expect(codes.contains("BCD\n002\n1\nSCT\nAGRIFRPP\nAtelier Lefevre\n"))
    #expect(codes.contains("EUR\(document.total.decimal)"))
  }
}
