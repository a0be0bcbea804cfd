/// The check of the journal's chain, entry by entry: it finds any that was altered, removed or inserted.
struct ChainAudit {
  private var last: (seq: Int64, hash: [UInt8]) = (0, [UInt8](repeating: 0, count: 32))

  /// How many entries held so far.
  var entries: Int64 { last.seq }

  /// Takes in the next entry; false if it does not follow from the one before.
  mutating func follows(_ entry: JournalEntry) -> Bool {
    guard entry.seq == last.seq + 1, entry.previous == last.hash, entry.isSound else {
      return false
    }
    last = (entry.seq, entry.hash)
    return true
  }

  /// Whether the last entry taken in is the last that was written: entries cut off the end leave a
  /// chain that is sound in itself.
  func isComplete(in database: Database) throws(StorageError) -> Bool {
    try JournalHead.last(in: database) == JournalHead(seq: last.seq, hash: last.hash)
  }
}
