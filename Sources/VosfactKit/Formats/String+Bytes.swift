extension String {
  /// Whether both texts have the same bytes, where `==` goes by canonical equivalence.
  func hasBytes(of other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let (bytes, others) = (utf8.span, other.utf8.span)
    return bytes.indices.allSatisfy { bytes[$0] == others[$0] }
  }

  /// Whether every byte is ASCII and shows as a character: none is a control character.
  var isPlainASCII: Bool {
    let bytes = utf8.span
    return bytes.indices.allSatisfy { (0x20..<0x7F).contains(bytes[$0]) }
  }
}
