/// What a link to a product fills in for one customer: signed, so that nobody else can change it.
///
/// A link carries it as `?email=…&order=…&signature=…`, of which `email` or `order` may be missing. The
/// signature is base64url of the first 16 bytes of an HMAC-SHA256, under the key that the token names, over a
/// domain tag, the token without its seal and both values, each behind its length: it is good for this very link only,
/// and no text in one value can pass for another's. The tag keeps it apart from the token's own (`PayLinkToken`). Only
/// the seller has links signed, and a customer's attempt has its own, for the order that was signed before.
package struct Prefill: Equatable, Sendable {
  package let email: String?
  /// The order of the seller's own shop, which the purchase and its document keep.
  package let order: String?

  /// A link that fills in nothing.
  static let none = Prefill(checkedEmail: nil, order: nil)

  /// - Throws: `CustomerError.email` or `Fault` if a value could not be taken from a customer.
  package init(email: String?, order: String?) throws {
    self.email = try email.map { try Customer.checkedEmail($0) }
    self.order = try order.map { try ProductTerms.checkedOrder($0) }
  }

  private init(checkedEmail email: String?, order: String?) {
    self.email = email
    self.order = order
  }

  private var isEmpty: Bool { email == nil && order == nil }

  private static let domain = Array("vosfact pay link prefill\0".utf8)
  private static let tagLength = 16

  /// The query that stands behind `token`, with its question mark; empty if nothing is filled in.
  func query(for token: String, _ key: SigningKey) throws(PayLinkError) -> String {
    guard !isEmpty else { return "" }
    let values = [("email", email), ("order", order)].compactMap { name, value in
      value.map { (name: name, value: $0) }
    }
    let signature = Base64URL.encode(try tag(for: token, key))
    let fields = FormBody(values + [(name: "signature", value: signature)])
    return "?" + String(decoding: fields.bytes, as: UTF8.self)
  }

  /// What the query behind `token` fills in; what is no part of it, as a mail program's own marks, is left
  /// alone.
  ///
  /// - Throws: `PayLinkError.forged` if it is not signed by us, in constant time.
  init(_ query: Substring, token: String, key: SigningKey) throws(PayLinkError) {
    guard let fields = FormFields(parsing: query.utf8) else {
      // Not even a field of somebody else's may be read wrong where there is a signature.
      if query.contains("signature=") { throw .forged }
      self = .none
      return
    }
    let names = ["email", "order", "signature"]
    guard names.contains(where: { !fields.all($0).isEmpty }) else {
      self = .none
      return
    }
    guard names.allSatisfy({ fields.all($0).count == (fields.text($0) == nil ? 0 : 1) }) else {
      throw .forged
    }
    self.init(checkedEmail: fields.text("email"), order: fields.text("order"))
    guard let text = fields.text("signature"), let end = LinkEnd(text, count: Self.tagLength),
      end.ends(with: try tag(for: token, key))
    else { throw .forged }
  }

  /// - Parameter token: as we make it.
  private func tag(for token: String, _ key: SigningKey) throws(PayLinkError) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in [String(token.dropLast()), email, order] {
      // A value that is missing is another than an empty one.
      let length = part.map { Int64($0.utf8.count) } ?? -1
      withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
      bytes += part?.utf8.map(\.self) ?? []
    }
    guard let code = key.code.code(of: Self.domain, bytes) else { throw .cryptography }
    return Array(code.prefix(Self.tagLength))
  }
}
