/// A provider's API that tells where the provider sends its callbacks, and can be told.
protocol CallbackRegistrar {
  /// The kinds of events that are read here.
  var wantedKinds: [String] { get }

  /// The version of the API in which callbacks are best written; `nil` if there is but one.
  var wantedVersion: String? { get }

  /// Where callbacks are sent.
  ///
  /// - Throws: `ProviderError.unreachable` or `.rejected`.
  func registrations() throws(ProviderError) -> [CallbackRegistration]

  /// When a callback could not be delivered last; `nil` if none, or if the API does not tell.
  ///
  /// - Throws: `ProviderError.unreachable` or `.rejected`.
  func lastFailedDelivery() throws(ProviderError) -> UnixTime?

  /// Has callbacks of the wanted kinds sent to `address`, and gives what is to be kept of it. The same again changes
  /// nothing.
  ///
  /// - Parameter known: what is registered for the address, to be mended.
  /// - Throws: `ProviderError.unreachable` or `.rejected`.
  func register(
    _ address: String, mending known: CallbackRegistration?
  ) throws(ProviderError) -> [RegisteredValue]
}

/// Where a provider sends its callbacks, as its API tells.
struct CallbackRegistration: Sendable {
  /// The provider's name for it.
  let id: String
  let address: String
  let isEnabled: Bool
  /// The kinds of events that are sent there; `*` stands for all.
  let kinds: [String]
  /// The version of the API in which they are written; `nil` if nothing tells.
  var version: String?
  /// What is set here where it is this one that is used; `nil` if nothing here depends on which it is.
  var key: (name: String, value: String)?

  /// The kinds of `wanted` that are not sent.
  func missing(_ wanted: [String]) -> [String] {
    kinds.contains("*") ? [] : wanted.filter { !kinds.contains($0) }
  }
}

/// What a registration gives, to be set here.
enum RegisteredValue {
  case plain(key: String, String)
  case secret(key: String, Secret)
}
