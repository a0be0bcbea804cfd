import Glibc

/// A machine's number on the network, of IPv4 or IPv6.
struct NetworkAddress: Equatable {
  /// Its 4 or 16 bytes.
  let bytes: [UInt8]
  /// As it is written, without brackets.
  let text: String

  /// The number that `text` writes as inet_pton(3) reads it; `nil` for a name.
  init?(_ text: some StringProtocol) {
    let text = String(text)
    var four = in_addr()
    var sixteen = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
      bytes = withUnsafeBytes(of: &sixteen) { Array($0) }
    } else {
      return nil
    }
    self.text = text
  }

  /// As it stands before a colon and a port.
  var bracketed: String { bytes.count == 16 ? "[\(text)]" : text }

  /// Whether any machine of the internet can have it: it is in none of the blocks that are kept for private
  /// networks, for a machine itself, or for a purpose of its own (RFC 6890 and the IANA registries that it begins).
  var isPublic: Bool {
    if bytes.count == 4 { return !Self.isReserved(bytes) }
    // Addresses that lead to one of IPv4: mapped (RFC 4291, section 2.5.5.2), translated (RFC 6052), 6to4.
    if Self.has(bytes, Self.mapped, 96) || Self.has(bytes, [0, 0x64, 0xFF, 0x9B], 96) {
      return !Self.isReserved(Array(bytes[12...]))
    }
    if Self.has(bytes, [0x20, 0x02], 16) { return !Self.isReserved(Array(bytes[2..<6])) }
    // Only 2000::/3 is given out (RFC 4291, section 2.4).
    return Self.has(bytes, [0x20], 3)
      && !Self.has(bytes, [0x20, 0x01, 0x0D, 0xB8], 32) && !Self.has(bytes, [0x20, 0x01, 0], 23)
  }

  private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

  /// Blocks of IPv4 that no machine of the internet has, with the length of their prefix.
  private static let reserved: [(prefix: [UInt8], length: Int)] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
    ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15),
    ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]

  private static func isReserved(_ bytes: [UInt8]) -> Bool {
    reserved.contains { has(bytes, $0.prefix, $0.length) }
  }

  /// Whether the first `length` bits of `bytes` are those of `prefix`, to which zeros are added.
  private static func has(_ bytes: [UInt8], _ prefix: [UInt8], _ length: Int) -> Bool {
    (0..<length).allSatisfy { bit in
      let mask = UInt8(0x80) >> (bit % 8)
      let wanted = bit / 8 < prefix.count ? prefix[bit / 8] : 0
      return bytes[bit / 8] & mask == wanted & mask
    }
  }
}
