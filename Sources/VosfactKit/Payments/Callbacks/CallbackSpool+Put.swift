import Glibc

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
    if mkdir(place, 0o700) == 0 {
      try force(folder)
    } else if errno != EEXIST {
      throw .folder(place)
    }
    let bytes = request.serialized()
    let name = SpoolName(at: time, size: bytes.count, sender: sender)
      .text(random.name(ofLength: 16))
    let unfinished = "\(place)/.\(name)"
    let descriptor = try Self.make(unfinished, of: bytes.count, in: place, from: sender, at: time)
    do throws(SpoolError) {
      defer { close(descriptor) }
      try Self.write(bytes, to: descriptor, at: unfinished)
      guard fsync(descriptor) == 0, rename(unfinished, "\(place)/\(name)") == 0 else {
        throw .file(unfinished)
      }
    } catch {
      unlink(unfinished)
      throw error
    }
    try force(place)
  }

  /// Makes an empty file in the folder at `place` once there is room for `size` bytes in it, and opens it. Its name
  /// says so from then on, so that of two processes at once the second sees what the first will write.
  private static func make(
    _ path: String, of size: Int, in place: String, from sender: SpoolSender, at time: UnixTime
  ) throws(SpoolError) -> Int32 {
    let folder = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .folder(place) }
    // The lock goes with the last descriptor of the open folder, also if the process dies.
    defer { close(folder) }
    while flock(folder, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .folder(place) }
    }
    try makeRoom(for: size, in: place, from: sender, at: time)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .file(path) }
    return descriptor
  }

  private static func makeRoom(
    for size: Int, in place: String, from sender: SpoolSender, at time: UnixTime
  ) throws(SpoolError) {
    guard let entries = FolderEntries(place) else { throw .folder(place) }
    let files = entries.map { SpoolRoom.File(name: $0, at: time) }
    guard let displaced = SpoolRoom.displaced(among: files, by: size, from: sender) else {
      throw .overfull(path: place)
    }
    // One that a reconciliation has taken in meanwhile has made room as well.
    for file in displaced { unlink("\(place)/\(String(decoding: file.name, as: UTF8.self))") }
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, at path: String
  ) throws(SpoolError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file(path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Forces to the disk what stands in a folder.
  private func force(_ path: String) throws(SpoolError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .folder(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .folder(path) }
  }
}
