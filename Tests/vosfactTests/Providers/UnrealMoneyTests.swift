import Testing

@testable import VosfactKit

/// What is paid in test or simulated mode, and what only looks like money, beside providers that take some.
@Suite(.waiting) struct UnrealMoneyTests {
  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 2, hasAddresses: true)
    try workplace.write("a token of BitPay's", to: "token")
    try workplace.succeed("provider", "set", "bitpay", "token", "file:token")
  }

  /// Takes real money from now on.
  private func goLive() throws -> Workplace.Ending {
    try workplace.succeed("provider", "enable", "bitpay", "--mode", "live")
  }

  private func document(_ number: String) throws -> JSONValue {
    try workplace.succeed("invoice", "show", number, "--format", "json").json
  }

  @Test(
    "to enable a provider without money beside one that takes some is refused unless it is asked for",
    arguments: ["simulated", "test"])
  func besideLive(_ mode: String) throws {
    try workplace.succeed("provider", "disable", "stripe")
    _ = try goLive()
    try workplace.write("sk_test_0123456789", to: "key")
    try workplace.write("whsec_0123456789", to: "hook")
    try workplace.succeed("provider", "set", "stripe", "secret-key", "file:key")
    try workplace.succeed("provider", "set", "stripe", "webhook-secret", "file:hook")
    for words in [[], ["--dry-run"]] {
      let refused = try workplace.run(
        Workplace.executable, ["provider", "enable", "stripe", "--mode", mode] + words)
      #expect(refused.status == 78)
      #expect(
        refused.errors == """
          vosfact: stripe was not enabled; in \(mode) mode nobody pays, and bitpay takes real money; use \
          another database, or give --beside-live to try it by commands

          """)
    }
    try workplace.succeed("provider", "enable", "stripe", "--mode", mode, "--beside-live")
    // Customers are offered the real one alone, whatever they post.
    let path = "/p/\(try shop.token("F-1"))"
    #expect(try !shop.answer("GET", path).body.contains("Stripe"))
    let posted = try shop.answer("POST", path, body: "provider=stripe")
    #expect(posted.status == "Status: 200 OK" || posted.status.hasPrefix("Status: 4"))
    #expect(try workplace.rows("payment", "list").isEmpty)
  }

  @Test("whoever begins to take real money is told which providers are offered no more")
  func warning() throws {
    let line = """
      vosfact: stripe is enabled in simulated mode; customers are not offered it any more; run: vosfact \
      provider disable stripe

      """
    let rehearsed = try workplace.succeed(
      "provider", "enable", "bitpay", "--mode", "live", "--dry-run")
    #expect(rehearsed.errors == line)
    #expect(try goLive().errors == line)
    #expect(
      try workplace.succeed("provider", "enable", "bitpay", "--mode", "live", "--quiet").errors
        == "")
  }

  @Test(
    "the stand-in closes when its provider is disabled, or another takes real money",
    arguments: [true, false])
  func standIn(_ isDisabled: Bool) throws {
    let path = "/simulated/stripe/\(try shop.start("F-1"))"
    #expect(try shop.answer("GET", path).status == "Status: 200 OK")
    if isDisabled {
      try workplace.succeed("provider", "disable", "stripe")
    } else {
      _ = try goLive()
    }
    for (method, body) in [("GET", ""), ("POST", "outcome=paid")] {
      #expect(try shop.answer(method, path, body: body).status == "Status: 404 Not Found")
    }
    #expect(try document("F-1")["state"] == "issued")
    if !isDisabled {
      try workplace.succeed("provider", "enable", "stripe", "--mode", "simulated", "--beside-live")
      #expect(try shop.answer("GET", path).status == "Status: 200 OK")
    }
  }

  @Test("a document that was settled without money says so wherever it is shown")
  func marks() throws {
    #expect(try document("F-1")["unreal"] == "0.00")
    let token = try shop.token("F-1")
    try shop.simulate("paid", of: shop.start("F-1"), to: "paid.http")
    #expect(try shop.receive("paid.http")["result"] == "applied")
    #expect(try document("F-1")["unreal"] == "12.00")
    #expect(
      try workplace.rows("invoice", "list").map { $0["unreal"]?.string } == ["12.00", "0.00"])
    let marks: [([String], String)] = [
      (["invoice", "list"], "paid, no real money"), (["invoice", "show", "F-1"], "no real money"),
      (["invoice", "show", "F-1", "--format", "html"], ", sans argent réel"),
      (["invoice", "show", "F-1", "--format", "text"], ", sans argent réel"),
      (["invoice", "history", "F-1"], "Paid: 12.00 EUR (no real money)"),
      (["payment", "list"], "stripe (simulated)"),
      (["invoice", "list", "--format", "csv"], "12.00"),
    ]
    for (words, mark) in marks {
      let shown = try workplace.run(Workplace.executable, words)
      #expect(shown.output.contains(mark), "\(words)")
    }
    for path in ["/p/\(token)", "/r/\(token)"] {
      #expect(try shop.answer("GET", path).body.contains("no money"), "\(path)")
    }
    #expect(try shop.answer("GET", "/invoice/\(token)").body.contains(", sans argent réel"))
    try workplace.succeed("payment", "audit")
    // Whoever alters the mark is found out.
    _ = try workplace.run("sqlite3", [workplace.database, "UPDATE document SET unreal = 0"])
    #expect(try workplace.vosfact("payment", "audit").status == 1)
  }

  @Test(
    "where real money is taken, what was settled without is a fault, and the command told mends it")
  func fault() throws {
    let payment = try shop.start("F-1")
    try shop.simulate("paid", of: payment, to: "paid.http")
    _ = try shop.receive("paid.http")
    try workplace.succeed("provider", "disable", "stripe")
    let isFault = { (result: JSONValue) in
      result["status"] == "fault" && result["check"] == "documents"
    }
    let check = {
      try self.workplace.vosfact("settings", "check", "--format", "json").json.array ?? []
    }
    #expect(try !check().contains(where: isFault))
    _ = try goLive()
    let fault = try #require(try check().first(where: isFault))
    #expect(fault["subject"] == "F-1")
    #expect(fault["remedy"]?.string == "vosfact payment refund \(payment)")
    try workplace.succeed("payment", "refund", payment)
    #expect(try document("F-1")["state"] == "issued")
    #expect(try document("F-1")["unreal"] == "0.00")
    #expect(try !check().contains(where: isFault))
  }

  @Test(
    "what came without money is given to no document where real money is taken, else it is marked")
  func resolve() throws {
    // The callback of a payment that this database does not know.
    let other = try Shop(invoices: 1)
    let secret = try workplace.run(
      "sqlite3",
      [workplace.database, "SELECT value FROM secret WHERE name LIKE 'provider.stripe.%'"]
    ).output.filter { $0 != "\n" }
    try other.workplace.write(secret, to: "secret")
    try other.workplace.succeed("provider", "set", "stripe", "webhook-secret", "file:secret")
    let payment = try other.start("F-1")
    try other.simulate("paid", of: payment, to: "paid.http")
    try workplace.write(try other.workplace.read("paid.http"), to: "paid.http")
    #expect(try shop.receive("paid.http")["reason"] == "unknown-reference")
    let unmatched = try #require(try shop.only("payment", "list", "--attention")["id"]?.string)
    let words = [
      "payment", "resolve", unmatched, "--decision", "accept", "--document", "F-1", "--reason",
      "seen",
    ]
    _ = try goLive()
    let refused = try workplace.run(Workplace.executable, words)
    #expect(refused.status == 1)
    #expect(refused.errors.hasPrefix("vosfact: no money came by payment \(unmatched); "))
    #expect(try document("F-1")["state"] == "issued")
    try workplace.succeed("provider", "disable", "bitpay")
    let accepted = try workplace.run(Workplace.executable, words)
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(try document("F-1")["unreal"] == "12.00")
  }

  @Test("what was paid without money never takes the place of money, whichever came first")
  func displaced() throws {
    try shop.simulate("paid", of: shop.start("F-1"), to: "paid.http")
    try workplace.succeed("payment", "record", "F-1", "--method", "transfer")
    #expect(try shop.receive("paid.http")["reason"] == "already-settled")
    #expect(try document("F-1")["unreal"] == "0.00")
    #expect(try document("F-1")["balance"] == "0.00")
    try workplace.succeed("payment", "audit")
  }

  @Test("an export tells of money alone, and comes back unchanged")
  func export() throws {
    try shop.simulate("paid", of: shop.start("F-1"), to: "paid.http")
    _ = try shop.receive("paid.http")
    let exported = try workplace.succeed("invoice", "export", "--as", "jsonl").output
    try workplace.write(exported, to: "export.jsonl")
    let again = try workplace.succeed("invoice", "import", "export.jsonl", "--format", "json").json
    #expect(again["unchanged"] == 2)
    try workplace.succeed("invoice", "import", "export.jsonl", "--db", "other.db")
    let other = try workplace.succeed(
      "invoice", "list", "--db", "other.db", "--format", "json"
    ).json.array
    #expect(other?.map { $0["paid"]?.string } == ["0.00", "0.00"])
  }

  @Test("no decision lets count what came without money where real money is taken")
  func accept() throws {
    let payment = try shop.start("F-1")
    try workplace.succeed(
      "provider", "simulate", "stripe", "--payment", payment, "--outcome", "paid", "--amount", "5",
      "--output", "part.http")
    #expect(try shop.receive("part.http")["reason"] == "amount-mismatch")
    _ = try goLive()
    let decide = { (decision: String) in
      try self.workplace.vosfact(
        "payment", "resolve", payment, "--decision", decision, "--reason", "seen")
    }
    #expect(try decide("accept").status == 1)
    #expect(try document("F-1")["paid"] == "0.00")
    #expect(try decide("reject").status == 0)
  }

  @Test("when the last that takes money is disabled, what was enabled beside it is not offered")
  func lastLive() throws {
    _ = try goLive()
    let told = try workplace.succeed("provider", "disable", "bitpay")
    #expect(told.errors.contains("customers are offered stripe in simulated mode"))
    _ = try goLive()
    try workplace.succeed("provider", "enable", "stripe", "--mode", "simulated", "--beside-live")
    #expect(try workplace.succeed("provider", "disable", "bitpay").errors == "")
    #expect(try !shop.answer("GET", "/p/\(shop.token("F-1"))").body.contains("Stripe"))
  }
}
