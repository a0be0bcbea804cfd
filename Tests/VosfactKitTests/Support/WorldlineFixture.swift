import Testing

@testable import VosfactKit

/// Worldline as configured by a user, in a database of its own.
enum WorldlineFixture {
  static let now = UnixTime(seconds: 1_790_000_000)
  static let merchant = "SELLER"
  static let reference = "K7M3Q9XT2V8B4NC5"
  static let amount = Amount(minorUnits: 12_990, currency: .euro)
  /// Values of every key, as `TestedProvider` has them.
  static let keys = TestedProvider.worldline.keys

  /// - Parameter changes: values of keys that differ.
  static func provider(
    _ mode: ProviderMode = .test, _ changes: [String: String] = [:], apiBase: String? = nil,
    now: UnixTime = now
  ) throws -> WorldlineProvider {
    let values = keys.merging(changes) { $1 }
    let kit = Kit(database: try .inMemory(), environment: values, clock: { now })
    let configuration = try kit.providers.named("worldline")
    for (name, value) in values {
      let key = try configuration.key(name)
      if key.isSecret {
        try configuration.set(key, to: [.environment(name)], byReference: false, adding: false)
      } else {
        try configuration.set(key, to: value)
      }
    }
    if let apiBase { try configuration.set(configuration.key("api-base"), to: apiBase) }
    try configuration.enable(mode)
    return try #require(kit.providers.provider("worldline") as? WorldlineProvider)
  }

  static func payment(_ identifiers: [String] = [], underWay: String? = nil) -> KnownPayment {
    KnownPayment(
      reference: reference, amount: amount, providerReference: identifiers.first,
      identifiers: identifiers, startedAt: now - Seconds(600), method: nil, underWay: underWay)
  }

  /// A webhook about a payment or a refund, which the defaults make one of €129.90 that was captured.
  static func event(
    _ type: String = "payment.captured", _ status: String = "CAPTURED", code: Int64? = 9,
    id: String = "3254564310_0", event: String = "0e3ce18a-3e5d-4c77-999e-f20ddb5ec6f9",
    isRefund: Bool = false, amount: Int64 = 12_990, output: [String: JSONValue] = [:],
    changing changes: [String: JSONValue] = [:]
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "amountOfMoney": ["amount": .integer(amount), "currencyCode": "EUR"],
      "references": ["merchantReference": .string(reference)], "paymentMethod": "card",
    ]
    members.merge(output) { $1 }
    let object: JSONValue = [
      "id": .string(id),
      (isRefund ? "refundOutput" : "paymentOutput"):
        .object(members.map { JSONMember($0.key, $0.value) }),
      "status": .string(status),
      "statusOutput": .present([("statusCode", code.map { .integer($0) })]),
    ]
    var envelope: [String: JSONValue] = [
      "apiVersion": "v1", "id": .string(event), "created": .string(now.description),
      "merchantId": .string(merchant), "type": .string(type),
      isRefund ? "refund" : "payment": object,
    ]
    envelope.merge(changes) { $1 }
    return .object(envelope.map { JSONMember($0.key, $0.value) })
  }
}
