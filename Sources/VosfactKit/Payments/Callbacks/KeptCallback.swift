/// A raw request in the inbox; of one that was refused, that it came and why it was refused.
package struct KeptCallback: Equatable, Sendable {
  /// Its place in the inbox: a later one is larger.
  package let id: Int64
  package let receivedAt: UnixTime
  package let provider: String
  package let result: ReceivedCallback.Result
  /// Why it was refused, in one word.
  package let reason: String?
  let payment: PaymentKey?

  /// The callback as a payment lists it.
  package var json: JSONValue {
    [
      "id": .integer(id), "received_at": .string(receivedAt.description),
      "result": .string(result.rawValue),
    ]
  }
}

/// A raw request as it was kept.
package struct KeptRequest: Sendable {
  let request: CallbackRequest

  /// The request line, the headers, an empty line and the exact body.
  package var bytes: [UInt8] { request.serialized() }

  /// The request as scripts read it. A body that is no UTF-8 stands in `body_hexadecimal` alone.
  package var json: JSONValue {
    [
      "method": .string(request.method), "target": .string(request.target),
      "headers": .array(
        request.headers.fields.map { ["name": .string($0.name), "value": .string($0.value)] }),
      "body": .optional(String(validating: request.body, as: UTF8.self)),
      "body_hexadecimal": .string(request.body.hexadecimal),
    ]
  }
}
