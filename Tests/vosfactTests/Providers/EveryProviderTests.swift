import Testing

@testable import VosfactKit

/// What holds of every provider alike: one is exchanged for another by one word.
@Suite(.waiting) struct EveryProviderTests {
  private static let names = Providers.descriptions.map(\.name)

  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.succeed("settings", "set", "pay-link.base-url", "https://pay.example")
    try place.succeed("settings", "set", "online-payments.enabled", "true")
  }

  /// Issues an invoice, and starts a payment of it.
  private func start(_ provider: String) throws -> (document: String, payment: String) {
    let document = try #require(
      place.succeed(
        "invoice", "create", "--line", "Work;1;100;20", "--buyer", "Zoé d’Été", "--format", "json"
      ).json["number"]?.string)
    let started = try place.succeed(
      "payment", "start", document, "--provider", provider, "--format", "json"
    ).json
    #expect(started["next"]?["url"]?.string?.hasPrefix("https://pay.example/") == true)
    return (document, try #require(started["payment"]?["id"]?.string))
  }

  private func simulate(
    _ outcome: String, _ payment: String, _ provider: String, _ file: String
  ) throws {
    try place.succeed(
      "provider", "simulate", provider, "--payment", payment, "--outcome", outcome, "--output", file
    )
  }

  private func receive(_ file: String, _ provider: String, status: Int32 = 0) throws -> JSONValue {
    let ending = try place.vosfact(
      "payment", "receive", "--provider", provider, file, "--format", "json")
    #expect(ending.status == status, "\(ending.errors)")
    return try #require(ending.json.array?.first)
  }

  @Test("a simulated payment settles its invoice once, and is given back", arguments: names)
  func settles(_ provider: String) throws {
    try place.succeed("provider", "enable", provider, "--mode", "simulated")
    let (document, payment) = try start(provider)
    try simulate("paid", payment, provider, "paid.http")
    let applied = try receive("paid.http", provider)
    #expect(applied["result"] == "applied" && applied["state"] == "paid")
    #expect(try receive("paid.http", provider)["result"] == "repeated")
    let invoice = try place.succeed("invoice", "show", document, "--format", "json").json
    #expect(invoice["state"] == "paid")

    let refunded = try place.succeed(
      "payment", "refund", payment, "--amount", "20.00", "--format", "json"
    ).json
    #expect(refunded["payment"]?["state"] == "partially_refunded")
    #expect(try place.succeed("payment", "audit", "--format", "json").json["valid"] == true)
  }

  @Test("every outcome that a provider tells is told as it is", arguments: names)
  func outcomes(_ provider: String) throws {
    try place.succeed("provider", "enable", provider, "--mode", "simulated")
    let description = try #require(Providers.descriptions.first { $0.name == provider })
    for outcome in description.outcomes {
      let (_, payment) = try start(provider)
      if outcome.isLater {
        try simulate("paid", payment, provider, "paid.http")
        #expect(try receive("paid.http", provider)["state"] == "paid")
      }
      try simulate(outcome.rawValue, payment, provider, "callback.http")
      let state = try receive("callback.http", provider)["state"]
      let expected =
        switch outcome {
        case .processing: "pending"
        case .inquiry, .disputeWon: "paid"
        case .disputeLost: "disputed"
        default: outcome.rawValue
        }
      #expect(state?.string == expected, "\(outcome)")
    }
  }

  @Test("what is under way fails or comes, and a dispute is won or lost, once", arguments: names)
  func courses(_ provider: String) throws {
    try place.succeed("provider", "enable", provider, "--mode", "simulated")
    let description = try #require(Providers.descriptions.first { $0.name == provider })
    let courses: [(outcomes: [SimulatedOutcome], state: String, claim: String)] = [
      ([.processing], "pending", "0.00"), ([.processing, .failed], "failed", "120.00"),
      ([.processing, .paid], "paid", "0.00"), ([.paid, .inquiry], "paid", "0.00"),
      ([.paid, .inquiry, .disputeWon], "paid", "0.00"),
      ([.paid, .disputed], "disputed", "0.00"), ([.paid, .disputed, .disputeWon], "paid", "0.00"),
      ([.paid, .disputed, .disputeLost], "disputed", "0.00"),
    ]
    for (outcomes, state, claim) in courses
    where outcomes.allSatisfy(description.outcomes.contains) {
      let (document, payment) = try start(provider)
      for outcome in outcomes {
        try simulate(outcome.rawValue, payment, provider, "callback.http")
        _ = try receive("callback.http", provider)
      }
      let shown = try place.succeed("payment", "show", payment, "--format", "json").json
      #expect(shown["state"]?.string == state, "\(outcomes)")
      let invoice = try place.succeed("invoice", "show", document, "--format", "json").json
      #expect(invoice["claim"]?.string == claim, "\(outcomes)")
    }
  }

  @Test("a callback that is genuine for one provider is refused at every other", arguments: names)
  func elsewhere(_ provider: String) throws {
    for name in Self.names {
      try place.succeed("provider", "enable", name, "--mode", "simulated")
    }
    let (document, payment) = try start(provider)
    try simulate("paid", payment, provider, "paid.http")
    for other in Self.names where other != provider {
      #expect(try receive("paid.http", other, status: 1)["result"] == "refused", "\(other)")
    }
    let invoice = try place.succeed("invoice", "show", document, "--format", "json").json
    #expect(invoice["state"] != "paid")
  }
}
