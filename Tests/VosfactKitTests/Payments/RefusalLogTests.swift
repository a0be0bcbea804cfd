import Testing

@testable import VosfactKit

/// The log of callbacks that were refused.
@Suite struct RefusalLogTests {
  @Test("a hundred refusals an hour of one provider are told, more write nothing; others still are")
  func flood() throws {
    let site = try SiteShop(providers: ["stripe", "payzen"])
    func forge(_ provider: String, after seconds: Int64 = 0) throws {
      let answer = try site.at(Shop.noon + Seconds(seconds)).answer(
        "POST", "/callback/\(provider)", form: "{}")
      #expect(answer.status == .badRequest)
    }
    func lines(_ provider: String) throws -> Int {
      try DatabaseContent.rows(
        "SELECT id FROM callback WHERE provider = '\(provider)'", of: site.kit.database
      ).count
    }
    for _ in 0..<100 { try forge("stripe") }
    #expect(try lines("stripe") == 100)
    let before = try DatabaseContent.whole(site.kit.database)
    for second in 1...50 { try forge("stripe", after: Int64(second)) }
    #expect(try DatabaseContent.whole(site.kit.database) == before)
    try forge("payzen")
    #expect(try lines("payzen") == 1)
    try forge("stripe", after: 3_600)
    #expect(try lines("stripe") == 101)
    // A clock that was set back hides nothing.
    try forge("stripe", after: -90_000)
    #expect(try lines("stripe") == 102)
  }

  @Test("the newest refusals of a provider are found by an index")
  func plan() throws {
    let rows = try DatabaseContent.rows(
      "EXPLAIN QUERY PLAN \(CallbackInbox.refusedOnce)", of: .inMemory())
    #expect(rows.allSatisfy { $0.contains("callback_refused_of_provider") }, "\(rows)")
    #expect(rows.allSatisfy { !$0.contains("SCAN") && !$0.contains("TEMP B-TREE") }, "\(rows)")
  }
}
