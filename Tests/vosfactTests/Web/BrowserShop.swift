import Foundation
import Testing

@testable import VosfactKit

/// A shop whose pages a real browser walks through, under a real web server.
struct BrowserShop {
  let workplace: Workplace
  let server: Lighttpd

  /// Whether its tests run: in CI always, so that what is missing fails.
  static let canTest: Bool =
    ExternalTool.isRequired
    || ExternalTool.canTest(
      with: "python3", "lighttpd", "chromium", "chromedriver", "faketime", "openssl", "curl")
      && FileManager.default.fileExists(atPath: "\(PythonPackages.folder)/selenium/__init__.py")

  /// Where pictures of the pages are kept, to be looked at: the folder that the environment names, or one in the
  /// checkout that git ignores.
  static let pictures: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../.build-screenshots").standardized.path
    return ProcessInfo.processInfo.environment["VOSFACT_SCREENSHOTS"] ?? root
  }()

  /// A shop with an invoice in French and one in English, which can be paid by every provider in simulated mode.
  init() throws {
    workplace = try Workplace()
    try workplace.write(
      """
      {"kind": "vat", "number": "F-2026-000123", "issue_date": "2026-11-20", "payment_to": "2026-12-20",
       "buyer_name": "Zoë Lefèvre", "buyer_email": "zoe@example.org", "lang": "fr", "positions": [
         {"name": "Conseil en organisation", "quantity": "8", "quantity_unit": "h", "price_net": "95", "tax": "20"},
         {"name": "Déplacement Lyon – Grenoble", "quantity": "1", "price_net": "118.80", "tax": "20"}]}
      {"kind": "vat", "number": "F-2026-000124", "issue_date": "2026-11-20", "lang": "en",
       "buyer_name": "Ann Lee", "positions": [{"name": "Advice", "quantity": "1", "price_net": "50", "tax": "20"}]}
      """, to: "documents.json")
    try workplace.succeed("invoice", "import", "documents.json")
    let settings = [
      ("online-payments.enabled", "true"), ("company.name", "Atelier Martin & Fils"),
      ("company.email", "bonjour@atelier-martin.example"),
    ]
    for (key, value) in settings { try workplace.succeed("settings", "set", key, value) }
    for provider in TestedProvider.all {
      try workplace.succeed("provider", "enable", provider.name, "--mode", "simulated")
    }
    server = try Lighttpd(on: workplace)
  }

  func set(_ key: String, _ value: String) throws {
    try workplace.succeed("settings", "set", key, value)
  }

  /// The pay link of a document.
  func link(_ document: String, _ options: String...) throws -> String {
    try address(in: workplace.run(Workplace.executable, Self.creation(of: document, options)))
  }

  /// The pay link of a document as it would have been made a day ago.
  func link(ofYesterday document: String, _ options: String...) throws -> String {
    let words = ["-f", "-1d", Workplace.preloadable] + Self.creation(of: document, options)
    return try address(in: workplace.run("faketime", words))
  }

  private static func creation(of document: String, _ options: [String]) -> [String] {
    ["pay-link", "create", document, "--format", "json"] + options
  }

  private func address(in made: Workplace.Ending) throws -> String {
    try #require(try made.json.array?.first?["url"]?.string, "\(made.errors)")
  }

  /// Walks one of the ways that `browser_walk.py` knows, and fails the test with what the browser saw.
  func walk(_ name: String, _ more: [String: JSONValue] = [:]) throws {
    let script = try #require(
      Bundle.module.url(forResource: "browser_walk", withExtension: "py", subdirectory: "Data"))
    var site: [String: JSONValue] = [
      "pictures": .string(Self.pictures),
      "chromium": .string(ExternalTool.path(of: "chromium") ?? "chromium"),
      "chromedriver": .string(ExternalTool.path(of: "chromedriver") ?? "chromedriver"),
    ]
    if more.isEmpty {
      site["open"] = .string(try link("F-2026-000123"))
      site["english"] = .string(try link("F-2026-000124"))
    }
    site.merge(more) { $1 }
    let ending = try workplace.run(
      "python3", ["-B", script.path, name], with: ["PYTHONPATH": PythonPackages.folder],
      input: JSONValue.object(site.map { JSONMember($0.key, $0.value) }).text)
    #expect(ending.status == 0, "\(ending.errors)")
  }

  /// The payments of a document, as lists give them.
  func payments(_ document: String) throws -> [JSONValue] {
    try workplace.succeed("payment", "list", "--document", document, "--format", "json").json.array
      ?? []
  }

  /// How a document stands.
  func state(_ document: String) throws -> String? {
    try workplace.succeed("invoice", "show", document, "--format", "json").json["state"]?.string
  }
}
