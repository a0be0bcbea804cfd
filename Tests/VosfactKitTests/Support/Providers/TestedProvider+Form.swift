@testable import VosfactKit

extension TestedProvider {
  /// The form with its signature as one more field, in the place of any that it had.
  static func form(
    _ body: [UInt8], signedAs name: String,
    by sign: ([(name: String, value: String)]) throws -> String
  ) throws -> CallbackRequest? {
    let form = FormFields(parsing: body)
    guard let fields = form?.fields.filter({ !name.hasBytes(of: $0.name.span) }) else { return nil }
    let texts = fields.map {
      (
        name: String(decoding: $0.name, as: UTF8.self),
        value: String(decoding: $0.value, as: UTF8.self)
      )
    }
    // Of bytes that are not UTF-8 other bytes are signed and sent.
    return try CallbackRequest(
      method: "POST", target: "/callback", headers: HTTPHeaders([HTTPHeader]()),
      body: FormBody(texts + [(name: name, value: try sign(texts))]).bytes)
  }
}
