import Testing
import VosfactKit

/// A workplace with documents in it, where customers can pay by Stripe in simulated mode.
struct Shop: Sendable {
  let workplace: Workplace

  /// - Parameters:
  ///   - count: how many invoices of 12.00 EUR there are: `F-1`, `F-2` …
  ///   - hasAddresses: whether they say where the buyer lives.
  init(invoices count: Int, hasAddresses: Bool = false) throws {
    workplace = try Workplace()
    let address =
      hasAddresses
      ? #" "buyer_street": "1 rue A", "buyer_post_code": "29200", "buyer_city": "Brest","# : ""
    let documents = (1...count).map { number in
      """
      {"kind": "vat", "number": "F-\(number)", "issue_date": "2026-01-05", "buyer_name": "Zoë",\(address)
       "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
      """
    }
    try workplace.write(documents.joined(separator: "\n"), to: "documents.json")
    try workplace.succeed("invoice", "import", "documents.json")
    try workplace.succeed("settings", "set", "online-payments.enabled", "true")
    try workplace.succeed("settings", "set", "pay-link.base-url", "https://pay.example.org")
    try workplace.succeed("provider", "enable", "stripe", "--mode", "simulated")
  }

  /// Starts a payment of `document` and gives its id.
  func start(_ document: String) throws -> String {
    let ending = try workplace.succeed(
      "payment", "start", document, "--provider", "stripe", "--format", "json")
    return try #require(try ending.json["payment"]?["id"]?.string)
  }

  /// Writes the callback of an outcome to the file `name`.
  func simulate(_ outcome: String, of payment: String, to name: String) throws {
    try workplace.succeed(
      "provider", "simulate", "stripe", "--payment", payment, "--outcome", outcome, "--output",
      name)
  }

  /// Starts a payment of each of the documents `numbers` and gives their ids, all in this process: one
  /// for each payment takes long where there are hundreds.
  func start(
    _ numbers: some Sequence<Int>, at clock: @escaping @Sendable () -> UnixTime = { .now }
  ) throws -> [String] {
    let kit = try Kit(path: workplace.database, access: .existing, environment: [:], clock: clock)
    return try numbers.map { number in
      let document = try kit.documents.named("F-\(number)")
      return try kit.payments.start(document, with: "stripe").payment.reference
    }
  }

  /// The callbacks of an outcome of each of `payments`, made in this process like `start`.
  func simulate(_ outcome: SimulatedOutcome, of payments: some Sequence<String>) throws
    -> [[UInt8]]
  {
    let kit = try Kit(path: workplace.database, access: .existing, environment: [:])
    return try payments.map { payment in
      try kit.payments.simulate(outcome, of: kit.payments.named(payment))
    }
  }

  /// Takes in a callback, and gives the answer to it.
  func receive(_ name: String) throws -> JSONValue {
    try workplace.run(
      Workplace.executable,
      ["payment", "receive", "--provider", "stripe", name, "--format", "jsonl"]
    ).json
  }

  /// The only one of the rows of a list that `words` give.
  func only(_ words: String...) throws -> JSONValue {
    let rows = try workplace.run(Workplace.executable, words + ["--format", "json"]).json.array
    try #require(rows?.count == 1)
    return try #require(rows?.first)
  }
}
