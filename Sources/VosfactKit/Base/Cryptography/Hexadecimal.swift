extension [UInt8] {
  /// The bytes as lower-case hexadecimal digits.
  var hexadecimal: String { String(decoding: hexadecimalDigits(), as: UTF8.self) }

  /// The ASCII of the bytes' hexadecimal digits, two for each.
  func hexadecimalDigits(upperCase isUpperCase: Bool = false) -> [UInt8] {
    let letter = UInt8(ascii: isUpperCase ? "A" : "a")
    let digit = { (value: UInt8) in value < 10 ? UInt8(ascii: "0") + value : letter + value - 10 }
    return [UInt8](capacity: count * 2) { digits in
      for byte in self {
        digits.append(digit(byte >> 4))
        digits.append(digit(byte & 15))
      }
    }
  }

  /// The bytes that pairs of lower-case hexadecimal digits stand for; `nil` for any other text.
  init?(hexadecimal text: some StringProtocol) {
    let digits = Array<UInt8>(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    self.init()
    reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard digits[index].isLowerHexadecimal, digits[index + 1].isLowerHexadecimal,
        let high = digits[index].hexadecimalValue, let low = digits[index + 1].hexadecimalValue
      else { return nil }
      append(high << 4 | low)
    }
  }
}

extension UInt8 {
  /// What it stands for as a hexadecimal digit of ASCII, a letter in either case; `nil` if it is none.
  @inline(__always)
  var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
