import Testing

@testable import VosfactKit

@Suite struct IngenicoFormTests {
  private func start(
    _ attempt: PaymentAttempt, mode: ProviderMode = .test, charset: String? = nil
  ) throws -> (url: String, fields: [String: String]) {
    let started = try IngenicoFixture.provider(mode, charset: charset)
      .start(attempt, over: ImpatientTransport())
    guard case .form(let url, let fields) = started.next else { throw FormError.noForm }
    return (url, Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) }))
  }

  private enum FormError: Error {
    case noForm
  }

  private let buyer = Buyer(
    name: "Zoé d’Été", email: "zoe+test@example.org, b@example.org", street: "1 rue de l’Été",
    postCode: "75001", city: "Paris", country: "FR")

  @Test("the form has every field that Ingenico asks for, and is signed")
  func fields() throws {
    let attempt = PaymentAttempt.sample(buyer: buyer)
    let (url, fields) = try start(attempt)
    #expect(url == "https://ogone.test.v-psp.com/ncol/test/orderstandard_utf8.asp")
    var expected = [
      "PSPID": "MyPSPID", "ORDERID": "K7M3Q9XT2V8B4NC5", "AMOUNT": "12990", "CURRENCY": "EUR",
      "LANGUAGE": "fr_FR", "OPERATION": "SAL", "CN": "Zoé d’Été", "EMAIL": "zoe+test@example.org",
      "OWNERADDRESS": "1 rue de l’Été", "OWNERZIP": "75001", "OWNERTOWN": "Paris",
      "OWNERCTY": "FR", "COM": "Facture F-2026-000001 & é",
    ]
    for name in ["ACCEPTURL", "DECLINEURL", "EXCEPTIONURL"] {
      expected[name] = attempt.returnAddress
    }
    for name in ["CANCELURL", "BACKURL"] { expected[name] = attempt.payAddress }
    let signed = expected.map {
      (name: $0.key, value: $0.value)
    }
    expected["SHASIGN"] = try IngenicoSignature(
      .sha512, passphrase: Secret(bytes: Array("Mysecretsig1875!?".utf8))
    ).value(for: signed)
    #expect(fields == expected)
  }

  @Test("what is not known is left out")
  func empty() throws {
    let (_, fields) = try start(.sample(buyer: Buyer(name: "Aline")))
    for name in ["EMAIL", "OWNERADDRESS", "OWNERZIP", "OWNERTOWN", "OWNERCTY"] {
      #expect(fields[name] == nil, "\(name)")
    }
  }

  @Test("a long name is cut to what Ingenico takes, a long address is left out")
  func long() throws {
    let buyer = Buyer(
      name: String(repeating: "é", count: 100),
      email: "\(String(repeating: "a", count: 40))@example.org")
    let (_, fields) = try start(.sample(buyer: buyer))
    #expect(fields["CN"] == String(repeating: "é", count: 35))
    #expect(fields["EMAIL"] == nil)
  }

  @Test("an account of another charset is sent nothing that its charset writes otherwise")
  func latin1() throws {
    let (url, fields) = try start(.sample(buyer: buyer), mode: .live, charset: "iso-8859-1")
    #expect(url == "https://secure.ogone.com/ncol/prod/orderstandard.asp")
    #expect(fields["CN"] == "Zoe d'Ete")
    #expect(fields["COM"] == "Facture F-2026-000001 & e")
  }

  @Test("live mode is Ingenico's production, simulated mode the page of ours")
  func modes() throws {
    #expect(
      try start(.sample(), mode: .live).url
        == "https://secure.ogone.com/ncol/prod/orderstandard_utf8.asp")
    #expect(
      try start(.sample(), mode: .simulated).url
        == "https://pay.example/simulated/ingenico/K7M3Q9XT2V8B4NC5")
  }

  @Test(
    "amounts are in hundredths, whatever the currency",
    arguments: [
      ("EUR", 12_345, 12_345), ("JPY", 1200, 120_000), ("KWD", 1250, 125), ("EUR", 1, 1),
    ] as [(String, Int64, Int64)])
  func amounts(_ code: String, _ minorUnits: Int64, _ hundredths: Int64) throws {
    let currency = try #require(Currency(code: code))
    let attempt = PaymentAttempt.sample(amount: Amount(minorUnits: minorUnits, currency: currency))
    #expect(try start(attempt).fields["AMOUNT"] == String(hundredths))
  }

  @Test(
    "an amount that cannot be written is refused",
    arguments: [
      ("KWD", 1255), ("EUR", 0), ("EUR", -5), ("JPY", 10_000_000_000_000),
    ] as [(String, Int64)])
  func unsupported(_ code: String, _ minorUnits: Int64) throws {
    let currency = try #require(Currency(code: code))
    let error = #expect(throws: ProviderError.self) {
      try IngenicoProvider.check(Amount(minorUnits: minorUnits, currency: currency))
    }
    guard case .unsupportedAmount("ingenico", _) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
  }
}
