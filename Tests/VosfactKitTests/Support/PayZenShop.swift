import Testing

@testable import VosfactKit

/// A shop that takes payments by PayZen, with its site on the web.
struct PayZenShop {
  let site: SiteShop

  var kit: Kit { site.kit }

  /// - Parameters:
  ///   - confirms: what `confirm-by-api` is set to, if it is.
  ///   - password: of the REST API, if it is set.
  ///   - apiBase: where that is; by default where nothing answers.
  init(
    _ mode: ProviderMode = .live, confirms: Bool? = nil, password: String? = "testpassword_DEMO123",
    algorithm: String? = nil, apiBase: String = "http://127.0.0.1:9"
  ) throws {
    site = SiteShop(
      Shop(
        kit: Kit(
          database: try .inMemory(), environment: ["KEY": "k3yTestShop+42/=="],
          transport: ImpatientTransport(), clock: { PayZenFixture.now })))
    try site.set(.onlinePaymentsEnabled, "true")
    try site.set(.payLinkBase, "https://shop.test/pay")
    try site.set(.companyName, "Atelier & Fils")
    try kit.payLinks.addFirstKey()
    let payzen = try kit.providers.named("payzen")
    try payzen.set(payzen.key("key"), to: [.environment("KEY")], byReference: true, adding: false)
    let plain = [
      "site-id": PayZenFixture.site, "hash-algorithm": algorithm, "api-base": apiBase,
      "confirm-by-api": confirms.map { "\($0)" },
    ]
    for (name, value) in plain.compactMapValues(\.self) {
      try payzen.set(payzen.key(name), to: value)
    }
    try password.map { try set(password: $0) }
    try payzen.enable(mode)
  }

  /// Sets the password of the REST API.
  func set(password: String) throws {
    try SecretStore(database: kit.database, environment: kit.environment)
      .add(
        Secret(bytes: Array(password.utf8)),
        to: kit.providers.named("payzen").storedSecret("rest-password"))
  }

  /// What PayZen's key signs with.
  var signature: PayZenSignature {
    get throws { try #require(kit.providers.provider("payzen") as? PayZenProvider).signature }
  }

  /// A new document for `buyer` of this total in euros.
  func document(_ total: String = "129.90", for buyer: Buyer = Buyer(name: "Aline")) throws
    -> Document
  {
    try kit.invoicing.issue(
      DocumentDraft(kind: .invoice, buyer: buyer, lines: [try LineDraft("Work;1;\(total);0")]))
  }

  /// Starts a payment and gives it with the form that leads to PayZen, as the customer has it in the browser.
  func start(_ document: Document) throws -> (payment: Payment, form: [String: String]) {
    try Self.form(kit.payments.start(document, with: "payzen"))
  }

  func start(
    _ product: Product, for customer: Customer, order: String? = nil
  ) throws -> (payment: Payment, form: [String: String]) {
    try Self.form(
      kit.payments.start(product, for: customer, orderReference: order, with: "payzen"))
  }

  private static func form(
    _ started: (payment: Payment, next: NextStep?)
  ) throws -> (payment: Payment, form: [String: String]) {
    guard case .form(_, let fields) = started.next else { throw NoForm() }
    return (
      started.payment, Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
    )
  }

  private struct NoForm: Error {}

  /// A genuine notification of `payment`, with these fields instead.
  func notification(
    of payment: Payment, _ changes: [String: String?] = [:]
  ) throws -> [(name: String, value: String)] {
    let name = try #require(payment.providerReference)
    var fields: [String: String?] = [
      "vads_amount": String(payment.amount.minorUnits), "vads_auth_result": "00",
      "vads_ctx_mode": try kit.providers.named("payzen").mode == .live ? "PRODUCTION" : "TEST",
      "vads_currency": "978", "vads_effective_creation_date": payment.startedAt.compact,
      "vads_operation_type": "DEBIT", "vads_order_id": payment.reference, "vads_result": "00",
      "vads_site_id": PayZenFixture.site, "vads_trans_date": payment.startedAt.compact,
      "vads_trans_id": String(name.suffix(6)), "vads_trans_status": "AUTHORISED",
      "vads_trans_uuid": String(repeating: "a", count: 32), "vads_validation_mode": "0",
      "vads_version": "V2",
    ]
    for (name, value) in changes { fields[name] = .some(value) }
    let present = fields.compactMapValues(\.self).map { (name: $0.key, value: $0.value) }
    let value = try signature.value(for: present)
    return present + [(name: "signature", value: value)]
  }

  /// Takes in a form at the address of callbacks, as a web server would, and tells what became of it.
  func receive(_ fields: [(name: String, value: String)]) throws -> ReceivedCallback {
    try kit.payments.receiver(for: "payzen").receive(
      CallbackRequest(
        method: "POST", target: "/callback/payzen", headers: HTTPHeaders([HTTPHeader]()),
        body: FormBody(fields).bytes
      ).serialized())
  }

  /// The status that the site answers a form at the address of callbacks with.
  func post(_ fields: [(name: String, value: String)]) throws -> HTTPStatus {
    try site.answer(
      "POST", "/callback/payzen", form: String(decoding: FormBody(fields).bytes, as: UTF8.self)
    ).status
  }

  /// Whether anything is settled, or looks as if it were.
  var hasMoney: Bool {
    get throws {
      try kit.database.first(
        """
        SELECT EXISTS (SELECT 1 FROM document WHERE paid <> 0 OR state <> 'issued')
            OR EXISTS (SELECT 1 FROM payment WHERE credited <> 0 OR state NOT IN ('pending', 'canceled', 'failed'))
        """
      ) { row in row.bool() } ?? true
    }
  }
}
