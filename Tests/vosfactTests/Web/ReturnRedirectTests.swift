import Foundation
import Testing

@testable import VosfactKit

/// The user's own page after paying, the template of ours, and the pages written without a web server.
@Suite(.waiting) struct ReturnRedirectTests {
  @Test("what a link shows is written out, the same as a browser gets it, and nothing is changed")
  func page() throws {
    let shop = try Shop(invoices: 1)
    let link = try shop.workplace.succeed("pay-link", "create", "F-1").output
      .trimmingCharacters(in: .newlines)
    let before = try shop.workplace.succeed("payment", "audit").output
    for name in [link, String(link.split(separator: "/").last ?? ""), "\(link)#top"] {
      let page = try shop.workplace.succeed("pay-link", "page", name).output
      #expect(page.contains("<button>Procéder au paiement</button>"))
      #expect(page.hasPrefix("<!DOCTYPE html>"))
    }
    let english = try shop.workplace.succeed("pay-link", "page", link, "--lang", "en").output
    #expect(english.contains("<button>Proceed to payment</button>"))
    #expect(try shop.workplace.succeed("payment", "audit").output == before)
    let forged = try shop.workplace.vosfact("pay-link", "page", "\(link.dropLast(4))AAAA")
    #expect(forged.status == 1)
    #expect(forged.output.contains("Cette page n’existe pas"))
  }

  @Test("each end of a payment has a page file to look at, and no document or payment is touched")
  func files() throws {
    let shop = try Shop(invoices: 1)
    let before = try shop.workplace.succeed("payment", "audit").output
    let listed = try shop.workplace.succeed(
      "pay-link", "test-redirect", "--output", shop.workplace.path, "--format", "json")
    let outcomes = try listed.json.array?.compactMap { $0["outcome"]?.string }
    #expect(outcomes == ["paid", "pending", "failed", "canceled"])
    let words = [
      "paid": "Paiement accepté", "pending": "Paiement en attente de confirmation",
      "failed": "Paiement refusé", "canceled": "Paiement non abouti",
    ]
    for (outcome, heading) in words {
      let page = String(
        decoding: try shop.workplace.read("return-\(outcome).html"), as: UTF8.self)
      #expect(page.contains("<h1>\(heading)</h1>"))
      #expect(page.contains("120,00\u{202F}€"))
    }
    #expect(try shop.workplace.succeed("payment", "audit").output == before)
    #expect(
      try shop.workplace.succeed("invoice", "list", "--format", "json").json.array?.count == 1)
  }

  @Test("a template of one's own makes the page, and a faulty one is refused")
  func template() throws {
    let shop = try Shop(invoices: 1)
    let start = try shop.workplace.succeed("pay-link", "test-redirect", "--template").output
    try shop.workplace.write(
      start.replacing("<h1>", with: "<h1>Chez nous : "), to: "return.html")
    try shop.workplace.succeed(
      "settings", "set", "payment.redirect.template", shop.workplace.file("return.html"))
    try shop.workplace.succeed("pay-link", "test-redirect", "--output", shop.workplace.path)
    let page = String(decoding: try shop.workplace.read("return-paid.html"), as: UTF8.self)
    #expect(page.contains("<h1>Chez nous : Paiement accepté</h1>"))
    try shop.workplace.write("{{#open}}", to: "faulty.html")
    let refused = try shop.workplace.vosfact(
      "settings", "set", "payment.redirect.template", shop.workplace.file("faulty.html"))
    #expect(refused.status != 0)
    #expect(refused.errors.contains("faulty.html"))
  }

  @Test(
    "customers go to the user's own page with a query that the key proves, and not without a key",
    .enabled(if: ExternalTool.canTest(with: "python3")))
  func redirect() throws {
    let shop = try Shop(invoices: 1)
    let workplace = shop.workplace
    try workplace.succeed(
      "settings", "set", "payment.redirect.url", "https://shop.example.org/thanks")
    let keyless = try workplace.vosfact("pay-link", "test-redirect")
    #expect(keyless.status == 78)
    #expect(keyless.errors.contains("redirect-key"))
    let payment = try shop.start("F-1")
    let back = try workplace.succeed("pay-link", "create", "F-1").output
      .trimmingCharacters(in: .newlines).replacing("/p/", with: "/r/")
    #expect(try workplace.vosfact("pay-link", "page", back).output.contains("</html>"))

    try workplace.succeed("pay-link", "redirect-key", "redirect.key")
    #expect(
      try FileManager.default.attributesOfItem(atPath: workplace.file("redirect.key"))[
        .posixPermissions] as? Int == 0o600)
    let location = try location(of: back, workplace)
    #expect(location.hasPrefix("https://shop.example.org/thanks?payment=\(payment)&document=F-1&"))
    #expect(location.contains("&state=pending&mode=simulated&expires="))
    #expect(try isGenuine(location, workplace))
    #expect(try !isGenuine(location.replacing("pending", with: "paid"), workplace))
    let shown = try workplace.succeed("pay-link", "test-redirect", "--format", "json").json.array
    for url in shown?.compactMap({ $0["url"]?.string }) ?? [] {
      #expect(try isGenuine(url, workplace))
    }
    #expect(shown?.count == 4)

    try workplace.succeed("pay-link", "redirect-key", "same.key")
    #expect(try workplace.read("same.key") == workplace.read("redirect.key"))
    try workplace.succeed("pay-link", "redirect-key", "new.key", "--renew")
    #expect(try workplace.read("new.key") != workplace.read("redirect.key"))
    #expect(try !isGenuine(self.location(of: back, workplace), workplace))
  }

  @Test(
    "who has bought a product comes to the page that the product names, with a query that the key proves",
    .enabled(if: ExternalTool.canTest(with: "python3")))
  func product() throws {
    let shop = try Shop(invoices: 1)
    let workplace = shop.workplace
    try workplace.succeed(
      "settings", "set", "payment.redirect.url", "https://shop.example.org/thanks")
    try workplace.succeed("pay-link", "redirect-key", "redirect.key")
    let link = try workplace.succeed(
      "pay-link", "create", "--product", "Premium", "--amount", "10", "--currency", "EUR",
      "--tax-rate", "20", "--return", "https://premium.example.org/in?plan=a%26b"
    ).output.split(separator: "\n")
    let url = try #require(link.first)
    let path = try #require(URL(string: String(url))).path
    let form = "provider=stripe&name=Jane&email=jane%40client.test"
    let standIn = try address(in: shop.answer("POST", path, body: form))
    let declined = try address(in: shop.answer("POST", standIn, body: "outcome=failed"))
    let given = try address(in: shop.answer("GET", declined), whole: true)
    #expect(given.hasPrefix("https://premium.example.org/in?plan=a%26b&payment="))
    #expect(given.contains("&state=failed&mode=simulated&expires="))
    #expect(try isGenuine(given, workplace))

    let again = try address(in: shop.answer("POST", path, body: form))
    let back = try address(in: shop.answer("POST", again, body: "outcome=paid"))
    let paid = try address(in: shop.answer("GET", back), whole: true)
    #expect(paid.hasPrefix("https://premium.example.org/in?plan=a%26b&payment="))
    #expect(paid.contains("&document=F-") && paid.contains("&state=paid&"))
    #expect(try isGenuine(paid, workplace))
    #expect(try !isGenuine(paid.replacing("plan=a", with: "plan=c"), workplace))
  }

  /// Where an answer sends the browser; the path alone, as a server would get it.
  private func address(
    in answer: (status: String, head: [String], body: String, errors: String),
    whole isWhole: Bool = false
  ) throws -> String {
    let line = try #require(
      answer.head.first { $0.hasPrefix("Location: ") }, "\(answer.body)\(answer.errors)")
    let address = String(line.dropFirst("Location: ".count))
    return isWhole ? address : try #require(URL(string: address)).path
  }

  /// Where the return page `address` sends a browser.
  private func location(of address: String, _ workplace: Workplace) throws -> String {
    let path = try #require(URL(string: address)).path
    let answer = try workplace.vosfact(
      with: [
        "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "PATH_INFO": path,
      ]
    ).output
    #expect(answer.hasPrefix("Status: 303"))
    let line = answer.split(separator: "\r\n").first { $0.hasPrefix("Location: ") }
    return String(try #require(line).dropFirst("Location: ".count))
  }

  /// Whether the user's own page, written in Python after the manual page, takes an address for ours.
  private func isGenuine(_ address: String, _ workplace: Workplace) throws -> Bool {
    let script = """
      import hashlib, hmac, sys, time, urllib.parse
      query = urllib.parse.urlsplit(sys.argv[1]).query
      told, signature = query.rsplit("&signature=", 1)
      key = open("redirect.key", "rb").read().rstrip(b"\\n")
      fields = dict(urllib.parse.parse_qsl(told))
      print(hmac.compare_digest(hmac.new(key, told.encode(), hashlib.sha256).hexdigest(), signature)
            and int(fields["expires"]) > time.time())
      """
    return try workplace.run("python3", ["-c", script, address]).output == "True\n"
  }
}
