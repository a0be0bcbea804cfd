/// What is asked of a provider's API; in simulated mode nobody is asked.
protocol ProviderAPI {
  /// By which it is asked.
  var client: APIClient { get set }

  /// Whether callbacks must not settle anything by themselves, so that `confirm` is asked about each: what is signed of
  /// them is not all that they say.
  var isAskedBeforeSettling: Bool { get }

  /// What the API says in place of a callback that must not settle anything by itself; `nil` if the callback stands
  /// alone. Unless the provider says otherwise that is one that tells the amount of whatever is about money.
  ///
  /// What it gives are the events of `status`, which count instead of the callback's own; or of a callback with a
  /// `question` what the answer to that says.
  ///
  /// - Parameter payment: what the callback is about, as far as it is known; its identifiers hold those that
  ///   the callback tells.
  /// - Throws: `ProviderError.unreachable`, `.rejected` or `.unreadable`; the callback is then neither stored nor refused,
  ///   and must be sent again. One with a `question` must be so only if the API was not reached, and is kept otherwise, as
  ///   not understood.
  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]?

  /// The events that the API knows of a payment.
  ///
  /// The same facts always make the same events, so that asking again adds nothing.
  ///
  /// - Throws: `ProviderError.unreachable`, `.rejected` or `.unreadable`.
  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent]

  /// Asks the API to give money back.
  ///
  /// It may be asked again with the same reference when no answer came; that `status` knows of no such
  /// refund was made sure before.
  ///
  /// - Throws: `ProviderError.rejected` if it will not; `.unreachable` or `.unreadable` if it is not known whether it did;
  ///   `.unsupportedAmount`, or `.notConfigured` if it needs more for that than for payments.
  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer

  /// Asks the API whether it takes the credentials, and changes nothing there.
  ///
  /// - Throws: `ProviderError.rejected` if it refuses them, or `.unreachable`.
  func checkCredentials() throws(ProviderError)
}

extension ProviderAPI {
  /// The signature covers the whole callback unless the provider says otherwise.
  var isAskedBeforeSettling: Bool { false }

  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    guard callback.events.contains(where: { $0.kind.concernsMoney && $0.amount == nil }) else {
      return nil
    }
    return try status(of: payment, now: now)
  }
}

extension Provider {
  /// The API as it is asked over `transport`; `nil` in simulated mode.
  ///
  /// An adapter keeps nothing between two questions, and may be asked the same one again from the beginning,
  /// over a transport that knows some of the answers already.
  func api(over transport: any HTTPTransport) -> API? {
    var api = api
    api?.client.transport = transport
    return api
  }

  /// The API as one that can `More` than what is asked of each: a `CallbackRegistrar`, `CallbackTester` or
  /// `MeansTeller`; `nil` in simulated mode, or if it cannot.
  func api<More>(_: More.Type, _ transport: any HTTPTransport) -> More? {
    api(over: transport) as? More
  }

  /// Prepares a payment with the provider, and says where the customer goes; see the other `start`.
  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt {
    try start(attempt, with: api(over: transport))
  }

  /// `ProviderAPI.isAskedBeforeSettling`; never in simulated mode.
  var isAskedBeforeSettling: Bool { api?.isAskedBeforeSettling ?? false }

  /// `ProviderAPI.confirm`; `nil` in simulated mode.
  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    try api(over: transport)?.confirm(callback, of: payment, now: now)
  }

  /// `ProviderAPI.status`; none in simulated mode.
  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    try api(over: transport)?.status(of: payment, now: now) ?? []
  }

  /// `ProviderAPI.refund`; never asked in simulated mode.
  func refund(
    _ refund: RefundRequest, of payment: KnownPayment, over transport: any HTTPTransport
  ) throws(ProviderError) -> RefundAnswer {
    guard let api = api(over: transport) else {
      throw .notConfigured(provider: Self.name, missing: Self.description.required(.live))
    }
    return try api.refund(refund, of: payment)
  }

  /// `ProviderAPI.checkCredentials`; asks nobody in simulated mode.
  func checkCredentials(over transport: any HTTPTransport) throws(ProviderError) {
    try api(over: transport)?.checkCredentials()
  }
}
