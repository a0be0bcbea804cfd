import Foundation
import Testing

@testable import VosfactKit

/// The document behind a link, as a page and as PDF.
@Suite(.waiting) struct PreviewTests {
  private func answer(_ path: String, _ shop: DocumentShop) throws -> String {
    let request = try CGIRequest(
      ["REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_PROTOCOL": "HTTP/1.1"],
      body: STDIN_FILENO)
    let site = shop.kit.site(log: { _ in })
    return String(
      decoding: try site.response(to: request).serialized(isSecure: true, isHead: false),
      as: UTF8.self)
  }

  private func token(_ document: Document, _ shop: DocumentShop) throws -> Substring {
    let url = try shop.kit.payLinks.maker().link(toPayable: document).url
    return try #require(url.split(separator: "/").last)
  }

  @Test("the preview is the document, with its button, its style allowed and nothing else")
  func page() throws {
    let shop = try DocumentShop()
    let document = try shop.document()
    let token = try token(document, shop)
    let answer = try answer("/invoice/\(token)", shop)
    #expect(answer.hasPrefix("Status: 200 "))
    #expect(answer.contains("Content-Language: fr\r\n"))
    #expect(answer.contains("href=\"https://pay.example.org/invoice/\(token).pdf\""))
    #expect(answer.contains("<a class=\"button\" href=\"https://pay.example.org/p/"))
    let style = try #require(answer.firstMatch(of: /<style>([\s\S]*)<\/style>/)).1
    let hash = Base64.encode(SHA256.digest(Array(style.utf8)))
    #expect(answer.contains("style-src 'sha256-\(hash)'"))
    #expect(!answer.contains("unsafe-inline") && !answer.contains(" style=\""))
  }

  @Test("a document that is paid still shows, without its button")
  func paid() throws {
    let shop = try DocumentShop()
    let document = try shop.document()
    try shop.kit.documents.set(
      document.key, .init(received: document.total.minorUnits), at: Shop.noon, state: .paid)
    let answer = try answer("/invoice/\(token(document, shop))", shop)
    #expect(answer.contains("Payé le 21 septembre 2026"))
    #expect(!answer.contains("class=\"button\""))
  }

  @Test("a forged link shows no document", arguments: ["", ".pdf"])
  func forged(_ suffix: String) throws {
    let shop = try DocumentShop()
    let token = try token(shop.document(), shop)
    let forged = token.dropLast(2) + "AA"
    let answer = try answer("/invoice/\(forged)\(suffix)", shop)
    #expect(answer.hasPrefix("Status: 404 "))
    #expect(!answer.contains("Jardins"))
  }

  @Test(
    "the file is the document's PDF, under its number",
    .enabled(if: ExternalTool.canTest(with: "weasyprint")))
  func file() throws {
    let shop = try DocumentShop(environment: ProcessInfo.processInfo.environment)
    let document = try shop.document()
    let answer = try answer("/invoice/\(token(document, shop)).pdf", shop)
    #expect(answer.contains("Content-Type: application/pdf\r\n"))
    #expect(answer.contains("filename=\"INVOICE-fr.pdf\""))
    #expect(answer.contains("\r\n\r\n%PDF-"))
  }
}
