import Foundation
import Testing

@testable import VosfactKit

/// A shop in a file, whose documents are printed by an engine that never writes the same PDF twice: what is the same
/// was not made again.
struct FileShop {
  let folder: TemporaryFolder
  let shop: Shop
  let document: Document

  var kit: Kit { shop.kit }

  /// The folder of the PDF files that are kept.
  var kept: String { folder.file("shop.db-pdf") }

  init(_ settings: (any AnySetting, String)...) throws {
    folder = try TemporaryFolder()
    let engine = try folder.write(
      "cat > /dev/null; printf '%%PDF-1.4 '; head -c 6000 /dev/urandom".utf8, to: "engine")
    let plain = try Shop(path: folder.file("shop.db"))
    shop = Shop(
      kit: Kit(
        database: plain.database, environment: ProcessInfo.processInfo.environment,
        random: plain.kit.random, clock: { Shop.noon }))
    let needed: [(any AnySetting, String)] = [
      (Setting.pdfEngine, "sh \(engine)"), (Setting.payLinkBase, "https://shop.test"),
      (Setting.onlinePaymentsEnabled, "true"),
    ]
    for (setting, value) in needed + settings {
      try shop.kit.settings.set(setting, to: value, at: Shop.noon)
    }
    try shop.kit.payLinks.addFirstKey()
    document = try shop.document()
  }

  func remove() throws { try? FileManager.default.removeItem(atPath: kept) }

  func pdf(of document: Document? = nil) throws -> [UInt8] {
    try kit.documentRenderer().pdf(of: document ?? self.document)
  }

  /// The paths of the files that are kept.
  var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: kept)) ?? []
    return names.sorted().map { "\(kept)/\($0)" }
  }

  /// How many bytes they have together.
  var size: Int {
    files.reduce(0) { sum, path in
      var status = stat()
      return sum + (stat(path, &status) == 0 ? Int(status.st_size) : 0)
    }
  }
}
