extension CallbackSpool {
  /// Puts a request that came at `time` in the provider's sub-folder, whole and forced to the disk, so that it can
  /// be answered as taken in: it is there after a power cut, and is never seen half written.
  ///
  /// - Parameter sender: whose share of the room it takes, as `SpoolRoom` tells.
  /// - Throws: `SpoolError`.
  func put(
    _ request: CallbackRequest, for provider: String, from sender: SpoolSender, at time: UnixTime,
    random: RandomSource = .system
  ) throws(SpoolError) {
    let place = "\(folder)/\(provider)"
    let isNew = try SystemError.explained(File.makeFolder(place)) {
      SpoolError.noFolder(path: place, reason: $0)
    }
    if isNew { try force(folder) }
    let bytes = request.serialized()
    let name = SpoolName(at: time, size: bytes.count, sender: sender)
      .text(random.name(ofLength: 16))
    let unfinished = "\(place)/.\(name)"
    let draft = try Self.draft(
      unfinished, for: "\(place)/\(name)", of: bytes.count, in: place, from: sender, at: time)
    try SystemError.explained(draft.put(bytes, forced: true)) {
      SpoolError.unwritable(path: unfinished, reason: $0)
    }
    try force(place)
  }

  /// Makes an empty file in the folder at `place` once there is room for `size` bytes in it, and opens it. Its name
  /// says so from then on, so that of two processes at once the second sees what the first will write.
  private static func draft(
    _ path: String, for target: String, of size: Int, in place: String, from sender: SpoolSender,
    at time: UnixTime
  ) throws(SpoolError) -> FileDraft {
    // The lock goes with the folder, also if the process dies.
    let folder: File
    do throws(SystemError) {
      folder = try File(place, .folder)
      _ = try folder.lock(waiting: true)
    } catch {
      throw .noFolder(path: place, reason: error.reason)
    }
    defer { withExtendedLifetime(folder) {} }
    try makeRoom(for: size, in: place, from: sender, at: time)
    return try SystemError.explained(FileDraft(path, for: target)) {
      SpoolError.unwritable(path: path, reason: $0)
    }
  }

  private static func makeRoom(
    for size: Int, in place: String, from sender: SpoolSender, at time: UnixTime
  ) throws(SpoolError) {
    let entries = try SystemError.explained(FolderEntries(place)) {
      SpoolError.noFolder(path: place, reason: $0)
    }
    let files = entries.map { SpoolRoom.File(name: $0, at: time) }
    guard let displaced = SpoolRoom.displaced(among: files, by: size, from: sender) else {
      throw .overfull(path: place)
    }
    // One that a reconciliation has taken in meanwhile has made room as well.
    for file in displaced {
      try? File.remove("\(place)/\(String(decoding: file.name, as: UTF8.self))")
    }
  }

  /// Forces to the disk what stands in a folder.
  private func force(_ path: String) throws(SpoolError) {
    try SystemError.explained(File.forceFolder(path)) {
      SpoolError.noFolder(path: path, reason: $0)
    }
  }
}
