import Testing

@testable import VosfactKit

/// One of the known answers in `Data/vectors/NAME.json`: a callback as a provider sends it, or somebody else, and what
/// must come of it.
struct CallbackVector<Settings: Decodable & Sendable>: Decodable, Sendable,
  CustomTestStringConvertible
{
  struct Outcome: Decodable, Sendable {
    let state: String
    let amount: Int64
    let currency: String
    let reference: String?
    let id: String?

    /// Fails the test if `event` says anything else. A payment is pending while its money is under way.
    func expect(_ event: PaymentEvent) {
      let kinds: [PaymentEvent.Kind: String] = [.processing: "pending"]
      let state = state == "partially_refunded" ? "refunded" : state
      #expect(kinds[event.kind] ?? event.kind.rawValue == state)
      #expect(event.amount?.minorUnits == amount)
      #expect(event.amount?.currency.code == currency)
      #expect(event.reference == reference)
      if let id { #expect(event.identifiers.contains(id)) }
    }
  }

  let name: String
  /// How the provider is set up.
  let settings: Settings
  let method: String
  let target: String
  let headers: [[String]]
  let body: String
  /// `accept`, or `reject`.
  let expect: String
  /// Whether it is the signature that is right where the callback is refused.
  let signature_ok: Bool?
  let result: Outcome?

  var isAccepted: Bool { expect == "accept" }
  var testDescription: String { name }

  func request() throws -> CallbackRequest {
    try CallbackRequest(
      method: method, target: target,
      headers: HTTPHeaders(headers.map { (name: $0[0], value: $0[1]) }), body: Array(body.utf8))
  }
}
