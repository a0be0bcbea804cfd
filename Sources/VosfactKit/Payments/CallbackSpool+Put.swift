import Glibc

extension CallbackSpool {
  /// How many files may wait for one provider. Who fills the folder with what no provider sent is held back there;
  /// it is far more than come between two reconciliations.
  static let capacity = 20_000

  /// Puts a request that came at `time` in the provider's sub-folder, whole and forced to the disk, so that it can
  /// be answered as taken in: it is there after a power cut, and is never seen half written.
  ///
  /// - Throws: `SpoolError`.
  func put(
    _ request: CallbackRequest, for provider: String, at time: UnixTime,
    random: RandomSource = .system
  ) throws(SpoolError) {
    let place = "\(folder)/\(provider)"
    if mkdir(place, 0o700) == 0 {
      try force(folder)
    } else if errno != EEXIST {
      throw .folder(place)
    }
    guard Self.hasRoom(place) else { throw .overfull(path: place) }
    // Names sort by the time of arrival; those of one second as it may be.
    let name = "\(time.seconds)-\(random.name(ofLength: 16)).http"
    let unfinished = "\(place)/.\(name)"
    let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .file(unfinished) }
    do throws(SpoolError) {
      defer { close(descriptor) }
      try Self.write(request.serialized(), to: descriptor, at: unfinished)
      guard fsync(descriptor) == 0, rename(unfinished, "\(place)/\(name)") == 0 else {
        throw .file(unfinished)
      }
    } catch {
      unlink(unfinished)
      throw error
    }
    try force(place)
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

  /// Whether fewer files wait in the folder at `path` than may; unfinished ones count, as they take room too.
  private static func hasRoom(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return true }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil {
      count += 1
      if count >= capacity { return false }
    }
    return true
  }
}
