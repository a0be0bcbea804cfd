import Localization

@testable import VosfactKit

/// A provider whose messages are lists of events in JSON, signed by HMAC-SHA256 in one header: the
/// simplest one that a callback can come from, so that tests say exactly what is told.
struct LineProvider: Provider {
  static let description = ProviderDescription(
    name: "line", title: "Line", keys: [],
    required: { _ in [] }, outcomes: [], carriesReference: false)

  private static let key = Array("the key that signs".utf8)
  private static let header = "Line-Signature"

  let api: LineAPI?
  /// What it reads in messages that others cannot read.
  let understood: [PaymentEvent]?

  /// - Parameter told: what its API says in place of a callback; `nil` if callbacks stand alone.
  init(
    telling told: Result<[PaymentEvent], ProviderError>? = nil,
    understanding understood: [PaymentEvent]? = nil
  ) {
    api = LineAPI(told: told)
    self.understood = understood
  }

  init(_ configuration: ProviderConfiguration) { self.init() }

  /// The raw request that tells of `events`.
  ///
  /// - Parameters:
  ///   - note: something beside that is about no payment, as providers add it.
  ///   - transmission: the id of this sending, which no signature covers here.
  ///   - kind: of a message that cannot be read.
  ///   - reference: of the payment that such a message is about.
  static func request(
    _ events: [PaymentEvent], note: String? = nil, transmission: String? = nil,
    notUnderstood kind: String? = nil, about reference: String? = nil
  ) throws -> [UInt8] {
    var notes = note.map { [JSONValue.string($0)] } ?? []
    if let kind { notes.append(["new": .string(kind), "reference": .optional(reference)]) }
    let body = Array(JSONValue.array(events.map(\.line) + notes).text.utf8)
    let signature = HMAC(.sha256, key: key)?.code(of: body)?.hexadecimal ?? ""
    let head =
      ["\(header): \(signature)"] + (transmission.map { ["Line-Transmission: \($0)"] } ?? [])
    return Array(
      "POST /callback/line HTTP/1.1\r\n\(head.joined(separator: "\r\n"))\r\n\r\n".utf8) + body
  }

  static func check(_ amount: Amount) throws(ProviderError) {}

  func start(
    _ attempt: PaymentAttempt, with api: LineAPI?
  ) throws(ProviderError) -> StartedAttempt {
    throw .unreachable(provider: "line", reason: Text(verbatim: "it has no network"))
  }

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    guard let signature = (try? callback.headers.only(Self.header))?.bytes else {
      throw .refused(.notSigned)
    }
    let expected = HMAC(.sha256, key: Self.key)?.code(of: callback.body)?.hexadecimal ?? "none"
    guard Array(signature) == Array(expected.utf8) else { throw .refused(.forged) }
    guard let lines = (try? JSONValue(parsing: callback.body))?.array else {
      throw .refused(.malformed(Text(verbatim: "no list")))
    }
    if let new = lines.last, let kind = new["new"]?.string {
      if let understood { return VerifiedCallback(events: understood) }
      return VerifiedCallback(
        NotUnderstood(kind: kind, reason: .unknownKind, reference: new["reference"]?.string))
    }
    return VerifiedCallback(
      events: lines.compactMap(PaymentEvent.init(line:)),
      transmission: (try? callback.headers.only("Line-Transmission"))?.value, reply: "OK")
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    throw .neverSends(provider: "line", outcome: outcome.rawValue)
  }
}

/// The API of `LineProvider`, which has no network.
struct LineAPI: ProviderAPI {
  var client = APIClient(
    provider: "line", base: "", headers: [], secrets: [], words: { _ in [] },
    transport: CurlTransport(environment: [:]))
  /// What it says in place of a callback; `nil` if callbacks stand alone.
  let told: Result<[PaymentEvent], ProviderError>?

  var isAskedBeforeSettling: Bool { told != nil }

  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? { try told?.get() }

  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    []
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer {
    throw .unreachable(provider: "line", reason: Text(verbatim: "it has no network"))
  }

  func checkCredentials() throws(ProviderError) {}
}

extension PaymentEvent {
  fileprivate var line: JSONValue {
    [
      "id": .string(id), "kind": .string(kind.rawValue), "at": .integer(at.seconds),
      "amount": amount.map { .integer($0.minorUnits) } ?? .null,
      "currency": .optional(amount?.currency.code), "reference": .optional(reference),
      "identifiers": .array(identifiers.map { .string($0) }), "subject": .optional(subject),
      "transaction": .optional(transaction?.name),
      "fee": fee.map { .integer($0.minorUnits) } ?? .null,
      "total": .bool(isRunningTotal), "method": .optional(method), "reason": .optional(reason),
    ]
  }

  fileprivate init?(line: JSONValue) {
    guard let id = line["id"]?.string, let at = line["at"]?.int64,
      let kind = line["kind"]?.string.flatMap(Kind.init(rawValue:))
    else { return nil }
    let currency = line["currency"]?.string.flatMap { Currency(code: $0) }
    var amount: Amount?
    if let currency, let units = line["amount"]?.int64 {
      amount = Amount(minorUnits: units, currency: currency)
    }
    let identifiers: [JSONValue] = line["identifiers"]?.array ?? []
    self.init(
      id: id, kind: kind, of: TransactionReference(line["transaction"]?.string),
      at: UnixTime(seconds: at), amount: amount,
      fee: currency.flatMap { currency in
        line["fee"]?.int64.map { Amount(minorUnits: $0, currency: currency) }
      }, reference: line["reference"]?.string, identifiers: identifiers.compactMap(\.string),
      subject: line["subject"]?.string, isRunningTotal: line["total"]?.bool ?? false,
      method: line["method"]?.string, reason: line["reason"]?.string)
  }
}
