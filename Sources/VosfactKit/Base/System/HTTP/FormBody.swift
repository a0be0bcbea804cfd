/// A body of type `application/x-www-form-urlencoded`, as providers' own libraries send it: UTF-8,
/// percent-encoded, a space as `+`, the brackets of nested names literal, and the order kept.
///
/// Encoding: WHATWG URL standard, section 5.2, but for `~` and `*`, which follow RFC 3986 (section 2.3).
struct FormBody: Equatable, Sendable {
  /// The value of the header `Content-Type` that goes with it.
  static let contentType = "application/x-www-form-urlencoded"

  /// The encoded form.
  let bytes: [UInt8]

  /// The form with those fields.
  init(_ fields: [(name: String, value: String)]) {
    var bytes: [UInt8] = []
    for (name, value) in fields {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
      Self.append(name, to: &bytes, literal: "[]")
      bytes.append(UInt8(ascii: "="))
      Self.append(value, to: &bytes, literal: "")
    }
    self.bytes = bytes
  }

  private static func append(_ text: String, to bytes: inout [UInt8], literal: String) {
    for byte in text.utf8 {
      if byte.isLetterOrDigit || "-._~".utf8.contains(byte) || literal.utf8.contains(byte) {
        bytes.append(byte)
      } else if byte == UInt8(ascii: " ") {
        bytes.append(UInt8(ascii: "+"))
      } else {
        bytes += [UInt8(ascii: "%")] + [byte].hexadecimalDigits(upperCase: true)
      }
    }
  }
}
