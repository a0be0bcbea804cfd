import Foundation
import Testing

@testable import VosfactKit

/// The built program as a web server runs it.
@Suite(.waiting) struct CGICommandTests {
  private let shop: Shop
  private let token: String

  init() throws {
    shop = try Shop(invoices: 1)
    token = try shop.token("F-1")
  }

  private var payments: Int? {
    get throws {
      try shop.workplace.vosfact("payment", "list", "--format", "json").json.array?.count
    }
  }

  @Test(
    "under a server arguments are no command's, whatever they are",
    arguments: [
      ["--db=/tmp/x"], ["settings", "set", "online-payments.enabled", "false"], ["--help"],
      ["pay-link", "cgi", "--db", "/nowhere"], ["\u{1b}[2J"],
    ])
  func arguments(_ words: [String]) throws {
    let answer = try shop.answer("GET", "/p/\(token)?--db=/tmp/x", words: words)
    #expect(answer.status == "Status: 200 OK")
    #expect(answer.body.contains("F-1"))
    #expect(answer.errors == "")
    #expect(!FileManager.default.fileExists(atPath: "/tmp/x"))
  }

  @Test("an argument that is no UTF-8 changes nothing either")
  func brokenArgument() throws {
    let ending = try shop.workplace.run(
      "sh", ["-c", "exec \"$0\" \"$(printf '\\377')\"", Workplace.executable],
      with: [
        "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "PATH_INFO": "/p/\(token)",
      ])
    #expect(ending.output.hasPrefix("Status: 200 OK\r\n"))
  }

  @Test("without a request the command says who is to run it")
  func noServer() throws {
    let ending = try shop.workplace.vosfact("pay-link", "cgi")
    #expect(ending.status == 64)
    #expect(ending.output == "")
    #expect(ending.errors.contains("vosfact-cgi(7)"))
  }

  @Test("the command answers like the bare program")
  func command() throws {
    let ending = try shop.workplace.vosfact(
      "pay-link", "cgi", with: ["REQUEST_METHOD": "GET", "PATH_INFO": "/p/\(token)"])
    #expect(ending.status == 0)
    #expect(ending.output.hasPrefix("Status: 200 OK\r\n"))
  }

  @Test("variables that a client chooses choose nothing here")
  func variables() throws {
    let answer = try shop.answer(
      "GET", "/p/\(token)",
      with: [
        "HTTP_VOSFACT_DB": "/tmp/x", "HTTP_PROXY": "http://evil.test", "HTTP_HOST": "evil.test",
        "VOSFACT_SPOOL": "",
      ])
    #expect(answer.status == "Status: 200 OK")
    #expect(!answer.body.contains("evil.test"))
  }

  @Test("a database that is not there is told to the log in one line, and to nobody else")
  func noDatabase() throws {
    let answer = try shop.answer("GET", "/p/\(token)", with: ["VOSFACT_DB": "/nowhere/v.db"])
    #expect(answer.status == "Status: 500 Internal Server Error")
    #expect(answer.errors.split(separator: "\n").count == 1)
    #expect(answer.errors.contains("/nowhere/v.db"))
    #expect(!answer.body.contains("nowhere"))
    #expect(!answer.head.contains { $0.contains("nowhere") })
  }

  @Test("a database that cannot be written asks to come again", .enabled(if: getuid() != 0))
  func readOnly() throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o400], ofItemAtPath: shop.workplace.database)
    let answer = try shop.answer("POST", "/p/\(token)", body: "provider=stripe")
    #expect(answer.status == "Status: 503 Service Unavailable")
    #expect(answer.head.contains { $0.hasPrefix("Retry-After: ") })
  }

  @Test(
    "a hostile request is refused without a trace",
    arguments: [
      ("GET", "/p/../../etc/passwd", ""), ("GET", "/p/%00", ""), ("GET", "/", ""),
      ("POST", "/p/TOKEN", "provider=stripe%0d%0aSet-Cookie:%20a=b"),
      ("POST", "/p/TOKEN", "provider=stripe&provider=paypal"),
      ("POST", "/p/TOKEN", "provider=%ff%fe"), ("POST", "/p/TOKEN", "provider=%00stripe"),
      ("POST", "/callback/../stripe", "{}"), ("POST", "/callback/stripe", "{}"),
      ("DELETE", "/p/TOKEN", ""), ("PROPFIND", "/", ""),
      ("GET", "/p/" + String(repeating: "A", count: 60_000), ""),
    ])
  func hostile(_ method: String, _ path: String, _ body: String) throws {
    let answer = try shop.answer(method, path.replacing("TOKEN", with: token), body: body)
    let status = try #require(Int(answer.status.split(separator: " ")[1]))
    #expect((400..<500).contains(status), "\(answer.status)")
    #expect(!answer.head.contains { $0.hasPrefix("Set-Cookie") })
    #expect(answer.errors == "")
    #expect(try payments == 0)
  }

  @Test("a path of bytes that are no UTF-8 is not found")
  func brokenPath() throws {
    let ending = try shop.workplace.run(
      "sh", ["-c", "PATH_INFO=$(printf '/p/\\377\\376') exec \"$0\"", Workplace.executable],
      with: ["GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET"])
    #expect(ending.output.hasPrefix("Status: 404 Not Found\r\n"))
  }

  @Test(
    "on a host without a database callbacks are kept as files, which reconcile takes in elsewhere")
  func spool() throws {
    let payment = try shop.start("F-1")
    try shop.simulate("paid", of: payment, to: "paid.http")
    let request = try CallbackRequest(parsing: shop.workplace.read("paid.http"))
    let signature = try #require(request.headers["Stripe-Signature"])
    let folder = shop.workplace.file("spool")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let kept = try shop.answer(
      "POST", "/pay/callback/stripe", body: String(decoding: request.body, as: UTF8.self),
      with: [
        "VOSFACT_DB": nil, "HOME": nil, "VOSFACT_SPOOL": folder,
        "HTTP_STRIPE_SIGNATURE": signature, "CONTENT_TYPE": "application/json",
      ])
    #expect(kept.status == "Status: 200 OK")
    #expect(kept.errors == "")
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/stripe")
    #expect(names.count == 1 && names[0].hasSuffix(".http") && !names[0].hasPrefix("."))
    try shop.workplace.succeed("settings", "set", "callbacks.spool", folder)
    let report = try shop.workplace.succeed("payment", "reconcile", "--format", "json").json
    #expect(report["callbacks"] == 1)
    #expect(try shop.only("payment", "list")["state"]?.string == "paid")
  }

  @Test("a spool folder that is not there asks the provider to come again")
  func noSpool() throws {
    let payment = try shop.start("F-1")
    try shop.simulate("paid", of: payment, to: "paid.http")
    let request = try CallbackRequest(parsing: shop.workplace.read("paid.http"))
    let answer = try shop.answer(
      "POST", "/callback/stripe", body: String(decoding: request.body, as: UTF8.self),
      with: [
        "VOSFACT_SPOOL": shop.workplace.file("none"), "VOSFACT_DB": nil, "HOME": nil,
        "HTTP_STRIPE_SIGNATURE": request.headers["Stripe-Signature"],
      ])
    #expect(answer.status == "Status: 503 Service Unavailable")
    #expect(answer.errors.split(separator: "\n").count == 1)
    #expect(!answer.body.contains(shop.workplace.path))
  }
}
