import Testing

@testable import VosfactKit

/// Reconciliation of many payments over all providers whose APIs answer, fail, and answer later.
@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct ReconcileEveryProviderTests {
  private static let count = 1000

  private let shop: Shop
  private let standIn: StandIn
  private var place: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: Self.count)
    standIn = try StandIn("every_provider_api")
    let identity = try #require(SigningIdentity.make(authority: "a", name: "b", random: .system))
    try place.write(try #require(identity.authority.pem), to: "ca.pem")
    for provider in TestedProvider.all { try place.use(provider, at: standIn.base) }
    // An hour ago: long enough to be asked about.
    let started = UnixTime.now - Seconds(3600)
    let kit = try Kit(
      path: place.database, access: .existing, environment: [:], clock: { started })
    for number in 1...Self.count {
      let provider = TestedProvider.all[number % TestedProvider.all.count]
      _ = try kit.payments.start(kit.documents.named("F-\(number)"), with: provider.name)
    }
    _ = try run()
  }

  /// Begins another run at the stand-in, and gives how often it told of each payment in the last one.
  private func run() throws -> [Int64] {
    let response = try CurlTransport(environment: [:])
      .send(HTTPRequest(.post, "\(standIn.base)/_run"))
    return try #require(JSONValue(parsing: response.body).members).compactMap { $0.value.int64 }
  }

  /// Reconciles by two processes at once, of which one gives way, and gives how many payments they asked about.
  private func reconcileTwice() throws -> Int64 {
    let script = "\"$0\" $* & \"$0\" $*; wait"
    let ending = try place.run(
      "sh", ["-c", script, Workplace.executable, "payment", "reconcile", "--format", "json"])
    let reports = try ending.output.split(separator: "\n").map {
      try JSONValue(parsing: Array($0.utf8))
    }
    #expect(!reports.isEmpty)
    return reports.reduce(0) { $0 + ($1["asked"]?.int64 ?? 0) }
  }

  /// How many payments are in each state.
  private func states() throws -> [String: Int] {
    let rows = try place.succeed("payment", "list", "--format", "jsonl").output
      .split(separator: "\n")
    return Dictionary(
      grouping: try rows.map { try JSONValue(parsing: Array($0.utf8))["state"]?.string ?? "" }
    ) { $0 }.mapValues(\.count)
  }

  private func check() throws {
    #expect(try states() == ["paid": Self.count])
    let paid = try place.succeed("invoice", "list", "--state", "paid", "--format", "jsonl").output
    #expect(paid.split(separator: "\n").count == Self.count)
    #expect(try place.succeed("payment", "audit", "--format", "json").json["valid"] == true)
    #expect(try place.succeed("settings", "check", "--format", "json").status == 0)
    let silent = try place.succeed("payment", "reconcile")
    #expect(silent.output.isEmpty && silent.errors.isEmpty)
  }

  @Test("two runs at once ask about each payment once, and later ones about those that failed")
  func failures() throws {
    var told = 0
    for number in 1...5 {
      let asked = try reconcileTwice()
      let counts = try run()
      #expect(counts.allSatisfy { $0 == 1 }, "run \(number)")
      #expect(asked == Int64(counts.count))
      told += counts.count
      // A tenth of them fail, and no more; those that only had to be asked again at once did not.
      if number == 1 { #expect((800..<Self.count).contains(counts.count)) }
    }
    #expect(told == Self.count)
    try check()
  }

  @Test("killed at any point, it is completed by running it again")
  func kills() throws {
    for _ in 1...12 {
      let seconds = "0.\(Int.random(in: 5...60))"
      _ = try place.run(
        "timeout", ["--signal=KILL", seconds, Workplace.executable, "payment", "reconcile"])
    }
    for _ in 1...4 { _ = try place.vosfact("payment", "reconcile") }
    try check()
  }
}
