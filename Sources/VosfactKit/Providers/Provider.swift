public import Localization

/// A payment provider: the questions that are asked of each, and nothing else.
protocol Provider {
  /// What is the same for every use of the provider.
  static var description: ProviderDescription { get }

  /// The provider as the user configured it.
  ///
  /// - Throws: `ProviderError.notEnabled` if no mode was ever chosen, `.notConfigured` or `.badValue` if it
  ///   cannot be used so, or `SecretError` and `StorageError` when the configuration cannot be read.
  init(_ configuration: ProviderConfiguration) throws

  /// Prepares a payment with the provider, and says where the customer goes.
  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt

  /// The events that a callback tells of, once it is proved to be the provider's; none if it is authentic
  /// but of no concern.
  ///
  /// - Throws: `ProviderError.refused` if it is not.
  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> [PaymentEvent]

  /// The events that the provider's API knows of a payment; none in simulated mode.
  ///
  /// The same facts always make the same events, so that asking again adds nothing.
  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]

  /// Asks the provider's API whether it takes the credentials, and changes nothing there; asks nobody in
  /// simulated mode.
  ///
  /// - Throws: `ProviderError.rejected` if it refuses them, or `.unreachable`.
  func checkCredentials(over transport: any HTTPTransport) throws(ProviderError)

  /// A genuine signed callback, as the provider would send it.
  ///
  /// - Throws: `ProviderError.neverSends` for an outcome that the provider does not tell of.
  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest
}

/// What is the same for every use of a provider.
public struct ProviderDescription: Sendable {
  /// The name by which commands and data know it: `stripe`.
  public let name: String
  /// Its own name: `Stripe`.
  public let title: String
  /// By what the customer pays there.
  public let means: Text
  /// Its own keys; `ProviderKey.common` are beside them.
  public let keys: [ProviderKey]
  /// Every key, its own first.
  public var allKeys: [ProviderKey] { keys + ProviderKey.common }
  /// The keys without which it cannot be enabled in a mode.
  let required: @Sendable (ProviderMode) -> [String]
  /// The outcomes that it tells of by callback.
  public let outcomes: [SimulatedOutcome]
}

/// What a simulated callback may tell.
public enum SimulatedOutcome: String, CaseIterable, Sendable {
  case paid, pending, failed, expired, canceled, refunded, disputed
}

/// A payment that is about to be started.
struct PaymentAttempt: Sendable {
  /// Our reference, which the provider carries back; also the idempotency key of the attempt.
  let reference: String
  let amount: Amount
  /// What is paid, as the customer reads it there.
  let title: String
  /// ISO 639-1.
  let language: String
  /// The customer's address, where it is known.
  let email: String?
  /// Where the customer comes back to, paid or not.
  let returnAddress: String
  /// Where the pay page is, for those who give up there.
  let payAddress: String
  /// Where pages of our own are, as the stand-in form of simulated mode.
  let base: String
  let startedAt: UnixTime
  /// When the attempt ends if nobody pays.
  let expiresAt: UnixTime
}

/// A payment that was prepared with its provider.
struct StartedAttempt: Equatable, Sendable {
  let next: NextStep
  /// The provider's name for it, that users look it up by.
  let providerReference: String?
  /// Every name by which its callbacks may call it.
  let identifiers: [String]
}

/// What a provider needs to know of a payment that is under way.
struct KnownPayment: Sendable {
  let reference: String
  let amount: Amount
  let providerReference: String?
  /// Every name by which the provider knows it.
  let identifiers: [String]
  let startedAt: UnixTime
  let method: String?
}
