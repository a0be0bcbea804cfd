import Localization

@testable import VosfactKit

/// A provider in simulated mode, whose callbacks are made up.
struct FuzzedProvider {
  private let provider: any Provider
  /// What the provider would send with this body, signed as it signs; `nil` if the body cannot be sent.
  private let signed: ([UInt8]) throws -> CallbackRequest?

  private static let now = UnixTime(seconds: 1_790_000_000)

  private init<Adapter: Provider>(
    _ type: Adapter.Type,
    signing: @escaping (Adapter, ProviderConfiguration, [UInt8]) throws -> CallbackRequest?
  ) throws {
    let kit = Kit(database: try .inMemory(), clock: { Self.now })
    let configuration = try kit.providers.named(Adapter.description.name)
    try configuration.enable(.simulated)
    guard let adapter = try kit.providers.provider(Adapter.description.name) as? Adapter else {
      throw Fault.noProvider(Adapter.description.name)
    }
    provider = adapter
    signed = { body in try signing(adapter, configuration, body) }
  }

  // Each is used by one thread only: the fuzzer has one, and so has each argument of a test.
  nonisolated(unsafe) static let stripe = Result {
    try FuzzedProvider(StripeProvider.self) { stripe, _, body in
      try StripeSimulation.request(body, signedWith: stripe.webhookSecrets, at: now)
    }
  }

  nonisolated(unsafe) static let payzen = Result {
    try FuzzedProvider(PayZenProvider.self) { payzen, _, body in
      try form(body, signedAs: "signature") { try payzen.signature.value(for: $0) }
    }
  }

  nonisolated(unsafe) static let ingenico = Result {
    try FuzzedProvider(IngenicoProvider.self) { ingenico, _, body in
      try form(body, signedAs: "SHASIGN") { try ingenico.feedbackSignature.value(for: $0) }
    }
  }

  nonisolated(unsafe) static let paypal = Result {
    try FuzzedProvider(PayPalProvider.self) { paypal, configuration, body in
      let pem = try configuration.secrets(PayPalKeys.simulatedCertificate).first
      guard let identity = pem.flatMap({ SigningIdentity(pem: $0.bytes) }),
        let webhook = paypal.webhooks.first
      else { return nil }
      return try PayPalSimulation.request(
        body, for: webhook, signedBy: identity, at: now, random: .system)
    }
  }

  nonisolated(unsafe) static let braintree = Result {
    try FuzzedProvider(BraintreeProvider.self) { braintree, _, body in
      let payload = Base64.encode(body)
      let signature = try braintree.signature.value(for: Array(payload.utf8))
      return try CallbackRequest(
        method: "POST", target: "/callback", headers: HTTPHeaders([HTTPHeader]()),
        body: FormBody([
          (name: "bt_signature", value: signature), (name: "bt_payload", value: payload),
        ])
        .bytes)
    }
  }

  nonisolated(unsafe) static let bitpay = Result {
    try FuzzedProvider(BitPayProvider.self) { bitpay, _, body in
      try bitpay.tokens.first.map { try BitPaySimulation.request(body, signedWith: $0) }
    }
  }

  /// The form with its signature as one more field, in the place of any that it had.
  private static func form(
    _ body: [UInt8], signedAs name: String, by sign: ([FormFields.Field]) throws -> String
  ) throws -> CallbackRequest? {
    let form = FormFields(parsing: body)
    guard let fields = form?.fields.filter({ !name.hasBytes(of: $0.name.span) }) else { return nil }
    let texts = fields.map {
      (
        name: String(decoding: $0.name, as: UTF8.self),
        value: String(decoding: $0.value, as: UTF8.self)
      )
    }
    // Of bytes that are not UTF-8 other bytes are signed and sent.
    let signed = texts.map { FormFields.Field($0.name, $0.value) }
    return try CallbackRequest(
      method: "POST", target: "/callback", headers: HTTPHeaders([HTTPHeader]()),
      body: FormBody(texts + [(name: name, value: try sign(signed))]).bytes)
  }

  /// Lets the provider read `bytes`, as `check` does.
  ///
  /// - Throws: `BrokenProperty`, also if the provider could not be made ready.
  static func check(
    _ bytes: [UInt8], at provider: Result<FuzzedProvider, any Error>
  ) throws(BrokenProperty) {
    guard let provider = try? provider.get() else {
      throw BrokenProperty(sentence: "the provider can be made ready")
    }
    try provider.check(bytes)
  }

  /// A request that was made up is refused or read, and so is its body once it is signed.
  func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    guard let request = try? CallbackRequest(parsing: bytes) else { return }
    try verify(request)
    if let signed = try? signed(request.body) { try verify(signed) }
  }

  private func verify(_ request: CallbackRequest) throws(BrokenProperty) {
    let verified: VerifiedCallback
    do throws(ProviderError) {
      verified = try provider.verify(request, now: Self.now)
    } catch {
      switch error {
      case .refused, .certificateMissing: return
      default:
        throw BrokenProperty(sentence: "a callback is refused, not failed at: \(error.text.en)")
      }
    }
    for event in verified.events {
      try require(!event.id.isEmpty, "an event has an id")
      try require(event.identifiers.allSatisfy { !$0.isEmpty }, "a payment's names are not empty")
      if let amount = event.amount {
        try require(
          amount.minorUnits.magnitude <= Amount.maximumMinorUnits.magnitude,
          "an amount is within bounds")
      }
    }
  }
}
