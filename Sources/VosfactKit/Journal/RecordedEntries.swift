public import Localization

/// The entries that were added to the journal over one connection and are committed, so that a command can tell what
/// it did although its output was lost.
public struct RecordedEntries: Equatable, Sendable {
  /// The places of the first of them.
  private(set) var places: [Int64] = []
  /// How many there are.
  public private(set) var count = 0

  /// How many are told of one by one.
  private static let limit = 3

  mutating func add(_ place: Int64) {
    if places.count < Self.limit { places.append(place) }
    count += 1
  }
}

extension Kit {
  /// What `entries` say, each with what it is about, and how many are left out: one line.
  ///
  /// - Throws: `StorageError`.
  public func summary(of entries: RecordedEntries) throws(StorageError) -> Text {
    let journal = Journal(database: database)
    var (english, french): ([String], [String]) = ([], [])
    for place in entries.places {
      guard let entry = try journal.entry(at: place) else { continue }
      let subject = entry.subject.split(separator: ":", maxSplits: 1).last.map { String($0).shown }
      english.append("\(subject ?? "") (\(entry.text.en))")
      french.append("\(subject ?? "") (\(entry.text.fr))")
    }
    let more = entries.count - entries.places.count
    if more > 0 {
      english.append("\(more) more")
      french.append("\(more) de plus")
    }
    return Text(en: english.joined(separator: ", "), fr: french.joined(separator: ", "))
  }
}
