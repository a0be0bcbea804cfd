/// The address of the certificate that a callback names, `PAYPAL-CERT-URL`:
/// `https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-df8cd2d5`.
///
/// Sound by construction: it is one of PayPal's own, and nothing else is ever fetched or looked for. PayPal's
/// libraries fetch whatever address a callback names.
struct PayPalCertificateAddress: Equatable, Sendable {
  /// The last part of the path: letters, digits, `-` and `_`.
  let name: String
  let host: String
  /// Whether it is of the sandbox.
  let isOfSandbox: Bool

  var path: String { Self.folder + name }
  var text: String { "https://\(host)\(path)" }
  /// The name of the file in which the certificate is kept.
  var fileName: String { "\(name).pem" }

  private static let hosts = [
    (name: "api.paypal.com", isOfSandbox: false), ("api-m.paypal.com", false),
    ("api.sandbox.paypal.com", true), ("api-m.sandbox.paypal.com", true),
  ]
  private static let folder = "/v1/notifications/certs/"

  /// `nil` unless `text` is such an address: `https`, the port none or 443, a host of PayPal's API, no user, no
  /// query and no fragment.
  init?(_ text: String) {
    // Bytes, as characters that Unicode holds equivalent are other bytes.
    let bytes = text.utf8.span
    guard bytes.count <= 256, let start = Self.starts.first(where: { bytes.begins(with: $0.text) })
    else { return nil }
    let name = bytes.extracting(droppingFirst: start.text.utf8.count)
    let isPlain = { (byte: UInt8) in
      byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    guard !name.isEmpty, name.indices.allSatisfy({ isPlain(name[$0]) }) else { return nil }
    self.name = String(copying: UTF8Span(unchecked: name, isKnownASCII: true))
    host = start.host
    isOfSandbox = start.isOfSandbox
  }

  /// What an address begins with, up to the name.
  private static let starts = hosts.flatMap { host, isOfSandbox in
    ["https://\(host)\(folder)", "https://\(host):443\(folder)"].map { start in
      (text: start, host: host, isOfSandbox: isOfSandbox)
    }
  }
}
