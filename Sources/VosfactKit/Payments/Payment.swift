public import Localization

/// A payment, or an attempt at one, as it stands.
public struct Payment: Equatable, Sendable {
  public let key: PaymentKey
  /// What stands for it outside, and what the provider carries back: at most 20 of `A`–`Z`, `0`–`9`.
  public let reference: String
  /// The document it is for; `nil` if the provider told of a payment that is not known.
  let documentKey: DocumentKey?
  public let provider: String
  /// `nil` for a payment recorded by hand.
  public let mode: ProviderMode?
  public let amount: Amount
  public let providerReference: String?
  /// Where the customer goes to pay, as `payment start` said it.
  let next: NextStep?
  public let startedAt: UnixTime
  /// The country that the customer told, ISO 3166-1; `nil` if none was.
  public let payerCountry: String?
  /// Whether the provider sent two different messages under one event id.
  let isConflicting: Bool
  public let standing: Standing

  /// What follows from the payment's events and its document's other payments.
  public struct Standing: Equatable, Sendable {
    public let state: PaymentState
    /// Whether it counts towards its document.
    public let isSettled: Bool
    /// In minor units.
    public let refunded: Int64
    /// What it adds to what its document is paid, in minor units.
    let credited: Int64
    public let method: String?
    public let paidAt: UnixTime?
    public let attention: Attention?
  }

  /// The SHA-256 of what was settled when the payment was started, which the journal keeps: by it an
  /// alteration shows.
  ///
  /// - Parameter document: the number of its document.
  func digest(document: String?) -> [UInt8] {
    let canonical: JSONValue = [
      "payment": .string(reference), "document": .optional(document),
      "provider": .string(provider), "mode": .optional(mode?.rawValue),
      "amount": .string(amount.decimal), "currency": .string(amount.currency.code),
      "provider_reference": .optional(providerReference), "next": next?.json ?? .null,
      "started_at": .integer(startedAt.seconds),
    ]
    return SHA256.digest(Array(canonical.text.utf8))
  }

  /// The payment as scripts read it.
  ///
  /// - Parameter document: the number of its document.
  public func json(document: String?, language: Language) -> JSONValue {
    let refunded = Amount(minorUnits: standing.refunded, currency: amount.currency)
    return [
      "id": .string(reference), "document": .optional(document), "provider": .string(provider),
      "mode": .optional(mode?.rawValue), "state": .string(standing.state.rawValue),
      "settled": .bool(standing.isSettled), "label": .string(standing.state.label[language]),
      "amount": .string(amount.decimal), "currency": .string(amount.currency.code),
      "refunded": .string(refunded.decimal), "provider_reference": .optional(providerReference),
      "started_at": .string(startedAt.description),
      "paid_at": .optional(standing.paidAt?.description),
      "attention": .optional(standing.attention?.rawValue), "method": .optional(standing.method),
      "country": .optional(payerCountry),
    ]
  }
}
