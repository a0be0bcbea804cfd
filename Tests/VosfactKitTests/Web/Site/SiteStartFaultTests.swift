import Localization
import Testing

@testable import VosfactKit

/// What a customer reads when the provider that was chosen does not take the payment.
@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct SiteStartFaultTests {
  /// How a provider fails, and the status that the customer's browser gets.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answer: JSONValue
    let status: HTTPStatus

    init(_ name: String, _ answer: JSONValue, _ status: HTTPStatus) {
      (testDescription, self.answer, self.status) = (name, answer, status)
    }
  }

  private static let faults = [
    Fault("500", ["status": 500, "body": "<html>proxy-17"], .serviceUnavailable),
    Fault("429", ["status": 429, "body": [:]], .serviceUnavailable),
    Fault("no answer in time", ["hold": true], .serviceUnavailable),
    Fault("half an answer", ["cut": true], .serviceUnavailable),
    Fault("garbage", ["status": 200, "body": "proxy-17 says hello"], .badGateway),
    Fault("another shape", ["status": 200, "body": ["proxy-17": []]], .badGateway),
    Fault("refused credentials", ["status": 401, "body": ["error": "proxy-17"]], .badGateway),
    Fault("refused request", ["status": 400, "body": ["error": "proxy-17"]], .badGateway),
  ]

  /// Has the provider fail by `fault` for as long as it is asked.
  private func fail(_ standIn: ProviderStandIn, by fault: Fault) throws {
    try standIn.answer(Array(repeating: fault.answer, count: 8))
  }

  @Test(
    "the customer is told that no money was taken, and can try again; nothing is started",
    arguments: ["stripe", "bitpay"], faults)
  func told(_ provider: String, _ fault: Fault) throws {
    let standIn = try ProviderStandIn(provider)
    let site = try SiteShop(payingBy: provider, at: standIn.base)
    let document = try site.shop.document()
    let path = "/p/\(try site.token(document))"
    try fail(standIn, by: fault)
    let answer = try site.answer("POST", path, form: "provider=\(provider)")
    #expect(answer.status == fault.status)
    #expect(answer.headers["Retry-After"] == (fault.status == .serviceUnavailable ? "120" : nil))
    #expect(answer.text.contains("The payment was not started"))
    #expect(answer.text.contains("No money was taken. Try again in a few minutes."))
    #expect(answer.text.contains("name=\"provider\" value=\"\(provider)\""))
    for detail in ["HTTP", "proxy-17", "127.0.0.1", "localhost", "unreachable", "JSON"] {
      #expect(!answer.text.contains(detail), "\(detail)")
    }
    #expect(try site.payments(document).isEmpty)
    #expect(try site.shop.now(document) == document)

    // It is in the history that the accountant reads, with the reason.
    var entries = try site.kit.documents.history(of: document)
    var last: JournalEntry?
    while let entry = try entries.next() { last = entry }
    let entry = try #require(last)
    #expect(entry.kind == "payment.not-started")
    #expect(entry.text.en.hasPrefix("\(provider): payment not started, \(provider) "))
    #expect(entry.text.en.hasSuffix(", 120.00 EUR"))
    #expect(entry.text.fr.hasPrefix("\(provider) : paiement non lancé, \(provider) "))
    #expect(try site.kit.audit.run().isValid)

    // Once the provider is well again, so is the page.
    try standIn.answer([])
    let again = try site.answer("POST", path, form: "provider=\(provider)")
    #expect([.seeOther, .ok].contains(again.status), "\(again.text)")
    #expect(try site.payments(document).count == 1)
  }

  @Test("the document's language is spoken, and other means are named where there are any")
  func others() throws {
    let site = try SiteShop(payingBy: "stripe", at: "http://127.0.0.1:1")
    try site.kit.providers.named("payzen").enable(.simulated)
    try site.set(.companyIBAN, "FR7630006000011234567890189")
    let document = try site.shop.document(language: "fr")
    let path = "/p/\(try site.token(document))"
    let french = ["HTTP_ACCEPT_LANGUAGE": "fr"]
    let answer = try site.answer("POST", path, form: "provider=stripe", with: french)
    #expect(answer.status == .serviceUnavailable)
    #expect(answer.text.contains("Le paiement n’a pas été lancé"))
    #expect(answer.text.contains("Aucun montant n’a été débité"))
    #expect(answer.text.contains("ou choisissez un autre moyen de paiement"))
    #expect(answer.text.contains("FR76 3000 6000 0112 3456 7890 189"))
    let other = try site.answer("POST", path, form: "provider=payzen", with: french)
    #expect(other.status == .ok)
    #expect(try site.payments(document).map(\.provider) == ["payzen"])
  }

  @Test("whatever is tried again, the history is told once an hour of each provider")
  func once() throws {
    let site = try SiteShop(payingBy: "stripe", at: "http://127.0.0.1:1")
    let document = try site.shop.document()
    let path = "/p/\(try site.token(document))"
    func tries() throws -> Int {
      try site.shop.history(document).count { $0 == "payment.not-started" }
    }
    for _ in 1...3 { _ = try site.answer("POST", path, form: "provider=stripe") }
    #expect(try tries() == 1)
    let later = site.at(Shop.noon + Seconds(3_600))
    for _ in 1...2 { _ = try later.answer("POST", path, form: "provider=stripe") }
    #expect(try tries() == 2)
  }

  @Test("who buys a product keeps what was filled in, and the product's history is told")
  func product() throws {
    let site = try SiteShop(payingBy: "stripe", at: "http://127.0.0.1:1")
    let product = try site.shop.product()
    let link = try site.kit.payLinks.maker().link(
      to: product, filling: .init(email: nil, order: nil))
    let answer = try site.answer(
      "POST", String(link.url.dropFirst("https://shop.test/pay".count)),
      form: "provider=stripe&name=Jane&email=jane%40client.test")
    #expect(answer.status == .serviceUnavailable)
    #expect(answer.text.contains("No money was taken"))
    #expect(answer.text.contains("value=\"Jane\""))
    #expect(answer.text.contains("value=\"jane@client.test\""))
    var entries = try Journal(database: site.kit.database).entries(
      about: .product(product.publicID))
    var kinds: [String] = []
    while let entry = try entries.next() { kinds.append(entry.kind) }
    #expect(kinds == ["product.created", "payment.not-started"])
  }

  @Test("a secret that is no longer where it was is the seller's fault, and told as such")
  func secret() throws {
    let site = try SiteShop(payingBy: "stripe", at: "http://127.0.0.1:1")
    let document = try site.shop.document()
    let path = "/p/\(try site.token(document))"
    let bare = SiteShop(
      Shop(kit: Kit(database: site.kit.database, random: site.kit.random, clock: { Shop.noon })))
    let answer = try bare.answer("POST", path, form: "provider=stripe")
    #expect(answer.status == .badGateway)
    #expect(answer.text.contains("No money was taken"))
    #expect(!answer.text.contains("secret-key"))
    #expect(try site.shop.history(document).last == "payment.not-started")
  }
}
