import Testing
import VosfactKit

/// A suite that makes faults in a shop, and sees what `settings check` tells of them.
protocol ChecksShop {
  var shop: Shop { get }
}

extension ChecksShop {
  var workplace: Workplace { shop.workplace }

  /// A shop of which `settings check` has nothing to tell.
  static func checkedShop() throws -> Shop {
    let shop = try Shop(invoices: 2, hasAddresses: true)
    for (key, value) in [
      ("company.name", "Maison Kervella"), ("company.street", "12 rue de l’Église"),
      ("company.post-code", "29200"), ("company.city", "Brest"), ("company.siren", "732829320"),
      ("company.vat-id", "FR44732829320"), ("legal.late-penalty", "3-times-legal"),
      ("legal.early-payment-discount", "0"), ("legal.operation-kind", "goods"),
    ] {
      try shop.workplace.succeed("settings", "set", key, value)
    }
    return shop
  }

  /// The results that tell of something, in the language of scripts.
  func findings(status: Int32) throws -> [JSONValue] {
    let ending = try workplace.vosfact("settings", "check", "--format", "json")
    #expect(ending.status == status, "\(ending.output)\(ending.errors)")
    return try #require(try ending.json.array).filter { $0["status"]?.string != "ok" }
  }

  func sqlite(_ sql: String) throws {
    let ending = try workplace.run("sqlite3", [workplace.database, sql])
    try #require(ending.status == 0, "\(ending.errors)")
  }

  /// Runs the command of a finding in a shell, where `vosfact` is the program under test.
  func mend(_ finding: JSONValue, input: String = "") throws {
    let remedy = try #require(finding["remedy"]?.string)
    let ending = try workplace.run(
      "sh", ["-c", "vosfact() { '\(Workplace.executable)' \"$@\"; }; \(remedy)"], input: input)
    #expect(ending.status == 0, "\(remedy): \(ending.errors)")
  }
}
