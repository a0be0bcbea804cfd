import Glibc

/// Who put a file in the spool folder, as far as it is known: those whose files share the room there.
enum SpoolSender: Hashable, Sendable {
  /// It was proved to be the provider's before.
  case verified
  /// By whom it was sent: the first 48 bits of the SHA-256 of what tells one customer of the net from another. It is
  /// no secret whose address that is; it only need not be read in a folder.
  case address(UInt64)
  /// The web server did not say.
  case unnamed
  /// The file's name is none of ours: an older version, or another program, made it.
  case other

  /// - Parameter address: `REMOTE_ADDR`, as the web server tells it (RFC 3875, section 4.1.8): an address of IPv4
  ///   counts whole, one of IPv6 by its first 48 bits, which one customer is given as a rule (RFC 6177). What a client
  ///   says of itself in headers is not looked at.
  init(address: String?) {
    guard let network = address.flatMap(Self.network) else {
      self = .unnamed
      return
    }
    self = .address(SHA256.digest(network).prefix(6).reduce(0) { $0 << 8 | UInt64($1) })
  }

  private static func network(of address: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, address, &bytes) == 1 { return Array(bytes.prefix(4)) }
    guard inet_pton(AF_INET6, String(address.prefix { $0 != "%" }), &bytes) == 1 else { return nil }
    let isOfIPv4 = bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
    return isOfIPv4 ? Array(bytes.suffix(4)) : Array(bytes.prefix(6))
  }

  private static let verifiedName = Array("verified".utf8)
  private static let unnamedName = Array("unnamed".utf8)

  /// How a file's name tells it: a word, or twelve hexadecimal digits.
  var name: [UInt8] {
    switch self {
    case .verified: Self.verifiedName
    case .address(let digest):
      (0..<6).map { UInt8(truncatingIfNeeded: digest >> (40 - 8 * $0)) }.hexadecimalDigits()
    case .unnamed, .other: Self.unnamedName
    }
  }

  init?(name: ArraySlice<UInt8>) {
    if name.count == 12 {
      var digest: UInt64 = 0
      for byte in name {
        guard byte.isLowerHexadecimal, let digit = byte.hexadecimalValue else { return nil }
        digest = digest << 4 | UInt64(digit)
      }
      self = .address(digest)
    } else if name.elementsEqual(Self.verifiedName) {
      self = .verified
    } else if name.elementsEqual(Self.unnamedName) {
      self = .unnamed
    } else {
      return nil
    }
  }
}
