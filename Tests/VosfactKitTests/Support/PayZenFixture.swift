import Testing

@testable import VosfactKit

/// PayZen as configured by a user, in a database of its own.
enum PayZenFixture {
  static let site = "12345678"
  static let now = UnixTime(seconds: 1_795_463_000)

  static func provider(
    _ mode: ProviderMode = .test, site: String? = site, key: String? = "k3yTestShop+42/==",
    algorithm: String? = nil, password: String? = "testpassword_DEMO123",
    hmacKey: String? = "hk_DEMO456", apiBase: String? = nil
  ) throws -> PayZenProvider {
    let secrets = ["key": key, "rest-password": password, "hmac-key": hmacKey]
      .compactMapValues(\.self)
    let kit = Kit(database: try .inMemory(), environment: secrets, clock: { now })
    let configuration = try kit.providers.named("payzen")
    for name in secrets.keys {
      try configuration.set(
        configuration.key(name), to: [.environment(name)], byReference: false, adding: false)
    }
    let plain = ["site-id": site, "hash-algorithm": algorithm, "api-base": apiBase]
    for (name, value) in plain.compactMapValues(\.self) {
      try configuration.set(configuration.key(name), to: value)
    }
    try configuration.enable(mode)
    return try #require(kit.providers.provider("payzen") as? PayZenProvider)
  }

  static func payment(_ identifiers: [String] = []) -> KnownPayment {
    KnownPayment(
      reference: "K7M3Q9XT2V8B4NC5", amount: Amount(minorUnits: 12_345, currency: .euro),
      providerReference: nil, identifiers: identifiers, startedAt: now, method: nil)
  }

  /// A notification with these fields instead of a genuine one's, signed by PayZen.
  static func notification(
    _ changes: [String: String?], for provider: PayZenProvider
  ) throws -> CallbackRequest {
    var fields: [String: String?] = [
      "vads_amount": "12345", "vads_auth_result": "", "vads_effective_creation_date": "",
      "vads_result": "00", "vads_ctx_mode": "TEST", "vads_currency": "978",
      "vads_operation_type": "DEBIT", "vads_order_id": "K7M3Q9XT2V8B4NC5",
      "vads_site_id": site, "vads_trans_date": "20261123200000", "vads_trans_id": "541495",
      "vads_trans_status": "AUTHORISED", "vads_trans_uuid": "275cbf08cf8ae211757783a7d8d1c039",
    ]
    for (name, value) in changes { fields[name] = .some(value) }
    let present = fields.compactMapValues(\.self).map { (name: $0.key, value: $0.value) }
    let signature = try provider.signature.value(for: present)
    return try CallbackRequest(
      method: "POST", target: "/callback/payzen", headers: HTTPHeaders([HTTPHeader]()),
      body: FormBody(present + [(name: "signature", value: signature)]).bytes)
  }
}
