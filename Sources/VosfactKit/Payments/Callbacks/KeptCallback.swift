import Localization

/// A raw request in the inbox; of one that was refused, that it came and why it was refused.
package struct KeptCallback: Equatable, Sendable {
  /// Its place in the inbox: a later one is larger.
  package let id: Int64
  package let receivedAt: UnixTime
  package let provider: String
  package let result: ReceivedCallback.Result
  /// Why it was refused, in one word.
  package let reason: String?
  /// What the provider calls it, of one that was not understood.
  package let kind: String?
  let payment: PaymentKey?
}

extension KeptCallback: DataRecord {
  /// A callback as its payment lists it.
  package static let form = RecordForm<KeptCallback>([
    .number("id") { $0.id }, .time("received_at") { $0.receivedAt },
    .text("result", as: "applied") { $0.result.rawValue },
  ])
}

/// A raw request as it was kept.
package struct KeptRequest: Sendable {
  let request: CallbackRequest

  /// The request line, the headers, an empty line and the exact body.
  package var bytes: [UInt8] { request.serialized() }
}

extension KeptRequest: DataRecord {
  package static let form = RecordForm<KeptRequest>([
    .text("method", as: "POST") { $0.request.method }, .text("target") { $0.request.target },
    .objects("headers", header) { $0.request.headers.fields },
    .text("body") { String(validating: $0.request.body, as: UTF8.self) }.meaning(
      en: "`null` if it is not UTF-8.", fr: "`null` s’il n’est pas en UTF-8."),
    .text("body_hexadecimal") { $0.request.body.hexadecimal },
  ])

  private static let header = RecordForm<HTTPHeader>([
    .text("name") { $0.name }, .text("value") { $0.value },
  ])
}
