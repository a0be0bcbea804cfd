import Testing

@testable import VosfactKit

/// Braintree as configured by a user, in a database of its own.
enum BraintreeFixture {
  static let now = UnixTime(seconds: 1_790_000_000)
  static let publicKey = "9hz5c3r8k2tq7wvn"
  static let privateKey = "4f8b2d6e0a1c3957bd24e68f0a9c1b35"

  static func kit(
    keys: [(publicKey: String, privateKey: String)] = [(publicKey, privateKey)],
    apiBase: String? = nil, verification: String? = nil
  ) throws -> Kit {
    var environment: [String: String] = [:]
    for (index, pair) in keys.enumerated() { environment["KEY\(index)"] = pair.privateKey }
    let kit = Kit(database: try .inMemory(), environment: environment, clock: { now })
    let configuration = try kit.providers.named("braintree")
    try configuration.set(
      configuration.key("private-key"), to: keys.indices.map { .environment("KEY\($0)") },
      byReference: false, adding: false)
    let plain: [String: String?] = [
      "merchant-id": "shop", "merchant-account-id": "shop_eur", "api-base": apiBase,
      "three-d-secure": verification,
      "public-key": keys.map(\.publicKey).joined(separator: ", "),
    ]
    for (name, value) in plain.compactMapValues(\.self) {
      try configuration.set(configuration.key(name), to: value)
    }
    return kit
  }

  static func provider(
    _ mode: ProviderMode = .test,
    keys: [(publicKey: String, privateKey: String)] = [(publicKey, privateKey)],
    apiBase: String? = nil, verification: String? = nil
  ) throws -> BraintreeProvider {
    let kit = try kit(keys: keys, apiBase: apiBase, verification: verification)
    try kit.providers.named("braintree").enable(mode)
    return try #require(kit.providers.provider("braintree") as? BraintreeProvider)
  }

  static func payment() -> KnownPayment {
    KnownPayment(
      reference: "K7M3Q9XT2V8B4NC5", amount: Amount(minorUnits: 12_990, currency: .euro),
      providerReference: nil, identifiers: [], startedAt: now, method: nil)
  }

  /// A notification of this kind about `subject`, signed by Braintree.
  static func notification(
    _ kind: String, _ subject: String, more: String = "", for provider: BraintreeProvider
  ) throws -> CallbackRequest {
    try notification(
      """
      <notification><kind>\(kind)</kind>\(more)\
      <timestamp type="datetime">2026-09-21T14:13:20Z</timestamp>\
      <subject>\(subject)</subject></notification>
      """, for: provider)
  }

  /// A signed notification with this payload.
  static func notification(
    _ xml: String, for provider: BraintreeProvider
  ) throws -> CallbackRequest {
    let payload = Base64.encode(Array(xml.utf8)) + "\n"
    return try request([
      (name: "bt_signature", value: provider.signature.value(for: Array(payload.utf8))),
      (name: "bt_payload", value: payload),
    ])
  }

  static func request(_ fields: [(name: String, value: String)]) throws -> CallbackRequest {
    try CallbackRequest(
      method: "POST", target: "/callback/braintree", headers: HTTPHeaders([HTTPHeader]()),
      body: FormBody(fields).bytes)
  }
}
