extension CallbackRequest {
  /// How many bytes the JSON of a callback has at the most. Those of payments have a few thousand.
  static let largestJSON = 256 * 1024
  /// How many bytes the form of a callback has at the most. Those of payments have one or two thousand.
  static let largestForm = 64 * 1024

  /// Whether the body can be a JSON object, or what once may stand in its place, an array, of at most so many bytes: it
  /// begins and ends like one.
  func resemblesJSON(upTo limit: Int = largestJSON) -> Bool {
    guard body.count <= limit else { return false }
    let isSpace = { (byte: UInt8) in [0x20, 0x09, 0x0a, 0x0d].contains(byte) }
    guard let first = body.first(where: { !isSpace($0) }),
      let last = body.last(where: { !isSpace($0) })
    else { return false }
    return first == UInt8(ascii: "{") && last == UInt8(ascii: "}")
      || first == UInt8(ascii: "[") && last == UInt8(ascii: "]")
  }

  /// The fields, in the address or the body, if they are a form of at most so many bytes; `nil` otherwise.
  func form(upTo limit: Int = largestForm, namesInUpperCase: Bool = false) -> FormFields? {
    body.count <= limit ? FormFields(of: self, namesInUpperCase: namesInUpperCase) : nil
  }
}

extension Collection<UInt8> {
  /// Whether these are as many hexadecimal digits as one of `counts` says.
  func areHexadecimalDigits(_ counts: Int...) -> Bool {
    counts.contains(count) && allSatisfy { $0.hexadecimalValue != nil }
  }
}
