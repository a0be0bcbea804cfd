/// Bytes that stand in base64url at the end of a link, as mail programs and people hand it on: a full stop or a bracket
/// behind a link is taken into it, a hyphen at its end is left out, and a last character gets lost. What is forgiven
/// leaves the signature to decide: of a lost character it is six bits shorter at most.
struct LinkEnd {
  /// As many as were asked for; the bits of a lost character are zero.
  let bytes: [UInt8]
  /// Which bits of the last byte are known.
  private let known: UInt8

  /// What stands behind the letters and says nothing, so that a link ends in no sign that gets lost.
  static let seal = UInt8(ascii: "0")

  /// - Parameters:
  ///   - isSealed: whether the seal may stand behind the letters.
  /// - Returns: `nil` if `text` is no base64url of `count` bytes.
  init?(_ text: some StringProtocol, count: Int, isSealed: Bool = false) {
    let whole = (count * 8 + 5) / 6
    guard text.utf8.count <= whole + 16 else { return nil }
    var letters = Self.withoutPunctuation(text)
    // A mark that programs put around a link, as `_` does, is a letter too.
    while letters.count > whole, let last = letters.last, "-_".utf8.contains(last) {
      letters.removeLast()
    }
    if isSealed, letters.count == whole + 1, letters.last == Self.seal { letters.removeLast() }
    var lost = 0
    if letters.count == whole - 1 {
      lost = count * 8 - letters.count * 6
      letters.append(UInt8(ascii: "A"))
    }
    guard letters.count == whole,
      let bytes = Base64URL.decode(String(decoding: letters, as: UTF8.self))
    else { return nil }
    self.bytes = bytes
    known = .max << UInt8(lost)
  }

  /// `text` without what shows at its end and is no letter of base64url.
  static func withoutPunctuation(_ text: some StringProtocol) -> [UInt8] {
    var letters = Array(text.utf8)
    // A bracket or quotation mark behind the link, as a converter to HTML writes it.
    for entity in ["&gt;", "&quot;"]
    where letters.suffix(entity.utf8.count).elementsEqual(entity.utf8) {
      letters.removeLast(entity.utf8.count)
    }
    let last = letters.lastIndex {
      $0.isLetterOrDigit || "-_".utf8.contains($0) || $0 < 0x20 || $0 == 0x7F
    }
    return Array(letters[..<(last.map { $0 + 1 } ?? 0)])
  }

  /// Whether the last bytes are those of `tag`, as far as they are known; in constant time.
  func ends(with tag: [UInt8]) -> Bool {
    var (given, wanted) = (Array(bytes.suffix(tag.count)), tag)
    guard let last = wanted.indices.last, given.count == wanted.count else { return false }
    given[last] &= known
    wanted[last] &= known
    return areEqualInConstantTime(given, wanted)
  }
}
