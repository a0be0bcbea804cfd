/// The names that an object has so far, to refuse a second member of one name.
///
/// Few names are compared one by one, which beats hashing them; beyond that a set keeps the time linear
/// whatever the input. Names are the same when their bytes are (RFC 8259, section 8.3).
struct JSONNames {
  /// Up to how many members names are compared one by one.
  static let comparedDirectly = 32

  private var set: Set<ExactName> = []
  /// A bit for the length and the first byte of each name that was added: most names are the first with theirs, and
  /// need not be compared.
  private var seen: UInt64 = 0

  /// Adds `name` behind the names of `members`, which were added before it; false if it is among them.
  @inline(__always)
  mutating func insert(_ name: String, after members: [JSONMember]) -> Bool {
    if members.count < Self.comparedDirectly {
      let bit = 1 &<< (UInt64(name.utf8.first ?? 0) &* 7 &+ UInt64(name.utf8.count))
      guard seen & bit != 0 else {
        seen |= bit
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
