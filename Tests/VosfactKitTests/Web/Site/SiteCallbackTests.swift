import Foundation
import Testing

@testable import VosfactKit

@Suite struct SiteCallbackTests {
  private static let providers = Providers.descriptions.map(\.name)

  private let site: SiteShop
  private let document: Document

  init() throws {
    site = try SiteShop(providers: Self.providers)
    document = try site.shop.document()
  }

  private func callback(_ outcome: SimulatedOutcome, by provider: String = "stripe") throws
    -> [UInt8]
  {
    let payment = try site.kit.payments.start(document, with: provider).payment
    return try site.kit.payments.simulate(outcome, of: payment)
  }

  @Test(
    "each provider's callback settles the document, and comes again without harm",
    arguments: providers)
  func settles(_ provider: String) throws {
    let callback = try callback(.paid, by: provider)
    let reply = try site.kit.providers.provider(provider)
      .verify(CallbackRequest(parsing: callback), now: Shop.noon).reply
    for _ in 1...2 {
      let answer = try site.answer(callback: callback, of: provider)
      #expect(answer.status == .ok)
      #expect(answer.text == reply ?? "")
    }
    #expect(try site.shop.now(document).state == .paid)
    #expect(try site.shop.now(document).paid == document.total)
  }

  @Test("what is not authentic is refused, and only the refusal is kept")
  func forged() throws {
    var callback = try callback(.paid)
    let digit = try #require(callback.lastIndex(of: UInt8(ascii: "0")))
    callback[digit] = UInt8(ascii: "1")
    let answer = try site.answer(callback: callback, of: "stripe")
    #expect(answer.status == .badRequest)
    #expect(answer.text == "")
    #expect(try site.shop.now(document).state == .issued)
    #expect(try site.answer("POST", "/callback/stripe", form: "").status == .badRequest)
  }

  @Test("Braintree's question is answered with what only its key gives")
  func challenge() throws {
    let address = "/callback/braintree?bt_challenge=20f9f8ed05f77439fe955c977e4c8a53"
    let question = try CallbackRequest(
      method: "GET", target: address, headers: HTTPHeaders(), body: [])
    let reply = try site.kit.providers.provider("braintree").verify(question, now: Shop.noon).reply
    let answer = try site.answer("GET", address)
    #expect(answer.status == .ok)
    #expect(answer.text == reply)
    #expect(!answer.text.isEmpty)
    #expect(try site.answer("GET", "/callback/braintree?bt_challenge=x").status == .badRequest)
  }

  @Test("Worldline's question is answered with what was asked, and nothing else is")
  func worldline() throws {
    try site.kit.providers.named("worldline").enable(.simulated)
    let ask = { (asked: String) in
      try site.answer(
        "GET", "/callback/worldline", with: ["HTTP_X_GCS_WEBHOOKS_ENDPOINT_VERIFICATION": asked])
    }
    #expect(try ask("3aa9bd2d-8c4f").text == "3aa9bd2d-8c4f")
    #expect(try ask("3aa9bd2d-8c4f").status == .ok)
    #expect(try ask("<script>").status == .badRequest)
    #expect(try site.answer("GET", "/callback/worldline").status == .badRequest)
  }

  @Test("there is nothing for a provider that is not known or was never used")
  func unknown() throws {
    let fresh = try SiteShop(providers: [])
    for name in ["stripe", "nobody"] {
      #expect(try fresh.answer("POST", "/callback/\(name)", form: "").status == .notFound)
    }
  }

  @Test("where there is a spool folder, a callback waits there for the next reconciliation")
  func spool() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let callback = try callback(.paid)
    try site.set(.spool, folder)
    #expect(try site.answer(callback: callback, of: "stripe").status == .ok)
    #expect(try site.shop.now(document).state == .issued)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/stripe")
    #expect(names.count == 1 && names[0].hasSuffix(".http") && !names[0].hasPrefix("."))
    #expect(try site.answer("POST", "/callback/stripe", form: "{}").status == .badRequest)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/stripe") == names)
    let report = try site.kit.reconciliation().run()
    #expect(report.callbacks == 1)
    #expect(try site.shop.now(document).state == .paid)
    // What cannot be read waits there too, to be kept.
    let secrets = try site.kit.providers.named("stripe").secrets("webhook-secret")
    let unread = try StripeSimulation.request(Array("[]".utf8), signedWith: secrets, at: Shop.noon)
    #expect(try site.answer(callback: unread.serialized(), of: "stripe").status == .ok)
    #expect(try site.kit.reconciliation().run().callbacks == 1)
    #expect(try site.kit.callbacks.notUnderstood().count == 1)
  }
}
