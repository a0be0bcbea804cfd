package import Localization

extension Journal {
  /// What `entries` say, each with what it is about, and how many are left out: one line.
  ///
  /// - Throws: `StorageError`.
  package func summary(of entries: AddedRows.OfTable) throws(StorageError) -> Text {
    var (english, french): ([String], [String]) = ([], [])
    for place in entries.keys {
      guard let entry = try entry(at: place) else { continue }
      let subject = entry.subject.split(separator: ":", maxSplits: 1).last.map { String($0).shown }
      english.append("\(subject ?? "") (\(entry.text.en))")
      french.append("\(subject ?? "") (\(entry.text.fr))")
    }
    let more = entries.count - entries.keys.count
    if more > 0 {
      english.append("\(more) more")
      french.append("\(more) de plus")
    }
    return Text(en: english.joined(separator: ", "), fr: french.joined(separator: ", "))
  }
}
