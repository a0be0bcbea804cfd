import Testing

@testable import VosfactKit

/// Reconciliation of many payments over all providers whose APIs answer, fail, and answer later.
@Suite(.enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct ReconcileEveryProviderTests {
  private static let names = Providers.descriptions.map(\.name)
  private static let keys: [String: [String: String]] = [
    "stripe": ["secret-key": "sk_test_1", "webhook-secret": "whsec_0123456789"],
    "payzen": ["site-id": "12345678", "key": "k3y-of-payzen", "rest-password": "testpassword_1"],
    "ingenico": [
      "pspid": "P", "sha-in": "Mysecretsig1875!?", "sha-out": "Mysecretsig1875?!", "api-user": "u",
      "api-password": "Pa55word",
    ],
    "paypal": [
      "client-id": "c", "client-secret": "s3cret-of-paypal", "webhook-id": "9XL90610J3647323C",
    ],
    "braintree": [
      "merchant-id": "m", "public-key": "p", "private-key": "pr1vate-key",
      "merchant-account-id": "a",
    ],
    "bitpay": ["token": "t0ken-of-bitpay"],
  ]
  private static let count = 1000

  private let shop: Shop
  private let standIn: StandIn
  private var place: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: Self.count)
    standIn = try StandIn("every_provider_api")
    let identity = try #require(SigningIdentity.make(authority: "a", name: "b", random: .system))
    try place.write(try #require(identity.authority.pem), to: "ca.pem")
    for (key, value) in [("ca-file", place.file("ca.pem")), ("certificate-directory", place.path)] {
      try place.succeed("provider", "set", "paypal", key, value)
    }
    for name in Self.names {
      let description = try #require(Providers.descriptions.first { $0.name == name })
      for (key, value) in Self.keys[name] ?? [:] {
        let isPlain =
          description.keys.contains {
            if $0.name == key, case .plain = $0.content { true } else { false }
          }
        if isPlain {
          try place.succeed("provider", "set", name, key, value)
        } else {
          try place.succeed("provider", "set", name, key, "-", input: value)
        }
      }
      try place.succeed("provider", "set", name, "api-base", standIn.base)
      try place.succeed("provider", "enable", name, "--mode", "test")
    }
    // An hour ago: long enough to be asked about.
    let started = UnixTime.now - Seconds(3600)
    let kit = try Kit(
      path: place.database, access: .existing, environment: [:], clock: { started })
    for number in 1...Self.count {
      _ = try kit.payments.start(
        kit.documents.named("F-\(number)"), with: Self.names[number % Self.names.count])
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
