import Glibc
import Localization

extension CallbackSpool.Outcome {
  /// What is kept at the most of the files that were taken in or refused: so many bytes, in so many files.
  ///
  /// What was taken in is in the database too, and what was refused is of use to who looks for the reason: neither
  /// grows without end.
  fileprivate var bounds: (bytes: Int64, count: Int) {
    switch self {
    case .done: (64 << 20, 20_000)
    case .refused: (4 << 20, 1_000)
    }
  }
}

extension CallbackSpool {
  /// How long a file is kept once it was taken in or refused, from when the callback came.
  static let keptFor = Seconds(30 * 86_400)

  /// Removes what is beyond the bounds of files that were moved out of the way, the oldest first, and what processes
  /// that died have left half written. What is there already when it is killed is removed by the next run.
  ///
  /// Files are removed only if they are called as requests are (`….http`), from folders that lie in the spool itself:
  /// whoever may write there may be anybody, and can lay a link to a folder of somebody else's.
  ///
  /// - Parameter providers: the names that sub-folders may have.
  /// - Throws: `Fault` if one cannot be removed.
  func prune(providers: [String], at time: UnixTime) throws(Fault) {
    for outcome in Outcome.allCases { try prune(outcome, at: time) }
    for provider in providers {
      let place = "\(folder)/\(provider)"
      guard Self.isFolder(place), let names = try? FolderEntries(place) else { continue }
      for name in names where SpoolRoom.File(name: name, at: time).isAbandoned {
        try remove("\(place)/\(String(decoding: name, as: UTF8.self))")
      }
    }
  }

  private func prune(_ outcome: Outcome, at time: UnixTime) throws(Fault) {
    let place = "\(folder)/\(outcome.rawValue)"
    guard Self.isFolder(place), let names = try? FolderEntries(place) else { return }
    var files: [(path: String, at: Int64, size: Int64)] = []
    for name in names where Self.isRequest(name) {
      let path = "\(place)/\(String(decoding: name, as: UTF8.self))"
      guard let status = FileStatus.at(path, following: false), status.kind == .regular else {
        continue
      }
      // In blocks, as the disk counts.
      let blocks = (status.size + 4_095) / 4_096
      files.append((path, status.modified.seconds, max(blocks, 1) * 4_096))
    }
    files.sort { ($0.at, $0.path) > ($1.at, $1.path) }
    let (bytes, count) = outcome.bounds
    var kept: Int64 = 0
    for (index, file) in files.enumerated() {
      kept += file.size
      guard kept > bytes || index >= count || file.at < (time - Self.keptFor).seconds else {
        continue
      }
      try remove(file.path)
    }
  }

  /// Whether a file is called as those of requests are: `….http`, and perhaps a number where that was taken.
  private static func isRequest(_ name: [UInt8]) -> Bool {
    var stem = name[...]
    let digits = stem.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    if !digits.isEmpty, stem.dropLast(digits.count).last == UInt8(ascii: ".") {
      stem = stem.dropLast(digits.count + 1)
    }
    return stem.count > 5 && stem.suffix(5).elementsEqual(".http".utf8)
  }

  private func remove(_ path: String) throws(Fault) {
    do throws(SystemError) {
      try File.remove(path)
    } catch {
      if error.number != ENOENT { throw .leftInSpool(path, error.reason) }
    }
  }
}
