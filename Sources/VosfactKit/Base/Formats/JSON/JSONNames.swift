/// The names that an object has so far, to refuse a second member of one name.
///
/// A filter of 256 bits tells of most names that they are new. Of those that it cannot tell of, few are compared one by
/// one, which beats hashing them; beyond that a set keeps the time linear whatever the input. Names are the same when
/// their bytes are (RFC 8259, section 8.3).
struct JSONNames {
  /// Up to how many members names are compared one by one.
  static let comparedDirectly = 96

  private var set: Set<ExactName> = []
  /// A bit for the length and three bytes of each name that was added.
  private var seen: [4 of UInt64] = [0, 0, 0, 0]

  /// Adds `name` behind the names of `members`, which were added before it; false if it is among them.
  @inline(__always)
  mutating func insert(_ name: String, after members: [JSONMember]) -> Bool {
    if members.count < Self.comparedDirectly {
      let bytes = name.utf8.span
      let mark =
        bytes.isEmpty
        ? 0
        : UInt64(bytes[0]) &* 0x9E37_79B1 &+ UInt64(bytes[bytes.count / 2]) &* 0x85EB_CA77
          &+ UInt64(bytes[bytes.count - 1]) &* 0xC2B2_AE3D &+ UInt64(bytes.count) &* 0x27D4_EB2F
      let bit = UInt64(1) &<< (mark >> 20)
      let word = Int(mark >> 26 & 3)
      guard seen[word] & bit != 0 else {
        seen[word] |= bit
        return true
      }
      let span = members.span
      return !span.indices.contains { span[$0].name.hasBytes(of: name) }
    }
    return insertIntoSet(name, after: members)
  }

  private mutating func insertIntoSet(_ name: String, after members: [JSONMember]) -> Bool {
    if set.isEmpty { set = Set(members.map { ExactName(text: $0.name) }) }
    return set.insert(ExactName(text: name)).inserted
  }
}

/// A name that equals only what has the same bytes, where `String` goes by canonical equivalence.
private struct ExactName: Hashable {
  let text: String

  static func == (one: ExactName, other: ExactName) -> Bool {
    one.text.hasBytes(of: other.text)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
