import Testing

@testable import VosfactKit

@Suite struct PayZenFormTests {
  private func start(
    _ attempt: PaymentAttempt, mode: ProviderMode = .test
  ) throws -> (url: String, fields: [String: String]) {
    let started = try PayZenFixture.provider(mode).start(attempt, over: ImpatientTransport())
    guard case .form(let url, let fields) = started.next else { throw FormError.noForm }
    return (url, Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) }))
  }

  private enum FormError: Error {
    case noForm
  }

  @Test("the form has every field that PayZen asks for, and is signed")
  func fields() throws {
    let attempt = PaymentAttempt.sample(
      buyer: Buyer(
        name: "Zoé <Lefèvre> & \"Fils\"", email: "zoe@example.org, b@example.org",
        street: "1 rue de l’Été", postCode: "75001", city: "Paris", country: "FR"),
      startedAt: PayZenFixture.now, dayNumber: 4321)
    let (url, fields) = try start(attempt)
    #expect(url == "https://secure.payzen.eu/vads-payment/")
    let expected = [
      "vads_action_mode": "INTERACTIVE", "vads_amount": "12990", "vads_ctx_mode": "TEST",
      "vads_currency": "978", "vads_page_action": "PAYMENT", "vads_payment_config": "SINGLE",
      "vads_site_id": "12345678", "vads_trans_date": "20261123194320", "vads_trans_id": "004321",
      "vads_version": "V2", "vads_order_id": "K7M3Q9XT2V8B4NC5", "vads_language": "fr",
      "vads_cust_last_name": "Zoé Lefèvre & \"Fils\"", "vads_cust_email": "zoe@example.org",
      "vads_cust_country": "FR", "vads_url_return": attempt.returnAddress,
    ]
    for (name, value) in expected { #expect(fields[name] == value, "\(name)") }
    let signed = fields.filter { $0.key != "signature" }.map {
      (name: $0.key, value: $0.value)
    }
    let key = Secret(bytes: Array("k3yTestShop+42/==".utf8))
    #expect(
      try fields["signature"] == PayZenSignature(.hmacSHA256, key: key).value(for: signed))
  }

  @Test("what is not known is an empty field, which is signed all the same")
  func empty() throws {
    let (_, fields) = try start(.sample(buyer: Buyer(name: "Aline")))
    #expect(fields["vads_cust_email"] == "")
    #expect(fields["vads_cust_address"] == "")
  }

  @Test("a long name is cut to what PayZen takes")
  func long() throws {
    let (_, fields) = try start(.sample(buyer: Buyer(name: String(repeating: "é", count: 100))))
    #expect(fields["vads_cust_last_name"] == String(repeating: "é", count: 63))
  }

  @Test("live mode is PayZen's production, simulated mode the page of ours")
  func modes() throws {
    #expect(try start(.sample(), mode: .live).fields["vads_ctx_mode"] == "PRODUCTION")
    let simulated = try start(.sample(), mode: .simulated)
    #expect(simulated.url == "https://pay.example/simulated/payzen/K7M3Q9XT2V8B4NC5")
    #expect(simulated.fields["vads_ctx_mode"] == "TEST")
  }

  @Test("a day has 900,000 numbers")
  func numbers() throws {
    #expect(try start(.sample(dayNumber: 899_999)).fields["vads_trans_id"] == "899999")
    #expect(throws: ProviderError.self) { try start(.sample(dayNumber: 900_000)) }
  }

  @Test("attempts of one moment have numbers of their own, which go on after the clock's")
  func counter() throws {
    let store = try Shop().kit.payments.store
    let numbers = try (0..<3).map { _ in
      try store.takeAttemptNumber(provider: "payzen", day: 20_000, least: 36_000)
    }
    #expect(numbers == [36_000, 36_001, 36_002])
    #expect(try store.takeAttemptNumber(provider: "payzen", day: 20_000, least: 36_010) == 36_010)
    #expect(try store.takeAttemptNumber(provider: "payzen", day: 20_001, least: 0) == 0)
    #expect(try store.takeAttemptNumber(provider: "other", day: 20_000, least: 5) == 5)
  }
}
