import Testing

@testable import VosfactKit

/// Ingenico as configured by a user, in a database of its own.
enum IngenicoFixture {
  static let now = UnixTime(seconds: 1_795_464_000)

  static func provider(
    _ mode: ProviderMode = .test, shaIn: String = "Mysecretsig1875!?",
    shaOut: String = "0thersecretsig1875!?", algorithm: String? = nil, charset: String? = nil,
    apiBase: String? = nil, password: String = "api-Pa55word"
  ) throws -> IngenicoProvider {
    let secrets = ["sha-in": shaIn, "sha-out": shaOut, "api-password": password]
    let kit = Kit(database: try .inMemory(), environment: secrets, clock: { now })
    let configuration = try kit.providers.named("ingenico")
    for name in secrets.keys {
      try configuration.set(
        configuration.key(name), to: [.environment(name)], byReference: false, adding: false)
    }
    let plain = [
      "pspid": "MyPSPID", "api-user": "MyAPI", "hash-algorithm": algorithm, "charset": charset,
      "api-base": apiBase,
    ]
    for (name, value) in plain.compactMapValues(\.self) {
      try configuration.set(configuration.key(name), to: value)
    }
    try configuration.enable(mode)
    return try #require(kit.providers.provider("ingenico") as? IngenicoProvider)
  }

  static func payment(_ identifiers: [String] = []) -> KnownPayment {
    KnownPayment(
      reference: "K7M3Q9XT2V8B4NC5", amount: Amount(minorUnits: 12_345, currency: .euro),
      providerReference: nil, identifiers: identifiers, startedAt: now, method: nil)
  }

  /// A feedback with these fields instead of a genuine one's, signed by Ingenico.
  static func feedback(
    _ changes: [String: String?], for provider: IngenicoProvider
  ) throws -> CallbackRequest {
    var fields: [String: String?] = [
      "orderID": "K7M3Q9XT2V8B4NC5", "currency": "EUR", "amount": "123.45", "PM": "CreditCard",
      "ACCEPTANCE": "test123", "STATUS": "9", "TRXDATE": "11/23/26", "PAYID": "3014619998",
      "PAYIDSUB": "0", "NCERROR": "0", "BRAND": "VISA",
    ]
    for (name, value) in changes { fields[name] = .some(value) }
    let present = fields.compactMapValues(\.self).map { (name: $0.key, value: $0.value) }
    let signature = try provider.feedbackSignature.value(for: present)
    return try CallbackRequest(
      method: "POST", target: "/callback/ingenico", headers: HTTPHeaders([HTTPHeader]()),
      body: FormBody(present + [(name: "SHASIGN", value: signature)]).bytes)
  }
}
