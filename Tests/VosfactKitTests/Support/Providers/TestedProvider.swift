@testable import VosfactKit

/// A provider as tests and the fuzzer use it.
///
/// Another one has its line in `all`, and what it is made of beside the others.
struct TestedProvider: Sendable {
  /// Every one that the program knows, in its order.
  static let all: [TestedProvider] = [
    .stripe,
    .payzen,
    .ingenico,
    .paypal,
    .braintree,
    .bitpay,
    .worldline,
  ]

  /// The name by which commands and data know it.
  let name: String
  /// Values of its own keys for test mode, as the stand-ins of its API take them. `FOLDER` stands for a folder where
  /// `ca.pem` has a certificate of authorities.
  let keys: [String: String]
  /// The provider as it is configured, and what it would send with a body, signed as it signs; nothing if the body
  /// cannot be sent.
  let ready:
    @Sendable (ProviderConfiguration) throws -> (
      provider: any Provider, signed: ([UInt8]) throws -> CallbackRequest?
    )

  /// - Parameter sign: signs for the provider in simulated mode.
  init<Adapter: Provider & SendableMetatype>(
    _ type: Adapter.Type, keys: [String: String],
    signing sign:
      @escaping @Sendable (Adapter, ProviderConfiguration, [UInt8]) throws -> CallbackRequest?
  ) {
    name = Adapter.description.name
    self.keys = keys
    ready = { configuration in
      let provider = try Adapter(configuration)
      return (provider, { body in try sign(provider, configuration, body) })
    }
  }

  /// The secrets among `keys`, or the others.
  func keys(secret isSecret: Bool) throws -> [String: String] {
    let described = try Providers.type(named: name).description.keys
    let secrets = Set(described.filter(\.isSecret).map(\.name))
    return keys.filter { secrets.contains($0.key) == isSecret }
  }
}
