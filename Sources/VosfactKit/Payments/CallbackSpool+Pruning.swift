import Glibc

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
  /// - Parameter providers: the names that sub-folders may have.
  /// - Throws: `ReconcileError.file` if one cannot be removed.
  func prune(providers: [String], at time: UnixTime) throws(ReconcileError) {
    for outcome in Outcome.allCases { try prune(outcome, at: time) }
    for provider in providers {
      let place = "\(folder)/\(provider)"
      guard let names = FolderEntries(place) else { continue }
      for name in names where SpoolRoom.File(name: name, at: time).isAbandoned {
        try remove("\(place)/\(String(decoding: name, as: UTF8.self))")
      }
    }
  }

  private func prune(_ outcome: Outcome, at time: UnixTime) throws(ReconcileError) {
    let place = "\(folder)/\(outcome.rawValue)"
    guard let names = FolderEntries(place) else { return }
    var files: [(path: String, at: Int64, size: Int64)] = []
    for name in names {
      let path = "\(place)/\(String(decoding: name, as: UTF8.self))"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      // In blocks, as the disk counts.
      let blocks = (Int64(status.st_size) + 4_095) / 4_096
      files.append((path, Int64(status.st_mtim.tv_sec), max(blocks, 1) * 4_096))
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

  private func remove(_ path: String) throws(ReconcileError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .file(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
