import Foundation
import Testing

@testable import VosfactKit

/// The site under real web servers, by the configurations of the manual, over TLS.
@Suite(.waiting, .enabled(if: WebServer.canTest())) struct WebServerTests {
  /// The headers that every answer of the program has over TLS, whatever it says.
  private static let policies = [
    "content-security-policy": "default-src 'none'", "cache-control": "no-store",
    "referrer-policy": "no-referrer", "x-content-type-options": "nosniff",
    "x-frame-options": "DENY", "permissions-policy": "camera=()",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex", "strict-transport-security": "max-age=31536000",
  ]

  /// The policies that an answer lacks.
  private func missing(_ answer: WebServer.Answer) -> [String] {
    Self.policies.filter { answer.headers[$0.key]?.contains($0.value) != true }.map(\.key).sorted()
  }

  private func path(_ address: String?, of server: WebServer) throws -> String {
    let address = try #require(address)
    try #require(address.hasPrefix("\(server.base)/"), "\(address)")
    return String(address.dropFirst(server.base.count))
  }

  /// The callback of a payment, as `curl` sends it.
  private func callback(_ outcome: String, of payment: String, in shop: Shop) throws -> [String] {
    try shop.simulate(outcome, of: payment, to: "\(payment).http")
    let request = try CallbackRequest(parsing: shop.workplace.read("\(payment).http"))
    try shop.workplace.write(request.body, to: "\(payment).body")
    return [
      "--header", "Stripe-Signature: \(try #require(request.headers["Stripe-Signature"]))",
      "--header", "Content-Type: application/json", "--data-binary",
      "@\(shop.workplace.file("\(payment).body"))",
    ]
  }

  @Test("a customer pays and comes back under each server", arguments: WebServer.Kind.allCases)
  func pays(_ kind: WebServer.Kind) throws {
    let shop = try Shop(invoices: 1)
    let token = try shop.token("F-1")
    let server = try WebServer(kind, over: shop)
    let page = try server.answer("/p/\(token)")
    #expect(page.status == 200, "\(server.log)")
    #expect(page.text.contains("F-1"))
    let started = try server.answer("/p/\(token)", "--data", "provider=stripe")
    #expect(started.status == 303)
    let standIn = try path(started.headers["location"], of: server)
    #expect(try server.answer(standIn).status == 200)
    let paid = try server.answer(standIn, "--data", "outcome=paid")
    #expect(paid.status == 303)
    let back = try path(paid.headers["location"], of: server)
    #expect(try server.answer(back).text.contains("F-1"))
    #expect(try shop.only("payment", "list")["state"]?.string == "paid")
    #expect(server.log.split(separator: "\n").allSatisfy { !$0.contains("vosfact:") })
  }

  @Test("who comes without TLS is sent to the site with it", arguments: WebServer.Kind.allCases)
  func withoutTLS(_ kind: WebServer.Kind) throws {
    let server = try WebServer(kind, over: Shop(invoices: 1))
    let answer = try server.plainAnswer("/p/T?x=1", "--header", "Host: evil.test")
    #expect(answer.status == 301 || answer.status == 308)
    #expect(answer.headers["location"] == "https://localhost/p/T?x=1")
  }

  @Test("every kind of answer carries the policies", arguments: WebServer.Kind.allCases)
  func policies(_ kind: WebServer.Kind) throws {
    let shop = try Shop(invoices: 2)
    try shop.workplace.succeed("provider", "enable", "payzen", "--mode", "simulated")
    let token = try shop.token("F-1")
    let revoked = try shop.token("F-2")
    try shop.workplace.succeed("pay-link", "revoke", "F-2")
    let callback = try callback("pending", of: shop.start("F-2"), in: shop)
    let server = try WebServer(kind, over: shop)
    let started = try server.answer("/p/\(token)", "--data", "provider=stripe")
    let standIn = try path(started.headers["location"], of: server)
    try shop.workplace.write("x=" + String(repeating: "a", count: 70_000), to: "long")
    let long = "@\(shop.workplace.file("long"))"
    let answers: [(expected: Int, answer: WebServer.Answer)] = [
      (200, try server.answer("/p/\(token)")),
      (200, try server.answer("/p/\(token)", "--head")),
      (303, started),
      (200, try server.answer(standIn)),
      (200, try server.answer("/p/\(token)", "--data", "provider=payzen")),
      (200, try server.answer("/r/\(token)")),
      (200, try server.answer("/invoice/\(token)")),
      (400, try server.answer("/p/\(token)", "--data", "provider=%00")),
      (400, try server.answer("/p/\(token)", "--data", "provider=x")),
      (400, try server.answer("/callback/stripe", "--data", "{}")),
      (404, try server.answer("/")),
      (404, try server.answer("/p/forged")),
      (404, try server.answer("/callback/nobody", "--data", "{}")),
      (405, try server.answer("/r/\(token)", "--data", "x=1")),
      (410, try server.answer("/p/\(revoked)")),
      (413, try server.answer("/p/\(token)", "--data-binary", long)),
      (415, try server.answer("/p/\(token)", "--json", "{}")),
      (200, try server.answer("/callback/stripe", callback)),
    ]
    for (expected, answer) in answers {
      #expect(answer.status == expected, "\(answer.text) \(server.log)")
      #expect(missing(answer) == [], "\(answer.status) \(answer.text)")
      #expect(answer.headers["set-cookie"] == nil)
    }
  }

  @Test(
    "a callback is taken in whole, chunked or not, and again without harm",
    arguments: WebServer.Kind.allCases)
  func callbacks(_ kind: WebServer.Kind) throws {
    let shop = try Shop(invoices: 2)
    let payments = try [shop.start("F-1"), shop.start("F-2")]
    let whole = try callback("paid", of: payments[0], in: shop)
    let chunked = try callback("paid", of: payments[1], in: shop)
    let server = try WebServer(kind, over: shop)
    for _ in 1...2 {
      #expect(try server.answer("/callback/stripe", whole).status == 200, "\(server.log)")
      #expect(
        try server.answer(
          "/callback/stripe", chunked + ["--header", "Transfer-Encoding: chunked"]
        ).status == 200, "\(server.log)")
    }
    let states = try shop.workplace.succeed("payment", "list", "--format", "json").json.array
    #expect(states?.map { $0["state"]?.string } == ["paid", "paid"])
    // The same signature over another body.
    #expect(
      try server.answer("/callback/stripe", whole.dropLast() + ["{\"id\":\"evt_1\"}"]).status == 400
    )
  }

  @Test(
    "what is larger than 1 MiB is refused, whoever counts it", arguments: WebServer.Kind.allCases)
  func tooLarge(_ kind: WebServer.Kind) throws {
    let shop = try Shop(invoices: 1)
    let server = try WebServer(kind, over: shop)
    try shop.workplace.write([UInt8](repeating: 97, count: 1_048_577), to: "large")
    let body = ["--data-binary", "@\(shop.workplace.file("large"))"]
    #expect(try server.answer("/callback/stripe", body).status == 413)
    // Apache reads a chunked body only while the program does.
    let chunked = body + ["--header", "Transfer-Encoding: chunked"]
    #expect(try server.answer("/callback/stripe", chunked).status == 413)
  }

  @Test(
    "no address reaches a file, an argument or another host", arguments: WebServer.Kind.allCases)
  func hostile(_ kind: WebServer.Kind) throws {
    let shop = try Shop(invoices: 1)
    let token = try shop.token("F-1")
    let server = try WebServer(kind, over: shop)
    for query in [
      "--db=/tmp/x", "settings+set+online-payments.enabled+false", "--help", "-h+--version",
      "%0d%0aSet-Cookie:a=b", "%00", "provider=stripe&provider=stripe",
    ] {
      let answer = try server.answer("/p/\(token)?\(query)", "--header", "Host: evil.test")
      #expect(answer.status == 200 || answer.status == 400, "\(query): \(answer.text)")
      #expect(answer.status == 400 || answer.text.contains("F-1"))
      #expect(answer.headers["set-cookie"] == nil)
      #expect(!"\(answer)".contains("evil.test"))
    }
    for path in [
      "/../../../../etc/passwd", "/p/../../etc/passwd", "/p/..%2f..%2fetc/passwd", "/p/%00",
      "/p/%ff",
      "/server.key", "/vosfact.db", "/p/\(token)/", "//p/\(token)/x",
      "/p/" + String(repeating: "A", count: 7000),
    ] {
      let answer = try server.answer(path)
      #expect((400..<500).contains(answer.status), "\(path): \(answer.status) \(answer.text)")
      #expect(!answer.text.contains("root:") && !answer.text.contains("PRIVATE KEY"))
    }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/x"))
    let payments = try shop.workplace.vosfact("payment", "list", "--format", "json").json.array
    #expect(payments?.isEmpty == true)
  }

  @Test(
    "a body that stops or lies about its length settles nothing, and keeps nobody waiting",
    arguments: WebServer.Kind.allCases)
  func unfinished(_ kind: WebServer.Kind) throws {
    let shop = try Shop(invoices: 1)
    let payment = try shop.start("F-1")
    let callback = try callback("paid", of: payment, in: shop)
    let server = try WebServer(kind, over: shop)
    try shop.workplace.write(
      """
      POST /callback/stripe HTTP/1.1\r
      Host: localhost\r
      \(callback[1])\r
      Content-Type: application/json\r
      Content-Length: 100000\r
      \r
      {"id":
      """, to: "beginning")
    let slow = try (0..<20).map { _ in
      // It begins a request, and does not go on with it.
      try RunningProgram(
        "/bin/sh",
        [
          "-c",
          "{ cat beginning; sleep 300; } | openssl s_client -quiet -connect 127.0.0.1:\(server.port)",
        ], in: shop.workplace.path, environment: ["PATH": "/usr/bin:/bin"])
    }
    #expect(try server.answer("/callback/stripe", "--data", "{}").status == 400)
    withExtendedLifetime(slow) {}
    #expect(try shop.only("payment", "list")["state"]?.string == "pending")
    #expect(try server.answer("/callback/stripe", callback).status == 200)
    #expect(try shop.only("payment", "list")["state"]?.string == "paid")
  }
}
