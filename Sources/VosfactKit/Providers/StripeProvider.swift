import Localization

/// Stripe: card payments through a hosted checkout page.
struct StripeProvider: Provider {
  static let description = ProviderDescription(
    name: "stripe", title: "Stripe", means: Text(en: "card", fr: "carte bancaire"), keys: [],
    required: { _ in [] }, outcomes: [])

  init(_ configuration: ProviderConfiguration) throws {}

  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt { throw .cryptography }

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    throw .cryptography
  }

  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] { throw .cryptography }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest { throw .cryptography }
}
