import Foundation
import Testing

@testable import VosfactKit

/// PDF files are made once, kept, and made again where what is kept is not what was written.
@Suite struct KeptPDFsTests {
  @Test("the same page is made once, another one is another file")
  func once() throws {
    let shop = try FileShop()
    defer { try? shop.remove() }
    let first = try shop.pdf()
    #expect(try shop.pdf() == first)
    let other = try shop.shop.document()
    #expect(try shop.pdf(of: other) != first)
    var documents = [shop.document, other][...]
    var many: [String: [UInt8]] = [:]
    try shop.kit.documentRenderer().printPDF({ documents.popFirst() }) { many[$0.number] = $1 }
    #expect(many[shop.document.number] == first)
    #expect(many[other.number] == (try shop.pdf(of: other)))
    #expect(shop.files.count == 2)
    // What the page says has changed, and later another engine prints it.
    try shop.kit.settings.set(.companyName, to: "Atelier", at: Shop.noon)
    let named = try shop.pdf()
    #expect(named != first)
    let engine = try shop.kit.settings.value(.pdfEngine).description
    try shop.kit.settings.set(.pdfEngine, to: "\(engine) again", at: Shop.noon)
    #expect(try shop.pdf() != named)
    try shop.kit.settings.set(.pdfEngine, to: engine, at: Shop.noon)
    #expect(try shop.pdf() == named)
  }

  @Test("the page of a document that can be paid is the same until midnight, and then another")
  func day() throws {
    let shop = try FileShop()
    defer { try? shop.remove() }
    let first = try shop.pdf()
    let evening = FileShop.Later(shop, by: Seconds(9 * 3600))
    #expect(try evening.pdf() == first)
    #expect(try FileShop.Later(shop, by: Seconds(10 * 3600)).pdf() != first)
  }

  /// How a kept file can be spoilt.
  enum Damage: CaseIterable {
    case cut, emptied, changed, replaced, linked, folder
  }

  @Test("what is damaged is not served, but made anew", arguments: Damage.allCases)
  func damaged(_ damage: Damage) throws {
    let shop = try FileShop()
    defer { try? shop.remove() }
    let first = try shop.pdf()
    let path = try #require(shop.files.first)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    switch damage {
    case .cut: bytes.removeLast(1)
    case .emptied: bytes = []
    case .changed: bytes[3000] ^= 1
    case .replaced: bytes = Array("%PDF-1.4 another".utf8)
    case .linked, .folder: break
    }
    try FileManager.default.removeItem(atPath: path)
    switch damage {
    case .linked:
      // Whole, but elsewhere.
      let place = try shop.folder.write(bytes, to: "elsewhere")
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: place)
    case .folder:
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .cut, .emptied, .changed, .replaced:
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
    let second = try shop.pdf()
    #expect(second != first && second.count == first.count)
    if damage != .folder { #expect(try shop.pdf() == second) }
  }

  @Test("only the owner may enter the folder, and what another could have put there is not used")
  func folder() throws {
    let shop = try FileShop()
    defer { try? shop.remove() }
    let first = try shop.pdf()
    var status = stat()
    #expect(stat(shop.kept, &status) == 0 && status.st_mode & 0o7777 == 0o700)
    let file = try #require(shop.files.first)
    #expect(stat(file, &status) == 0 && status.st_mode & 0o7777 == 0o600)
    try #require(chmod(shop.kept, 0o755) == 0)
    #expect(try shop.pdf() != first)
    try #require(chmod(shop.kept, 0o700) == 0)
    #expect(try shop.pdf() == first)
    // A link in its place is not followed.
    let elsewhere = "\(shop.kept)-elsewhere"
    defer { try? FileManager.default.removeItem(atPath: elsewhere) }
    try FileManager.default.moveItem(atPath: shop.kept, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: shop.kept, withDestinationPath: elsewhere)
    #expect(try shop.pdf() != first)
  }

  @Test("no more is kept than may be, and what was not asked for the longest goes first")
  func bounded() throws {
    let shop = try FileShop((Setting.pdfKept, "41KiB"))
    defer { try? shop.remove() }
    let first = try shop.pdf()
    let second = try shop.shop.document()
    let secondPDF = try shop.pdf(of: second)
    // As if they had been asked for hours ago, the second one longer.
    for (index, path) in shop.files.enumerated() {
      let isFirst = try Data(contentsOf: URL(fileURLWithPath: path)).starts(with: first)
      let time = timeval(tv_sec: time(nil) - (isFirst ? 7_200 : 86_400) - index, tv_usec: 0)
      try #require(utimes(path, [time, time]) == 0)
    }
    // Being asked for again, the first is now the newest.
    #expect(try shop.pdf() == first)
    for _ in 1...5 { _ = try shop.pdf(of: shop.shop.document()) }
    #expect(shop.size <= 41 << 10)
    #expect(shop.files.count >= 5)
    #expect(try shop.pdf() == first)
    #expect(try shop.pdf(of: second) != secondPDF)
  }

  @Test("one run that makes many keeps no more either")
  func boundedRun() throws {
    let shop = try FileShop((Setting.pdfKept, "41KiB"))
    defer { try? shop.remove() }
    var documents = try (1...20).map { _ in try shop.shop.document() }[...]
    var count = 0
    try shop.kit.documentRenderer().printPDF({ documents.popFirst() }) { _, pdf in
      #expect(pdf.count == 6009)
      #expect(shop.size <= 41 << 10)
      count += 1
    }
    #expect(count == 20)
  }

  @Test("nothing is kept where nothing may be, nor in a rehearsal, nor in memory")
  func none() throws {
    let shop = try FileShop((Setting.pdfKept, "0"))
    defer { try? shop.remove() }
    #expect(try shop.pdf() != shop.pdf())
    try shop.kit.settings.unset(.pdfKept, at: Shop.noon)
    let before = shop.folder.names
    try shop.kit.transaction(rehearsing: true) { _ = try shop.pdf() }
    #expect(shop.folder.names == before && shop.files == [])
  }

  @Test("what a killed run left unfinished goes, once it is old")
  func unfinished() throws {
    let shop = try FileShop()
    defer { try? shop.remove() }
    _ = try shop.pdf()
    let name = try #require(shop.files.first?.split(separator: "/").last)
    let (old, new) = ("\(shop.kept)/.\(name).ABCDEFGH", "\(shop.kept)/.\(name).BCDEFGHJ")
    for path in [old, new] { try Data("%PDF".utf8).write(to: URL(fileURLWithPath: path)) }
    let time = timeval(tv_sec: time(nil) - 7_200, tv_usec: 0)
    try #require(utimes(old, [time, time]) == 0)
    _ = try shop.pdf(of: shop.shop.document())
    #expect(!shop.files.contains(old) && shop.files.contains(new))
  }
}

extension FileShop {
  /// The same shop later on.
  struct Later {
    private let kit: Kit
    private let document: Document

    init(_ shop: FileShop, by time: Seconds) {
      kit = shop.shop.at(Shop.noon + time).kit
      document = shop.document
    }

    func pdf() throws -> [UInt8] { try kit.documentRenderer().pdf(of: document) }
  }
}
