import Localization

@testable import VosfactKit

/// What must hold of the forms that we sign, whatever people fill in: cut up anew and named otherwise, none is a
/// message of its provider's that settles.
///
/// The first line of an input says how it is cut; the others are what somebody fills in, where `%A`, `%R`, `%D`, `%N`
/// and `%S` stand for amount, reference, date, number and site of the payment that is to be settled.
struct RecutProperties {
  private let payzen: PayZenProvider
  private let ingenico: IngenicoProvider
  private let braintree: BraintreeProvider

  private static let now = UnixTime(seconds: 1_790_000_000)
  private static let site = "00000000"

  private init() throws {
    let kit = Kit(database: try .inMemory(), clock: { Self.now })
    func provider<Adapter: Provider>(_ type: Adapter.Type) throws -> Adapter {
      let name = Adapter.description.name
      try kit.providers.named(name).enable(.simulated)
      guard let adapter = try kit.providers.provider(name) as? Adapter else {
        throw Fault.noProvider(name)
      }
      return adapter
    }
    payzen = try provider(PayZenProvider.self)
    ingenico = try provider(IngenicoProvider.self)
    braintree = try provider(BraintreeProvider.self)
  }

  // One thread alone uses them, in the fuzzer and in the tests.
  private nonisolated(unsafe) static let ready = Result { try RecutProperties() }

  static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    guard let properties = try? ready.get() else {
      throw BrokenProperty(sentence: "the providers can be made ready")
    }
    try properties.check(bytes)
  }

  private func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var choices = Choices(lines.first ?? [])
    // The payment that is to be settled, whose form is in the attacker's hands as well.
    guard let victim = try? form(of: attempt([])) else { return }
    let texts = lines.dropFirst().map { text($0, about: victim) }
    guard let bought = try? form(of: attempt(texts)) else { return }
    for form in [bought, victim] { try checkPayZen(form, claiming: victim, &choices) }
    try checkIngenico(texts, &choices)
    try checkBraintree(texts)
  }

  /// Bytes that say which of several ways is gone, from the beginning again at their end.
  private struct Choices {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

    mutating func next(below count: Int) -> Int {
      guard !bytes.isEmpty else { return 0 }
      place += 1
      return Int(bytes[(place - 1) % bytes.count]) % count
    }
  }

  private func text(_ line: ArraySlice<UInt8>, about victim: [String: String]) -> String {
    let values = [
      "%A": victim["vads_amount"], "%R": victim["vads_order_id"], "%D": victim["vads_trans_date"],
      "%N": victim["vads_trans_id"], "%S": Self.site,
    ]
    return values.reduce(String(decoding: line, as: UTF8.self)) { text, value in
      text.replacing(value.key, with: value.value ?? "")
    }
  }

  /// An attempt of somebody who fills in `texts`; the same for nobody's texts as for the victim.
  private func attempt(_ texts: [String]) -> PaymentAttempt {
    let text = { (place: Int) in texts.indices.contains(place) ? texts[place] : nil }
    let base = "https://shop.test/\(text(7) ?? "")"
    return PaymentAttempt(
      reference: texts.isEmpty ? "K7M3Q9XT2V8B4NC5" : "A7M3Q9XT2V8B4NC5",
      amount: Amount(minorUnits: 12_990, currency: .euro), documentNumber: text(6) ?? "F-1",
      title: text(6) ?? "Sticker", language: "fr",
      buyer: Buyer(
        name: text(0) ?? "Aline", email: text(1), street: text(2), postCode: text(3), city: text(4),
        country: text(5)), returnAddress: "\(base)/r/T0KEN",
      payAddress: "\(base)/p/T0KEN?order=\(text(8) ?? "")", base: base, startedAt: Self.now,
      expiresAt: Self.now + Seconds(3600), dayNumber: texts.isEmpty ? 1 : 2)
  }

  private func form(of attempt: PaymentAttempt) throws -> [String: String] {
    let form = try PayZenForm(attempt, site: Self.site, isTest: true, signature: payzen.signature)
    return Dictionary(uniqueKeysWithValues: form.fields.map { ($0.name, $0.value) })
  }

  /// What a notification must have, in the order of the names, and what it has to say.
  private static let claims: [(name: String, wants: String?)] = [
    ("vads_amount", "vads_amount"), ("vads_auth_result", nil), ("vads_ctx_mode", "vads_ctx_mode"),
    ("vads_currency", "vads_currency"), ("vads_effective_creation_date", nil),
    ("vads_operation_type", "DEBIT"), ("vads_order_id", "vads_order_id"), ("vads_result", nil),
    ("vads_site_id", "vads_site_id"), ("vads_trans_date", "vads_trans_date"),
    ("vads_trans_id", "vads_trans_id"), ("vads_trans_status", "AUTHORISED"),
    ("vads_trans_uuid", nil),
  ]

  private func checkPayZen(
    _ form: [String: String], claiming victim: [String: String], _ choices: inout Choices
  ) throws(BrokenProperty) {
    let names = form.keys.filter { $0.hasPrefix(PayZenFieldName.prefix) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      try require(form[name]?.contains("+") == false, "no value that is signed has a plus sign")
    }
    let pieces = names.compactMap { form[$0] }.joined(separator: "+")
      .split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    var fields: [(name: String, value: String)] = []
    var (start, before) = (0, "vads_a")
    for (claim, wants) in Self.claims {
      let wanted = wants.map { victim[$0] ?? $0 }
      // Where it stands, or anywhere.
      let there = pieces[start...].firstIndex { $0 == wanted } ?? start
      let place = min(pieces.count - 1, there + choices.next(below: wants == nil ? 3 : 1))
      guard place >= start else { break }
      if place > start {
        // Names between two that are wanted: one that PayZen has, if there is one, or another.
        let between = choices.next(below: 2) == 0 ? Self.known[before] : nil
        fields.append((between ?? "\(before)0", pieces[start..<place].joined(separator: "+")))
      }
      fields.append((claim, pieces[place]))
      (start, before) = (place + 1, claim)
      guard start < pieces.count else { break }
    }
    if start < pieces.count {
      fields.append(("vads_user_info", pieces[start...].joined(separator: "+")))
    }
    fields.append(("signature", form["signature"] ?? ""))
    try checkUnsettled(by: payzen, FormBody(fields).bytes, "PayZen's")
  }

  /// Names that PayZen has and that come right after others.
  private static let known = [
    "vads_a": "vads_action_mode", "vads_amount": "vads_auth_mode",
    "vads_auth_result": "vads_contrib",
    "vads_currency": "vads_cust_name", "vads_effective_creation_date": "vads_ext_info_x",
    "vads_operation_type": "vads_order_description", "vads_order_id": "vads_payment_src",
    "vads_result": "vads_sequence_number", "vads_site_id": "vads_tid",
  ]

  /// A form for Ingenico, each of whose fields is parted into name and value at another sign, as its feedback.
  private func checkIngenico(
    _ texts: [String], _ choices: inout Choices
  ) throws(BrokenProperty) {
    guard
      let form = try? IngenicoForm(
        attempt(texts), shop: "shop", charset: .utf8, signature: ingenico.signature)
    else { return }
    let names = ["PAYID", "STATUS", "AMOUNT", "ORDERID", "CURRENCY"]
    let fields = form.fields.map { name, value in
      guard name != "SHASIGN" else { return (name: name, value: value) }
      let parts = "\(name)=\(value)".split(separator: "=", omittingEmptySubsequences: false)
      let cut = 1 + choices.next(below: max(1, parts.count - 1))
      let isRenamed = choices.next(below: 4) == 3
      return (
        name: isRenamed
          ? names[choices.next(below: names.count)] : parts[..<cut].joined(separator: "="),
        value: parts[cut...].joined(separator: "=")
      )
    }
    try checkUnsettled(by: ingenico, FormBody(fields).bytes, "Ingenico's")
  }

  /// What anybody can have signed by asking whether we know Braintree's key, as a notification.
  private func checkBraintree(_ texts: [String]) throws(BrokenProperty) {
    for text in texts {
      let query = String(
        decoding: FormBody([(name: "bt_challenge", value: text)]).bytes, as: UTF8.self)
      guard
        let question = try? CallbackRequest(
          method: "GET", target: "/callback/braintree?\(query)",
          headers: HTTPHeaders([HTTPHeader]()),
          body: []), let reply = try? braintree.verify(question, now: Self.now).reply
      else { continue }
      let fields = [(name: "bt_signature", value: reply), (name: "bt_payload", value: text)]
      try checkUnsettled(by: braintree, FormBody(fields).bytes, "Braintree's")
    }
  }

  private func checkUnsettled(
    by provider: some Provider, _ body: [UInt8], _ whose: String
  ) throws(BrokenProperty) {
    guard
      let request = try? CallbackRequest(
        method: "POST", target: "/callback", headers: HTTPHeaders([HTTPHeader]()), body: body),
      let verified = try? provider.verify(request, now: Self.now)
    else { return }
    try require(
      verified.events.allSatisfy { !$0.kind.concernsMoney || $0.isUnconfirmed },
      "nothing that we signed is a message of \(whose) about money")
  }
}
