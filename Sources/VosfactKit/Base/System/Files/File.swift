import CSpawn
package import Glibc

/// An open file, folder, pipe or terminal: every read and write of the program is here, tried again when a signal
/// interrupts it, and gone on with when the system took only a part.
///
/// A program that is started inherits none of them.
package final class File {
  /// Its number in this process; -1 once it is closed.
  package private(set) var descriptor: Int32
  private let isOurs: Bool

  /// How a file is opened (open(2)).
  package struct Opening: OptionSet, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
      self.rawValue = rawValue
    }

    package static let reading = Opening([])
    package static let writing = Opening(rawValue: O_WRONLY)
    package static let readingAndWriting = Opening(rawValue: O_RDWR)
    /// Only a folder.
    package static let folder = Opening(rawValue: O_DIRECTORY)
    /// Made if it is missing.
    package static let making = Opening(rawValue: O_CREAT)
    /// Made, and nothing may be there.
    package static let new = Opening(rawValue: O_CREAT | O_EXCL)
    package static let emptying = Opening(rawValue: O_TRUNC)
    /// Not if it is a link.
    package static let unlinked = Opening(rawValue: O_NOFOLLOW)
    /// Nobody is waited for who is to open the other end of a pipe, and a terminal does not become ours.
    package static let unwaiting = Opening(rawValue: O_NONBLOCK | O_NOCTTY)
  }

  /// Opens what is at `path`, in `folder` if that is given and the path is relative.
  ///
  /// - Parameter permissions: those of a file that is made.
  package init(
    _ path: String, _ opening: Opening, in folder: File? = nil, permissions: mode_t = 0o600
  ) throws(SystemError) {
    let (place, flags) = (folder.place, opening.rawValue | O_CLOEXEC)
    descriptor = try retried { openat(place, path, flags, permissions) }
    isOurs = true
  }

  /// An open descriptor, which is closed with the file if it is `ours`.
  package init(descriptor: Int32, ours isOurs: Bool) {
    self.descriptor = descriptor
    self.isOurs = isOurs
  }

  /// The file at `path` to be read; `-` is standard input.
  package static func input(_ path: String) throws(SystemError) -> File {
    path == "-" ? File(descriptor: STDIN_FILENO, ours: false) : try File(path, .reading)
  }

  deinit {
    if isOurs, descriptor >= 0 { Glibc.close(descriptor) }
  }

  /// Closes the file; what could not be written on the way to its disk may show only here.
  package func close() throws(SystemError) {
    let closed = descriptor
    descriptor = -1
    // Never again: the descriptor is free after a failure too (close(2)).
    guard Glibc.close(closed) == 0 else { throw .last }
  }

  // MARK: - Reading

  /// Reads once, as much as is there and fits; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try retried { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// Reads once, at most `count` bytes, as many as are there; none at the end.
  package func piece(upTo count: Int = 65_536) throws(SystemError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer[..<(try read(into: buffer))])
  }

  /// What is left to be read: to the end, or `limit` bytes.
  package func content(upTo limit: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let piece = try piece(upTo: min(65_536, limit - bytes.count))
      guard !piece.isEmpty else { break }
      bytes += piece
    }
    return bytes
  }

  /// What the file at `path` holds: all, or `limit` bytes.
  package static func content(
    of path: String, _ opening: Opening = .reading, upTo limit: Int
  ) throws(SystemError) -> [UInt8] {
    try File(path, opening).content(upTo: limit)
  }

  // MARK: - Writing

  /// Writes all of `bytes`.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try writeOnce(rest)
      // Not what write(2) allows for, and no reason to turn for ever.
      guard count > 0 else { throw SystemError(EIO) }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes the file at `path`, which holds `bytes`; one that cannot be written whole is taken away, unless it is a
  /// device or a pipe.
  ///
  /// - Parameter isForced: whether it waits until the content is on the disk.
  package static func make(
    _ path: String, holding bytes: [UInt8], _ opening: Opening = [.writing, .new],
    in folder: File? = nil, permissions: mode_t = 0o600, forced isForced: Bool = false
  ) throws(SystemError) {
    let file = try File(path, opening, in: folder, permissions: permissions)
    do throws(SystemError) {
      try file.write(bytes)
      if isForced { try file.force() }
    } catch {
      if (try? FileStatus(of: file))?.kind == .regular { try? remove(path, in: folder) }
      throw error
    }
    try file.close()
  }

  /// Writes once, as much of `bytes` as is taken, and says how much that was.
  func writeOnce(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
    try retried { bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } }
  }

  /// Takes away what it holds.
  func empty() throws(SystemError) {
    _ = try retried { ftruncate(descriptor, 0) }
  }

  /// Waits until what was written, or what stands in the folder, is on the disk.
  package func force() throws(SystemError) {
    _ = try retried { fsync(descriptor) }
  }

  /// Waits until what was written, and what is needed to find it, is on the disk.
  func forceContent() throws(SystemError) {
    _ = try retried { fdatasync(descriptor) }
  }

  /// Waits until all that was written to its file system is on the disk.
  func forceFileSystem() throws(SystemError) {
    _ = try retried { syncfs(descriptor) }
  }

  /// Says whether reading and writing here wait until they can, or give `EAGAIN` at once.
  func wait(_ isWaiting: Bool) throws(SystemError) {
    _ = try retried { fcntl(descriptor, F_SETFL, isWaiting ? 0 : O_NONBLOCK) }
  }

  // MARK: - Who has it

  /// Takes the lock of the file (flock(2)), which is given back when it is closed, also by the death of the process.
  ///
  /// - Returns: `false` if another holds it and is not waited for.
  func lock(waiting isWaiting: Bool = false, shared isShared: Bool = false) throws(SystemError)
    -> Bool
  {
    let operation = (isShared ? LOCK_SH : LOCK_EX) | (isWaiting ? 0 : LOCK_NB)
    do throws(SystemError) {
      _ = try retried { flock(descriptor, operation) }
      return true
    } catch {
      guard error.number == EWOULDBLOCK else { throw error }
      return false
    }
  }

  /// Says who may do what with it, whatever it was made with.
  func permit(_ permissions: mode_t) throws(SystemError) {
    _ = try retried { fchmod(descriptor, permissions) }
  }

  /// Gives it to another user; run by root, the program must not keep out the one whose database it is. Where it is
  /// not root's to give, nothing happens.
  func give(to owner: uid_t, group: gid_t = .max) {
    if geteuid() == 0 { fchown(descriptor, owner, group) }
  }
}

extension File? {
  /// What paths are relative to.
  var place: Int32 { self?.descriptor ?? AT_FDCWD }
}

/// What `call` returns, once no signal interrupts it.
func retried<Number: FixedWidthInteger>(_ call: () -> Number) throws(SystemError) -> Number {
  while true {
    let result = call()
    if result >= 0 { return result }
    guard errno == EINTR else { throw .last }
  }
}
