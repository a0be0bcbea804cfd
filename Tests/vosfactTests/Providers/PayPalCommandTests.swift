import Testing

@testable import VosfactKit

@Suite(.waiting) struct PayPalCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.succeed("settings", "set", "pay-link.base-url", "https://pay.example")
    try place.succeed("settings", "set", "online-payments.enabled", "true")
    try place.succeed("provider", "enable", "paypal", "--mode", "simulated")
  }

  /// Issues an invoice, and starts a payment of it.
  private func start() throws -> (document: String, payment: String) {
    let document = try #require(
      place.succeed(
        "invoice", "create", "--line", "Work;1;100;20", "--buyer", "Aline", "--format", "json"
      ).json["number"]?.string)
    let started = try place.succeed(
      "payment", "start", document, "--provider", "paypal", "--format", "json"
    ).json
    let payment = try #require(started["payment"]?["id"]?.string)
    #expect(started["next"]?["kind"] == "redirect")
    #expect(
      started["next"]?["url"]?.string == "https://pay.example/simulated/paypal/\(payment)")
    return (document, payment)
  }

  private func receive(_ file: String, status: Int32 = 0) throws -> JSONValue {
    let ending = try place.vosfact(
      "payment", "receive", "--provider", "paypal", file, "--format", "json")
    #expect(ending.status == status)
    return try #require(ending.json.array?.first)
  }

  @Test("an invoice is settled by a simulated callback, once, and by no altered one")
  func settles() throws {
    let (document, payment) = try start()
    try place.succeed(
      "provider", "simulate", "paypal", "--payment", payment, "--outcome", "paid", "--output",
      "paid.http")
    let text = String(decoding: try place.read("paid.http"), as: UTF8.self)
    try place.write(text.replacing("120.00", with: "100.00"), to: "altered.http")
    let refused = try receive("altered.http", status: 1)
    #expect(refused["result"] == "refused")
    #expect(refused["reason"] == "forged")

    let applied = try receive("paid.http")
    #expect(applied["result"] == "applied")
    #expect(applied["state"] == "paid")
    #expect(try receive("paid.http")["result"] == "repeated")
    #expect(
      try place.succeed("invoice", "show", document, "--format", "json").json["state"] == "paid")
    #expect(try place.succeed("payment", "audit", "--format", "json").json["valid"] == true)
  }

  /// Has it take payments in test mode, by keys that nobody asks about here.
  private func enable() throws {
    let pem = try #require(
      SigningIdentity.make(authority: "a", name: "b", random: .system)?.authority.pem)
    try place.write(pem, to: "ca.pem")
    let keys = [
      ("client-id", "client-1"), ("webhook-id", "9XL90610J3647323C"),
      ("ca-file", place.file("ca.pem")), ("certificate-directory", place.path),
    ]
    for (key, value) in keys { try place.succeed("provider", "set", "paypal", key, value) }
    try place.succeed(
      "provider", "set", "paypal", "client-secret", "-", input: "secret-of-the-client")
    try place.succeed("provider", "enable", "paypal", "--mode", "test")
  }

  @Test("callbacks that settle without PayPal being asked are warned of, with what mends it")
  func unconfirmed() throws {
    try enable()
    func findings() throws -> [JSONValue] {
      let ending = try place.vosfact("settings", "check", "--format", "json")
      return try #require(ending.json.array).filter {
        $0["check"] == "providers" && $0["status"] != "ok"
      }
    }
    #expect(try findings().isEmpty)
    try place.succeed("provider", "set", "paypal", "confirm-by-api", "false")
    let found = try findings()
    #expect(found.map { $0["status"] } == ["warning"], "\(found)")
    #expect(found.first?["explanation"]?.string?.contains("settle without paying") == true)
    #expect(
      found.first?["remedy"]?.string?.hasSuffix("provider set paypal confirm-by-api true") == true)
    try place.succeed("provider", "set", "paypal", "confirm-by-api", "true")
    #expect(try findings().isEmpty)
  }

  @Test(
    "a callback whose certificate is not here fails for now, says what to run, and stays in the spool"
  )
  func missingCertificate() throws {
    let (_, payment) = try start()
    try place.succeed(
      "provider", "simulate", "paypal", "--payment", payment, "--outcome", "paid", "--output",
      "paid.http")
    try enable()

    let ending = try place.vosfact("payment", "receive", "--provider", "paypal", "paid.http")
    #expect(ending.status == 75)
    let address = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-simulated"
    #expect(ending.errors.contains("run: vosfact provider certificate paypal \(address)"))

    try place.succeed("settings", "set", "callbacks.spool", place.file("spool"))
    _ = try place.run("mkdir", ["spool"])
    try place.write(place.read("paid.http"), to: "spool/paypal-1.http")
    let reconciled = try place.vosfact("payment", "reconcile", "--provider", "paypal")
    #expect(reconciled.status != 0)
    #expect(reconciled.errors.contains("provider certificate paypal"))
    #expect(try place.read("spool/paypal-1.http") == place.read("paid.http"))
  }

  @Test("a certificate is fetched from PayPal’s own addresses only")
  func elsewhere() throws {
    let ending = try place.vosfact(
      "provider", "certificate", "paypal", "https://evil.example/v1/notifications/certs/C")
    #expect(ending.status == 64)
    #expect(try place.vosfact("provider", "certificate", "stripe", "https://a.example").status != 0)
  }
}
