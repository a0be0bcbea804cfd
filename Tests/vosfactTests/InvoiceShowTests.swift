import CommandLineKit
import Foundation
import Localization
import Testing

@testable import VosfactKit
@testable import vosfact

/// Documents as customers get them, written by the built program.
@Suite(.waiting) struct InvoiceShowTests {
  private static let kinds = DocumentKind.allCases.flatMap { kind in
    Language.allCases.map { (kind, $0) }
  }

  /// A shop with one document of each kind in each language, whose numbers tell which it is.
  private static func workplace() throws -> Workplace {
    let workplace = try Workplace()
    let settings = [
      ("company.name", "Atelier Lefèvre & Fils"), ("company.siren", "732829320"),
      ("company.iban", "FR7630006000011234567890189"), ("legal.late-penalty", "12.5"),
      ("legal.vat-exemption", "293-b"), ("company.street", "12 rue des Lilas"),
    ]
    for (key, value) in settings { try workplace.succeed("settings", "set", key, value) }
    return workplace
  }

  private static func create(
    _ kind: DocumentKind, _ language: Language, in workplace: Workplace
  ) throws {
    try workplace.succeed(
      "settings", "set", "documents.number-pattern.\(kind.rawValue)",
      "\(kind.rawValue)-\(language.rawValue)-{serial}")
    try workplace.succeed(
      "invoice", "create", "--kind", kind.rawValue, "--document-language", language.rawValue,
      "--issued-on", "2026-09-21", "--due-on", "2026-10-21", "--buyer", "Jardins de la Soie",
      "--street", "4 place Bellecour", "--post-code", "69002", "--city", "Lyon", "--tax-id",
      "FR83404833048", "--order-reference", "CMD-42", "--line", "Conseil;2.50;95.00;20", "--line",
      "Livre : Le jardin au fil des saisons, relié, édition revue et augmentée;1;39.90;5.5",
      "--line", "Adhésion;1;15;np")
  }

  @Test("a document of each kind, in each language, is the text that it should be")
  func texts() throws {
    let workplace = try Self.workplace()
    for (kind, language) in Self.kinds {
      try Self.create(kind, language, in: workplace)
      let number = "\(kind.rawValue)-\(language.rawValue)-1"
      let text = try workplace.succeed("invoice", "show", number, "--format", "text").output
      let golden = GoldenFile(path: "documents/\(kind.rawValue).\(language.rawValue).txt")
      #expect(try text == golden.expected(writing: text))
    }
  }

  @Test("no name steers the terminal or breaks the columns of the text")
  func hostileNames() throws {
    let names = [
      "a\u{1B}[31mb", "a\r\nb", "🙂👩‍👩‍👧‍👦", "شركة المثال", "\u{202E}txet", "a\u{0}b",
      String(repeating: "W", count: 500), "\u{9B}31m", "<b>&amp;",
    ]
    for name in names {
      let sheet = Self.sheet(named: name)
      for width in [60, 78, 100] {
        let text = DocumentText(sheet, width: width).text
        #expect(
          text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
        #expect(!text.unicodeScalars.contains { (0x80..<0xA0).contains($0.value) })
        #expect(!text.contains("\u{202E}") && !text.contains("\r"))
        let table = text.split(separator: "\n").filter { $0.hasSuffix("7,00 €") }
        #expect(table.contains { $0.hasSuffix("2   1,00 €      7,00 €") })
      }
    }
  }

  private static func sheet(named name: String) -> DocumentSheet {
    let party = DocumentSheet.Party(
      name: name, address: [name], identifiers: [.init(label: "SIREN", value: name)], email: name)
    return DocumentSheet(
      language: .french, kind: "Facture", number: name, seller: party, buyer: party,
      facts: [.init(label: "Commande", value: name)],
      lines: [
        .init(
          name: name, supply: nil, isSeparator: false, quantity: "2", unitPrice: "1,00 €",
          discount: nil,
          taxRate: nil, net: "7,00 €")
      ], taxes: [], totals: [.init(label: "Total", value: "7,00 €")], stamp: nil, button: nil,
      transfer: nil, mentions: [name])
  }

  @Test("files are written into a folder, named after the numbers, and several PDF at a time")
  func files() throws {
    let workplace = try Shop(invoices: 3).workplace
    let ending = try workplace.run(
      Workplace.executable,
      ["invoice", "show", "-", "--format", "html", "--output", "out"], input: "F-1\nF-3\n")
    #expect(ending.status == 0)
    #expect(ending.output == "out/F-1.html\nout/F-3.html\n")
    let page = String(decoding: try workplace.read("out/F-3.html"), as: UTF8.self)
    #expect(page.contains("<title>Facture F-3</title>"))
  }

  @Test("a page that cannot be written whole is not there, and one that was there is as it was")
  func halfWritten() throws {
    let workplace = try Workplace()
    let lines = (1...2000).map {
      #"{"name": "Ligne \#($0)", "quantity": "1", "price_net": "10", "tax": "20"}"#
    }
    try workplace.write(
      """
      {"kind": "vat", "number": "F-1", "issue_date": "2026-01-05", "buyer_name": "Zoë",
       "positions": [\(lines.joined(separator: ","))]}
      """, to: "documents.json")
    try workplace.succeed("invoice", "import", "documents.json")
    let words = ["invoice", "show", "F-1", "--format", "html", "--output", "out"]
    // No file may grow over 100 KiB.
    let limited =
      ["-c", "ulimit -f 100; trap '' XFSZ; \"$0\" \"$@\"", Workplace.executable] + words
    let folder = workplace.file("out")

    let first = try workplace.run("bash", limited)
    #expect(first.status == 73, "\(first.errors)")
    #expect(first.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)

    try workplace.write("what was there", to: "out/F-1.html")
    #expect(try workplace.run("bash", limited).status == 73)
    #expect(try workplace.read("out/F-1.html") == Array("what was there".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["F-1.html"])

    #expect(try workplace.run(Workplace.executable, words).status == 0)
    let page = try workplace.succeed("invoice", "show", "F-1", "--format", "html").output
    #expect(try workplace.read("out/F-1.html") == Array(page.utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["F-1.html"])
  }

  @Test("a link in the place of a page is replaced, and what it leads to is left alone")
  func linked() throws {
    let workplace = try Shop(invoices: 1).workplace
    try workplace.write("precious", to: "elsewhere")
    let words = ["invoice", "show", "F-1", "--format", "html", "--output", "out"]
    #expect(try workplace.run("mkdir", ["out"]).status == 0)
    #expect(try workplace.run("ln", ["-s", "../elsewhere", "out/F-1.html"]).status == 0)
    #expect(try workplace.run(Workplace.executable, words).status == 0)
    #expect(try workplace.read("elsewhere") == Array("precious".utf8))
    #expect(try workplace.read("out/F-1.html").count > 1000)
  }

  @Test(
    "PDF of several documents are made side by side",
    .enabled(if: ExternalTool.canTest(with: "weasyprint")))
  func pdfs() throws {
    let workplace = try Shop(invoices: 3).workplace
    let ending = try workplace.succeed(
      "invoice", "show", "F-1", "F-2", "F-3", "--format", "pdf", "--output", "out", "--jobs", "2")
    #expect(
      ending.output.split(separator: "\n").sorted() == [
        "out/F-1.pdf", "out/F-2.pdf", "out/F-3.pdf",
      ])
    for name in ["F-1", "F-2", "F-3"] {
      #expect(try workplace.read("out/\(name).pdf").starts(with: Data("%PDF-".utf8)))
    }
    let alone = try workplace.run(
      "sh", ["-c", "'\(Workplace.executable)' invoice show F-2 --format pdf | cmp - out/F-2.pdf"])
    #expect(alone.status == 0, "\(alone.output)\(alone.errors)")
  }

  @Test("a number that is no name of a file becomes one that nobody else has")
  func fileNames() throws {
    let workplace = try Workplace()
    try workplace.succeed(
      "settings", "set", "documents.number-pattern.invoice", "../{year}/{serial}")
    try workplace.succeed("invoice", "create", "--buyer", "A", "--line", "B;1;1;20")
    let number = try #require(
      try workplace.succeed("invoice", "list", "--format", "json").json.array?.first?["number"]?
        .string)
    let path = try workplace.succeed(
      "invoice", "show", number, "--format", "html", "--output", "out"
    ).output
    #expect(path.hasPrefix("out/document-..-20"))
    #expect(path.split(separator: "/").count == 2)
  }

  @Test("what cannot be shown says why")
  func refused() throws {
    let workplace = try Shop(invoices: 2).workplace
    let several = try workplace.vosfact("invoice", "show", "F-1", "F-2", "--format", "html")
    #expect(several.status == 64)
    #expect(several.errors.contains("--output FOLDER"))
    let list = try workplace.vosfact("invoice", "list", "--format", "pdf")
    #expect(list.status == 64)
    #expect(list.errors.contains("documents only"))
    try workplace.succeed("settings", "set", "pdf.engine", "no-such-engine")
    let missing = try workplace.vosfact("invoice", "show", "F-1", "--format", "pdf")
    #expect(missing.status == 78)
    #expect(missing.errors.contains("no-such-engine is not installed"))
  }

  @Test("a template of the user's own is used, and one that is wrong is told with its line")
  func template() throws {
    let workplace = try Shop(invoices: 1).workplace
    try workplace.write("<p>{{number}}: {{total}}</p>", to: "mine.html")
    let path = workplace.path + "/mine.html"
    try workplace.succeed("settings", "set", "document.template", path)
    let page = try workplace.succeed("invoice", "show", "F-1", "--format", "html").output
    #expect(page == "<p>F-1: 12,00\u{202F}€</p>")
    try workplace.write("<p>\n{{#lines}}</p>", to: "mine.html")
    let broken = try workplace.vosfact("invoice", "show", "F-1", "--format", "html")
    #expect(broken.status == 65)
    #expect(broken.errors.contains("\(path):2: the section 'lines'"))
    #expect(try workplace.vosfact("settings", "check").output.contains("mine.html:2:"))
    let refused = try workplace.vosfact("settings", "set", "document.template", path)
    #expect(refused.status == 65)
  }

  @Test("the built-in template is printed, and makes the same page when it is set")
  func builtIn() throws {
    let workplace = try Shop(invoices: 1).workplace
    let before = try workplace.succeed("invoice", "show", "F-1", "--format", "html").output
    try workplace.write(try workplace.succeed("invoice", "template").output, to: "copy.html")
    try workplace.succeed("settings", "set", "document.template", workplace.path + "/copy.html")
    #expect(try workplace.succeed("invoice", "show", "F-1", "--format", "html").output == before)
  }

  @Test("several documents are an array to scripts")
  func scripts() throws {
    let workplace = try Shop(invoices: 2).workplace
    let json = try workplace.succeed("invoice", "show", "F-2", "F-1", "--format", "json").json
    #expect(json.array?.map { $0["number"]?.string } == ["F-2", "F-1"])
  }
}
