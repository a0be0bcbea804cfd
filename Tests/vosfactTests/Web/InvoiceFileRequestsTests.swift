import Foundation
import Testing

@testable import VosfactKit

/// Many who ask for PDF at once, answered by the built program, whose engine never writes the same twice.
@Suite(.waiting) struct InvoiceFileRequestsTests {
  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 3)
    try shop.workplace.write(
      "cat > /dev/null; printf '%%PDF-1.4 '; head -c 3000 /dev/urandom | od -An -tx1", to: "engine")
    try shop.workplace.succeed(
      "settings", "set", "pdf.engine", "sh \(shop.workplace.file("engine"))")
  }

  @Test("sixteen who ask for one document at once have it made once, and all get it")
  func sameDocument() throws {
    let (shop, token) = (shop, try shop.token("F-1"))
    let answers = try Threads.run(16) { _ in try shop.answer("GET", "/invoice/\(token).pdf") }
      .map { try $0.get() }
    for answer in answers { #expect(answer.status == "Status: 200 OK", "\(answer.errors)") }
    #expect(Set(answers.map(\.body)).count == 1)
    #expect(answers[0].body.hasPrefix("%PDF-1.4 "))
    let path = workplace.file("vosfact.db-pdf")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 1)
  }

  @Test("what visitors had made serves the seller, and mails, and the other way round")
  func shared() throws {
    let body = try shop.answer("GET", "/invoice/\(try shop.token("F-2")).pdf").body
    let shown = try workplace.succeed("invoice", "show", "F-2", "--format", "pdf")
    #expect(shown.output == body)
    let files = try workplace.succeed(
      "invoice", "show", "F-2", "F-3", "--format", "pdf", "--output", "files")
    #expect(files.output == "files/F-2.pdf\nfiles/F-3.pdf\n")
    #expect(try workplace.read("files/F-2.pdf") == Array(body.utf8))
    let other = try shop.answer("GET", "/invoice/\(try shop.token("F-3")).pdf").body
    #expect(try workplace.read("files/F-3.pdf") == Array(other.utf8))
  }

  @Test(
    "what root has made is the database owner's, whose web server goes on",
    .enabled(if: geteuid() == 0, "only root can give a file away"))
  func root() throws {
    try #require(chown(workplace.database, 65_534, 65_534) == 0)
    try workplace.succeed("invoice", "show", "F-1", "--format", "pdf")
    let folder = workplace.file("vosfact.db-pdf")
    let made = try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
    #expect(made.count == 1)
    for path in [folder, workplace.file("vosfact.db.pdf-lock")] + made {
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_uid == 65_534, "\(path)")
    }
  }
}
