import Foundation
import Localization
import Testing

@testable import VosfactKit

@Suite struct LogoTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func logo(_ bytes: [UInt8]) throws -> Logo {
    let path = folder.file(UUID().uuidString)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try Logo(path: path)
  }

  private func svg(_ inner: String, _ attributes: String = "") -> [UInt8] {
    Array(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"\(attributes)>\(inner)</svg>"
        .utf8)
  }

  /// A picture of one pixel.
  private let png = Base64.decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
  )

  @Test("pictures are carried within documents")
  func taken() throws {
    let png = try #require(png)
    #expect(try logo(png).address == "data:image/png;base64,\(Base64.encode(png))")
    let drawing = svg(
      "<style>.a{fill:url(#g)}</style><g id=\"g\"><path class=\"a\" d=\"M0 0h9\"/></g>")
    #expect(try logo(drawing).address.hasPrefix("data:image/svg+xml;base64,"))
    #expect(
      try logo([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xD9]).address.hasPrefix("data:image/jpeg"))
  }

  @Test(
    "a drawing that does something, or refers to something outside, is refused",
    arguments: [
      ("<script>alert(1)</script>", ""), ("<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>", ""),
      ("", " onload=\"x()\""), ("<image href=\"file:///etc/passwd\"/>", ""),
      ("<use href=\"https://example.org/a.svg#b\"/>", ""), ("<a xlink:href=\"#x\"/>", ""),
      ("<foreignObject><p/></foreignObject>", ""), ("<style>@import 'x.css';</style>", ""),
      ("<style>a{fill:url(http://x)}</style>", ""), ("<g style=\"fill:url( 'file:///x')\"/>", ""),
      ("<style>a{fill:\\75rl(x)}</style>", ""), ("<rect fill=\"url(//x)\"/>", ""),
      ("<animate attributeName=\"href\" to=\"x\"/>", ""), ("<set attributeName=\"onload\"/>", ""),
    ])
  func active(_ inner: String, _ attributes: String) {
    expectFault(.misconfigured, "is no logo") { try logo(svg(inner, attributes)) }
  }

  @Test("what is no picture, or not whole, is refused")
  func refused() throws {
    let entity = "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>"
    let png = try #require(png)
    for bytes in [
      [], Array("GIF89a".utf8), Array(entity.utf8), Array(png.dropLast(9)), Array("<html/>".utf8),
    ] {
      expectFault(.misconfigured, "is no logo") { try logo(bytes) }
    }
    var wide = png
    wide[16] = 1
    expectFault(.misconfigured, "is no logo") { try logo(wide) }
    expectFault(.misconfigured, "is too large; at most 256 KiB") {
      try logo(png + [UInt8](repeating: 0, count: Logo.sizeLimit))
    }
    expectFault(.misconfigured, "cannot read /nowhere/logo.png") {
      try Logo(path: "/nowhere/logo.png")
    }
  }

  @Test(
    "a setting takes no file that could not be shown, and a document carries the one that is set")
  func setting() throws {
    let shop = try DocumentShop()
    let setting = try Settings.named("company.logo")
    let bad = URL(fileURLWithPath: folder.file("bad.svg"))
    try Data(svg("<script/>")).write(to: bad)
    expectFault(.badValue, "the file for company.logo cannot be used") {
      try shop.kit.settings.set(setting, to: bad.path, at: Shop.noon)
    }
    let good = URL(fileURLWithPath: folder.file("good.svg"))
    try Data(svg("<path d=\"M0 0h9v9z\"/>")).write(to: good)
    try shop.kit.settings.set(setting, to: good.path, at: Shop.noon)
    #expect(
      try shop.page(shop.document()).contains("<img class=\"logo\" src=\"data:image/svg+xml;"))
  }
}
