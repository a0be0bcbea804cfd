/// A payment that is about to be started.
struct PaymentAttempt: Sendable {
  /// Our reference, which the provider carries back; also the idempotency key of the attempt.
  let reference: String
  let amount: Amount
  /// The document that is paid.
  let documentNumber: String
  /// What is paid, as the customer reads it there.
  let title: String
  /// ISO 639-1.
  let language: String
  /// Who is to pay, as the document says, with the address that mail about it goes to.
  let buyer: Buyer
  /// Where the customer comes back to, paid or not.
  let returnAddress: String
  /// Where the pay page is, for those who give up there.
  let payAddress: String
  /// Where pages of our own are, as the stand-in form of simulated mode.
  let base: String
  let startedAt: UnixTime
  /// When the attempt ends if nobody pays.
  let expiresAt: UnixTime
  /// Among the attempts that were started with the provider on the UTC day of `startedAt`, a number that no
  /// other has and that is at least the tenths of a second since midnight; 0 unless the provider numbers them.
  let dayNumber: Int

  /// Where a page of our own for this attempt alone is.
  var pageAddress: String { "\(payAddress.prefix { $0 != "?" })/\(reference)" }

  /// The customer's address, the first of several.
  var email: String? { buyer.email?.split(separator: ",").first.map(String.init) }

  /// Where the page is that stands for the provider's in simulated mode.
  func standIn(for provider: String) -> String { "\(base)/simulated/\(provider)/\(reference)" }

  /// Where the provider sends its callbacks.
  func callbackAddress(of provider: String) -> String {
    ProviderConfiguration.callbackAddress(of: provider, under: base)
  }
}

/// A payment that was prepared with its provider.
struct StartedAttempt: Equatable, Sendable {
  let next: NextStep
  /// The provider's name for it, that users look it up by.
  let providerReference: String?
  /// Every name by which its callbacks may call it.
  let identifiers: [String]
  /// When the page that the customer goes to ends, where the provider says so: nobody can pay there any more.
  var pageEndsAt: UnixTime? = nil
}

/// What a provider needs to know of a payment that is under way.
struct KnownPayment: Sendable {
  let reference: String
  let amount: Amount
  let providerReference: String?
  /// Every name by which the provider knows it.
  var identifiers: [String]
  let startedAt: UnixTime
  let method: String?
  /// Whether nothing may be changed at the provider either.
  var isRehearsal = false
  /// The transaction of which money is under way; it is only told where one is to be simulated that goes on.
  var underWay: String?
  /// Whether an attempt of ours asked for it, so that what the provider knows of it repeats our reference.
  var isOurs = true
}
