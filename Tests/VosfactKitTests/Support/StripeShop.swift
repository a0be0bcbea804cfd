import Localization
import Testing

@testable import VosfactKit

/// A shop whose payments are at the stand-in of Stripe, in a file, with a clock that tests set.
struct StripeShop {
  let folder: TemporaryFolder
  let stripe: ProviderStandIn
  let kit: Kit

  static let noon = StripeFixture.now

  init(_ mode: ProviderMode = .test) throws {
    folder = try TemporaryFolder()
    stripe = try ProviderStandIn("stripe")
    kit = Self.kit(try Database(path: folder.file("shop.db"), access: .creating), at: Self.noon)
    try kit.payLinks.addFirstKey()
    for (key, value) in [
      ("pay-link.base-url", "https://pay.example"), ("online-payments.enabled", "true"),
    ] {
      try kit.settings.set(Settings.named(key), to: value, at: Self.noon)
    }
    let configuration = try kit.providers.named("stripe")
    for key in ["secret-key", "webhook-secret"] {
      try configuration.set(
        configuration.key(key), to: [.environment(key)], byReference: false, adding: false)
    }
    try configuration.set(configuration.key("api-base"), to: stripe.base)
    try configuration.enable(mode)
  }

  private static func kit(_ database: Database, at time: UnixTime) -> Kit {
    Kit(
      database: database,
      environment: ["secret-key": StripeFixture.key, "webhook-secret": StripeFixture.secrets[0]],
      transport: ImpatientTransport(), clock: { time })
  }

  func kit(after delay: Int64) -> Kit { Self.kit(kit.database, at: Self.noon + Seconds(delay)) }

  func start() throws -> Payment {
    let draft = DocumentDraft(
      kind: .invoice, buyer: Buyer(name: "Aline", email: nil),
      lines: [try LineDraft("Work;1;120.00;0")])
    return try kit.payments.start(kit.invoicing.issue(draft), with: "stripe").payment
  }

  func reconcile(
    after delay: Int64, rehearsing isRehearsal: Bool = false
  ) throws -> ReconcileReport {
    try kit(after: delay).reconciliation(rehearsing: isRehearsal).run()
  }

  func state(_ payment: Payment) throws -> PaymentState {
    try kit.payments.named(payment.reference).status.state
  }

  /// The id of the session of `payment`.
  func session(of payment: Payment) throws -> String {
    let names = try kit.payments.store.identifiers(of: payment.key)
    return try #require(names.first { $0.hasPrefix("cs_") })
  }

  /// What Stripe answers about `payment` once it is paid, and `refunded` minor units were given back.
  func paid(_ payment: Payment, refunded: Int64 = 0) throws -> JSONValue {
    let charge: JSONValue = [
      "id": "ch_1", "object": "charge", "amount_refunded": .integer(refunded),
      "created": .integer(Self.noon.seconds), "currency": "eur", "disputed": false,
    ]
    return [
      "id": .string(try session(of: payment)), "object": "checkout.session", "amount_total": 12_000,
      "currency": "eur", "client_reference_id": .string(payment.reference),
      "created": .integer(Self.noon.seconds), "expires_at": .integer(Self.noon.seconds + 86_000),
      "livemode": false, "mode": "payment",
      "payment_intent": ["id": "pi_1", "object": "payment_intent", "latest_charge": charge],
      "payment_method_types": ["card"], "payment_status": "paid", "status": "complete",
    ]
  }
}
