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
  var isOfSandbox: Bool { host.contains(".sandbox.") }
  var path: String { Self.folder + name }
  var text: String { "https://\(host)\(path)" }
  /// The name of the file in which the certificate is kept.
  var fileName: String { "\(name).pem" }

  private static let hosts = [
    "api.paypal.com", "api-m.paypal.com", "api.sandbox.paypal.com", "api-m.sandbox.paypal.com",
  ]
  private static let folder = "/v1/notifications/certs/"

  /// `nil` unless `text` is such an address: `https`, the port none or 443, a host of PayPal's API, no user, no
  /// query and no fragment.
  init?(_ text: String) {
    // Bytes, as characters that Unicode holds equivalent are other bytes.
    let bytes = text.utf8
    guard bytes.count <= 256,
      let (start, host) = Self.starts.first(where: { bytes.starts(with: $0.start.utf8) })
    else { return nil }
    let name = bytes.dropFirst(start.utf8.count)
    guard !name.isEmpty, name.allSatisfy(Self.isPlain) else { return nil }
    self.name = String(Substring(name))
    self.host = host
  }

  /// What an address begins with, up to the name.
  private static let starts = hosts.flatMap { host in
    ["https://\(host)\(folder)", "https://\(host):443\(folder)"].map { (start: $0, host: host) }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
