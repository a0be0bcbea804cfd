/// The journal's last entry: its place and its hash.
struct JournalHead: Equatable, Sendable {
  /// 0 while the journal has no entry.
  let seq: Int64
  let hash: [UInt8]

  private static let last: StaticString = "SELECT seq, hash FROM journal_head"

  /// The last entry that was written to `database`; `nil` if it does not say.
  static func last(in database: Database) throws(StorageError) -> JournalHead? {
    try database.first(last) { row in JournalHead(seq: row.int64("seq"), hash: row.bytes("hash")) }
  }

  private static let entry: StaticString = "SELECT hash FROM journal WHERE seq = ?1"

  /// Whether the journal in `database` has this entry, last or not.
  func isHeld(by database: Database) throws(StorageError) -> Bool {
    guard seq > 0 else { return true }
    return try database.first(Self.entry, seq) { row in row.bytes() } == hash
  }
}

extension JournalHead {
  /// Reads what `text` gives; `nil` for anything else.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix("\n"), let seq = Int64(parts[0]), seq >= 0,
      let hash = [UInt8](hexadecimal: parts[1].dropLast()), hash.count == 32
    else { return nil }
    self.init(seq: seq, hash: hash)
  }

  /// A line of the place and the hash in hexadecimal digits.
  var text: String { "\(seq) \(hash.hexadecimal)\n" }
}
