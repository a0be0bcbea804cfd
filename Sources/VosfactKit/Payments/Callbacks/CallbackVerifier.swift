/// Finds out whether callbacks of one provider are authentic and what they tell, without the database.
///
/// It can do so on another thread than the rest: no other value holds its provider.
package struct CallbackVerifier: @unchecked Sendable {
  fileprivate let provider: any Provider
  fileprivate let clock: WallClock

  /// A raw HTTP request that has just come, verified.
  ///
  /// It throws `CallbackRequestError` if `bytes` are no HTTP request, and what the provider's `verify` throws.
  package func verify(_ bytes: [UInt8]) throws -> VerifiedRequest {
    try VerifiedRequest(CallbackRequest(parsing: bytes), by: provider, at: clock.now)
  }
}

/// A request that is authentic, with what it tells.
package struct VerifiedRequest: Sendable {
  /// The request as the inbox keeps it.
  let bytes: [UInt8]
  /// The SHA-256 of the message.
  let digest: [UInt8]
  /// When it came.
  let arrival: UnixTime
  /// What it says.
  var callback: VerifiedCallback
  /// What counts of it: its own events, unless the provider's API says others in their place.
  var events: [ToldEvent]
  /// Whether the provider's API was asked about it, or need not be.
  var isAsked = false

  /// - Throws: what the provider's `verify` throws.
  init(
    _ request: CallbackRequest, by provider: any Provider, at arrival: UnixTime
  ) throws(ProviderError) {
    callback = try provider.verify(request, now: arrival)
    let digest = request.digest
    let carriesReference = type(of: provider).description.carriesReference
    events = callback.events
      .filter { $0.reference != nil || $0.kind.followsPayment || !carriesReference }
      .map { ToldEvent($0, in: digest) }
    bytes = request.serialized()
    self.digest = digest
    self.arrival = arrival
  }
}

extension CallbackIntake {
  /// What verifies callbacks of the same provider on another thread.
  ///
  /// It throws `ProviderError`, `SecretError` or `StorageError`.
  package func verifier() throws -> CallbackVerifier {
    CallbackVerifier(provider: try payments.providers.provider(name), clock: payments.clock)
  }
}
