import CCrypto

/// Whether two codes are the same, in a time that does not tell where they differ.
func areEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  areEqualInConstantTime(left.span, right.span)
}

/// The same of codes that are part of something.
func areEqualInConstantTime(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  left.count == right.count
    && left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
      }
    }
}
