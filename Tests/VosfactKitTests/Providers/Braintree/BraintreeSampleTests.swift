import Testing

@testable import VosfactKit

/// What Braintree's own library makes as samples of its notifications.
@Suite(.waiting) struct BraintreeSampleTests {
  private static let library = PythonCounterpart(package: "braintree", script: "braintree_samples")

  /// Every kind that the library knows.
  private func kinds() throws -> [String] {
    try #require(Self.library.judge([["kinds": true]]).first).split(separator: " ").map(String.init)
  }

  /// A sample of each of `kinds`, about the object `id`.
  private func samples(
    _ kinds: [String], of id: String
  ) throws -> [(kind: String, request: CallbackRequest)] {
    var samples: [(kind: String, request: CallbackRequest)] = []
    // What the library prints of all of them at once would be too much.
    for start in stride(from: 0, to: kinds.count, by: 8) {
      let some = kinds[start..<min(start + 8, kinds.count)]
      let bodies = try Self.library.judge(
        some.map { kind in
          [
            "kind": .string(kind), "id": .string(id),
            "public": .string(BraintreeFixture.publicKey),
            "private": .string(BraintreeFixture.privateKey),
          ]
        })
      try #require(bodies.count == some.count)
      for (kind, body) in zip(some, bodies) {
        let request = try CallbackRequest(
          method: "POST", target: "/callback/braintree",
          headers: HTTPHeaders([("Content-Type", FormBody.contentType)]), body: Array(body.utf8))
        samples.append((kind, request))
      }
    }
    return samples
  }

  @Test(
    "no kind that Braintree's library knows is refused, and those about money are told",
    .enabled(if: library.canTest, "needs Braintree's library for Python in .build-python"),
    arguments: ["sale0001", "legacy_dispute_id", "blik_one_click_id"])
  func all(_ id: String) throws {
    let provider = try BraintreeFixture.provider()
    let kinds = try kinds()
    #expect(kinds.count == 41)
    #expect(Set(kinds) == Set(BraintreeKind.allCases.map(\.rawValue)))
    let told: [String: PaymentEvent.Kind] = [
      "transaction_settled": .paid, "transaction_settlement_declined": .reversed,
      "refund_failed": .refundFailed, "local_payment_completed": .processing,
      "local_payment_funded": .paid, "local_payment_expired": .expired,
      "local_payment_reversed": .reversed, "dispute_opened": .disputed,
      "dispute_under_review": .disputed, "dispute_disputed": .disputed,
      "dispute_expired": .disputed, "dispute_lost": .disputeLost,
      "dispute_accepted": .disputeLost, "dispute_auto_accepted": .disputeLost,
      "dispute_won": .disputeWon,
    ]
    for (kind, request) in try samples(kinds, of: id) {
      #expect(BraintreeProvider.resembles(request, now: BraintreeFixture.now), "\(kind)")
      let verified = try provider.verify(request, now: BraintreeFixture.now)
      #expect(verified.notUnderstood == nil, "\(kind)")
      #expect(verified.events.map(\.kind) == [told[kind]].compactMap(\.self), "\(kind)")
    }
  }
}
