/// One entry of the journal, as it is stored.
public struct JournalEntry: Equatable, Sendable {
  /// Its place: 1 for the first, without gaps.
  public let seq: Int64
  public let at: UnixTime
  let subject: String
  /// The name of what happened, as `payment.paid`.
  public let kind: String
  /// What happened, as one line of JSON, exactly as it was hashed.
  let payload: String
  let previous: [UInt8]
  let hash: [UInt8]

  /// The hash that the entry must carry: SHA-256 over the hash before it and each of its fields, the
  /// numbers as 8 bytes, the texts behind their length, so that no two entries have the same bytes.
  static func hash(
    seq: Int64, at: UnixTime, subject: String, kind: String, payload: String, previous: [UInt8]
  ) -> [UInt8] {
    var hash = SHA256()
    hash.update(previous)
    hash.update(seq.bigEndianBytes + at.seconds.bigEndianBytes)
    for text in [subject, kind, payload] {
      let bytes = Array(text.utf8)
      hash.update(Int64(bytes.count).bigEndianBytes + bytes)
    }
    return hash.digest()
  }

  /// Whether the entry carries the hash of its own fields.
  var isSound: Bool {
    hash
      == Self.hash(
        seq: seq, at: at, subject: subject, kind: kind, payload: payload, previous: previous)
  }
}

extension Int64 {
  fileprivate var bigEndianBytes: [UInt8] {
    withUnsafeBytes(of: bigEndian) { Array($0) }
  }
}
