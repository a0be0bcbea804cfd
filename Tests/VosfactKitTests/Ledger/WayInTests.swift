import Foundation
import Testing

/// `Ledger.post` is the one way in for whatever is heard or decided about money.
@Suite struct WayInTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources", directoryHint: .isDirectory)

  /// The text of each file that is not the ledger's, by its path below `sources`; migrations write tables, too.
  private static func others() throws -> [String: String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { path in
      path.hasSuffix(".swift") && !path.hasPrefix("VosfactKit/Ledger/")
        && !path.hasPrefix("VosfactKit/Base/Storage/Schema/")
    }
    return try Dictionary(
      uniqueKeysWithValues: paths.map {
        ($0, try String(contentsOf: sources.appending(path: $0), encoding: .utf8))
      })
  }

  @Test("nobody else writes payments, their events, decisions, refunds and names")
  func statements() throws {
    let others = try Self.others()
    #expect(others.count > 300)
    let tables = "payment|payment_event|resolution|refund|purchase|provider_identifier|status_query"
    for (path, text) in others {
      let writing = try Regex("(INSERT INTO|UPDATE|DELETE FROM) (\(tables))\\b")
      #expect(try writing.firstMatch(in: text) == nil, "\(path)")
    }
  }

  @Test(
    "nobody else names what stores how a payment, a document or a product stands",
    arguments: [
      "accounts.save(", ".setStatus(", ".setConflicting(", ".setPaid(", ".addSales(", ".setEntry(",
      ".assign(", ".merge(", ".describe(", ".scheduleQuery(", "insert(identifiers:",
      "store.insert(", "store.set(", "store.move(", "AccountStore.Change",
    ])
  func functions(_ call: String) throws {
    for (path, text) in try Self.others() where !path.hasSuffix("Products.swift") {
      #expect(!text.contains(call), "\(path)")
    }
  }
}
