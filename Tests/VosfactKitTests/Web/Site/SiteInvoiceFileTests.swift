import Foundation
import Testing

@testable import VosfactKit

/// Documents as PDF for visitors.
@Suite struct SiteInvoiceFileTests {
  private func path(_ shop: FileShop) throws -> String {
    "/invoice/\(try SiteShop(shop.shop).token(shop.document)).pdf"
  }

  @Test("a file is made by GET alone; HEAD tells its length once it is there")
  func head() throws {
    let shop = try FileShop()
    defer { try? shop.remove() }
    let site = SiteShop(shop.shop)
    let path = try path(shop)
    let early = try site.answer("HEAD", path)
    #expect(early.status == .ok && early.headers["Content-Type"] == "application/pdf")
    #expect(early.headers["Content-Length"] == nil && early.text.isEmpty && shop.files == [])
    let first = try site.answer("GET", path)
    #expect(first.status == .ok && first.text.hasPrefix("%PDF-1.4 "))
    let late = try site.answer("HEAD", path)
    #expect(late.headers["Content-Length"] == "6009" && late.text.isEmpty)
    #expect(try site.answer("GET", path).text == first.text)
  }

  @Test("no engine is looked for while what was made is kept")
  func withoutEngine() throws {
    let shop = try FileShop()
    defer { try? shop.remove() }
    let site = SiteShop(shop.shop)
    let path = try path(shop)
    let first = try site.answer("GET", path)
    try FileManager.default.removeItem(atPath: shop.folder.file("engine"))
    #expect(try site.answer("GET", path).text == first.text)
  }

  @Test("a long document is no file for visitors, who are led to its page, but for the seller")
  func tooLong() throws {
    let shop = try FileShop((Setting.pdfLimit, "4KiB"))
    defer { try? shop.remove() }
    let site = SiteShop(shop.shop)
    let path = try path(shop)
    for (language, word) in [("en", "too long"), ("fr", "trop long")] {
      let answer = try site.answer("GET", path, with: ["HTTP_ACCEPT_LANGUAGE": language])
      #expect(answer.status == .notFound && answer.text.contains(word))
      #expect(answer.text.contains("href=\"https://shop.test\(path.dropLast(4))\""))
    }
    #expect(try site.answer("HEAD", path).status == .notFound)
    #expect(shop.files == [])
    #expect(try shop.pdf().starts(with: "%PDF-1.4 ".utf8))
    // Nor is it sent once it is made for the seller.
    #expect(try site.answer("GET", path).status == .notFound)
  }

  @Test("a logo does not make a document long")
  func logo() throws {
    let shop = try FileShop((Setting.pdfLimit, "32KiB"))
    defer { try? shop.remove() }
    let picture =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>"
      + String(repeating: "x", count: 100_000) + "</desc></svg>"
    try shop.kit.settings.set(
      .companyLogo, to: try shop.folder.write(picture.utf8, to: "logo.svg"), at: Shop.noon)
    let page = try shop.kit.documentRenderer().html(of: shop.document)
    #expect(page.count > 100_000)
    #expect(try SiteShop(shop.shop).answer("GET", path(shop)).status == .ok)
  }
}
