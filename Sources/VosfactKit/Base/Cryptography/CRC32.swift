/// CRC-32 (ISO 3309, as in zlib and PNG): a checksum against accidents, which protects from nobody.
enum CRC32 {
  /// What each byte does to the checksum when 0 to 7 others follow it: eight bytes are taken at once.
  private static let tables: [UInt32] = {
    var tables = (0..<256).map { (byte: UInt32) -> UInt32 in
      (0..<8).reduce(byte) { (value: UInt32, _) -> UInt32 in
        value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320
      }
    }
    for index in 256..<2048 {
      let before: UInt32 = tables[index - 256]
      tables.append(before >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: before))])
    }
    return tables
  }()

  /// The checksum of `bytes`.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    let (tables, bytes) = (tables.span, bytes.span)
    var value = UInt32.max
    var position = 0
    while position + 8 <= bytes.count {
      let word =
        bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
        ^ UInt64(value)
      let effect = { (place: Int) in
        tables[(7 - place) << 8 | Int(UInt8(truncatingIfNeeded: word &>> UInt64(8 * place)))]
      }
      value =
        effect(0) ^ effect(1) ^ effect(2) ^ effect(3) ^ effect(4) ^ effect(5) ^ effect(6)
        ^ effect(7)
      position += 8
    }
    while position < bytes.count {
      value = tables[Int(UInt8(truncatingIfNeeded: value) ^ bytes[position])] ^ value >> 8
      position += 1
    }
    return ~value
  }
}
