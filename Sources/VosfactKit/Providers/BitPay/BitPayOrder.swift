/// What an invoice of BitPay's is opened with.
///
/// Source: BitPay's API reference, "Create an invoice".
struct BitPayOrder {
  /// The members of the request but the token, in their order.
  let details: [JSONMember]

  /// - Throws: `ProviderError.unsupportedAmount`.
  init(_ attempt: PaymentAttempt) throws(ProviderError) {
    let buyer = attempt.buyer
    let known: [(String, String?)] = [
      ("name", buyer.name), ("email", attempt.email), ("address1", buyer.street),
      ("locality", buyer.city), ("postalCode", buyer.postCode), ("country", buyer.country),
    ]
    let person = known.compactMap { name, value in
      value.map { JSONMember(name, .string(Self.cut($0, 100))) }
    }
    details = [
      JSONMember("price", try BitPayAmount.written(attempt.amount)),
      JSONMember("currency", .string(attempt.amount.currency.code)),
      JSONMember("orderId", .string(attempt.reference)),
      JSONMember("guid", .string(Self.guid(of: attempt.reference))),
      JSONMember("itemDesc", .string(Self.cut(attempt.title, 100))),
      JSONMember("notificationURL", .string(attempt.callbackAddress(of: BitPayProvider.name))),
      // Without these the webhooks are of the old form, which is not signed.
      JSONMember("extendedNotifications", true), JSONMember("fullNotifications", true),
      JSONMember("redirectURL", .string(attempt.returnAddress)),
      JSONMember("closeURL", .string(attempt.payAddress)),
      JSONMember("buyer", .object(person + [JSONMember("notify", false)])),
    ]
  }

  /// A UUID (RFC 9562, version 8) that stands for one of our references, always the same.
  static func guid(of reference: String) -> String {
    var bytes = Array(SHA256.digest(Array("vosfact \(reference)".utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array(bytes.hexadecimal)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
      .joined(separator: "-")
  }

  private static func cut(_ text: String, _ length: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(length)))
  }
}
