package import Localization

/// A payment provider: the questions that are asked of each, and nothing else. Those to its API are apart.
protocol Provider {
  associatedtype API: ProviderAPI

  /// What is the same for every use of the provider.
  static var description: ProviderDescription { get }

  /// The provider as the user configured it.
  ///
  /// - Throws: `ProviderError.notEnabled` if no mode was ever chosen, `.notConfigured` or `.badValue` if it
  ///   cannot be used so, or `SecretError` and `StorageError` when the configuration cannot be read.
  init(_ configuration: ProviderConfiguration) throws

  /// Accepts the value of a plain key, which is of the key's type, when it is set and when the provider is
  /// enabled.
  ///
  /// - Throws: `ProviderError.badValue` if it can never be used, as a file that does not hold what it should.
  static func check(_ value: String, of key: String, now: UnixTime) throws(ProviderError)

  /// What the provider, used as it is configured, lets through that it need not, or cannot do.
  ///
  /// It throws `StorageError`.
  static func warnings(of configuration: ProviderConfiguration) throws -> [ProviderWarning]

  /// A value for the secret `key`, which is not set, to be used in simulated mode only.
  ///
  /// - Throws: `ProviderError.cryptography`.
  static func simulatedSecret(for key: String, random: RandomSource) throws(ProviderError) -> Secret

  /// Accepts an amount that the provider can take: its currency, its number of digits, its bounds.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` with the reason.
  static func check(_ amount: Amount) throws(ProviderError)

  /// The way to its API; `nil` in simulated mode, which asks nobody.
  var api: API? { get }

  /// Prepares a payment with the provider, and says where the customer goes: in simulated mode, without the API, to
  /// `PaymentAttempt.standIn`.
  ///
  /// - Throws: `ProviderError.unsupportedAmount`, `.unreachable` or `.rejected`.
  func start(_ attempt: PaymentAttempt, with api: API?) throws(ProviderError) -> StartedAttempt

  /// What a callback says, once it is proved to be the provider's. The network is not asked.
  ///
  /// - Throws: `ProviderError.refused` if it is not the provider's, or not for this use of it.
  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback

  /// Whether a request looks like a callback of the provider's, as far as shows without its secrets: its size, the
  /// form of its body, the place and length of its signature, and a time that could be. Where there are no secrets this
  /// is all that keeps rubbish out, so it costs little; and whatever `verify` can read passes it.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool

  /// Downloads a certificate by which callbacks are proved, keeps it once it is found to be the provider's, and
  /// gives the path of its file.
  ///
  /// - Parameter isRehearsal: whether it is not kept.
  /// - Throws: `Fault` if the provider has none, or none at `address`, or it is not the provider's, or cannot be
  ///   stored; `ProviderError.unreachable` or `.rejected`.
  func fetchCertificate(
    at address: String, over transport: any HTTPTransport, now: UnixTime,
    rehearsing isRehearsal: Bool
  ) throws -> String

  /// A genuine signed callback, as the provider would send it.
  ///
  /// - Throws: `ProviderError.neverSends` for an outcome that the provider does not tell of.
  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest
}

extension Provider {
  /// The name that errors tell.
  static var name: String { description.name }

  /// A value is good when it is of its key's type, unless the provider says otherwise.
  static func check(_ value: String, of key: String, now: UnixTime) throws(ProviderError) {}

  /// There is nothing to warn of unless the provider says otherwise.
  static func warnings(of configuration: ProviderConfiguration) throws -> [ProviderWarning] { [] }

  /// A text that shows what it is, unless the provider needs more than a text.
  static func simulatedSecret(
    for key: String, random: RandomSource
  ) throws(ProviderError) -> Secret {
    Secret(
      bytes: Array("\(ProviderConfiguration.simulatedPrefix)\(random.bytes(24).hexadecimal)".utf8))
  }

  /// Whatever is no larger than a request may be, unless the provider says otherwise.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool { true }

  /// There are no certificates unless the provider says otherwise.
  func fetchCertificate(
    at address: String, over transport: any HTTPTransport, now: UnixTime,
    rehearsing isRehearsal: Bool
  ) throws -> String {
    throw noCertificates
  }

  /// There is no certificate where one was looked for.
  var noCertificates: Fault {
    Fault(
      .wrongUsage,
      en: "\(Self.name) has no certificate there; nothing was fetched; see 'provider certificate'",
      fr:
        "\(Self.name) n’a pas de certificat là ; rien n’a été téléchargé ; voyez « provider certificate »"
    )
  }
}

/// What is the same for every use of a provider.
package struct ProviderDescription: Sendable {
  /// The name by which commands and data know it: `stripe`.
  package let name: String
  /// Its own name: `Stripe`.
  package let title: String
  /// By what the customer pays there, where neither the user nor its API says otherwise.
  package var taken = TakenMeans.cards()
  /// Its own keys; `ProviderKey.common` are beside them.
  package let keys: [ProviderKey]
  /// Where its dashboard shows what the keys want, which address of ours it wants, and how to try it: paragraphs, with
  /// an empty line between them.
  package var guide = Text(verbatim: "")
  /// The keys without which it cannot be enabled in a mode.
  let required: @Sendable (ProviderMode) -> [String]
  /// The secrets that must differ from each other, as what one signs must not pass for what another does.
  var distinctSecrets: [String] = []
  /// The outcomes that it tells of by callback.
  package let outcomes: [SimulatedOutcome]
  /// Whether each attempt needs a number of its own among those of a UTC day.
  var numbersAttempts = false
  /// Where its pages for customers are, as sources of a policy (`https://*.example.com`): nobody is sent elsewhere.
  var pages: [String] = []
  /// The services that speak its protocol, of which one is chosen by the key `ProviderService.key`; none where there is but
  /// the one.
  package var services: [ProviderService] = []
  /// The methods of the requests that it sends to our address.
  var callbackMethods = ["POST"]
  /// Whether its GET asks whether anybody is there who knows the keys, and tells nothing.
  var asksByGET = false
  /// How many questions its API may be asked at once.
  var queriesAtOnce = 8
  /// Whether what it tells of a payment always carries our reference, but for what follows a payment: what does not is
  /// a sale of others.
  var carriesReference = true
  /// Whether its callbacks tell refunds and disputes; where they do not, paid payments are asked about.
  var tellsRefunds = true
  /// What took its place, where its service is no more.
  package var successor: ProviderSuccessor?

  /// Every key, its own first.
  package var allKeys: [ProviderKey] { keys + ProviderKey.common }
}

/// What a simulated callback may tell.
package enum SimulatedOutcome: String, CaseIterable, Sendable {
  case paid
  /// Nothing is decided yet: what the provider tells then, be money under way or not.
  case pending
  /// A debit or a transfer was accepted, and its money is under way.
  case processing
  case failed, expired, canceled, refunded, disputed
  /// A dispute that takes nothing yet: the customer or their bank asks.
  case inquiry
  case disputeWon = "dispute-won"
  case disputeLost = "dispute-lost"

  /// Whether it is about a payment that was paid before.
  var isLater: Bool {
    switch self {
    case .refunded, .disputed, .inquiry, .disputeWon, .disputeLost: true
    case .paid, .pending, .processing, .failed, .expired, .canceled: false
    }
  }

  /// Whether it is one of a dispute.
  var isAboutDispute: Bool { isLater && self != .refunded }
}
