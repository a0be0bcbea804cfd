import Glibc

/// A lock that one process at a time holds, beside the database; it is given back when it is let go of,
/// and by the system when the process dies.
///
/// It is a lock of an open file (`fcntl(2)`, "Open file description locks"): of all of it, or of one byte, so that
/// one file serves as many locks as there are rows.
final class RunLock {
  private let lock: File?
  /// The open file, for a program that is to hold the lock as well; `nil` if there is nothing to hold.
  var held: Int32? { lock?.descriptor }

  /// `F_OFD_SETLK`, the same on every Linux; Swift's Glibc module leaves it out.
  private static let setLock: Int32 = 37

  /// Takes the lock `name` of `database`, whose file is made if it is missing and stays.
  ///
  /// A database in memory has nobody else in it: there is nothing to hold.
  ///
  /// - Parameters:
  ///   - row: the key of the row whose lock it is; the whole database's if it is `nil`.
  ///   - isMaking: whether a missing file is made; if it is not, nobody has ever held the lock, and
  ///     there is nothing to hold.
  /// - Throws: `StorageError.cannotOpen` if the file cannot be made, opened or locked.
  /// - Returns: `nil` if another process holds it.
  init?(
    _ name: Name, of database: Database, for row: Int64? = nil,
    makingFile isMaking: Bool = true
  ) throws(StorageError) {
    let file = database.file
    guard !file.isEmpty else {
      lock = nil
      return
    }
    let path = file + name.rawValue
    let lock: File
    do throws(SystemError) {
      lock = try File(path, [.readingAndWriting, .unlinked, isMaking ? .making : []])
    } catch {
      self.lock = nil
      if !isMaking, error.number == ENOENT { return }
      throw .cannotOpen(path: path, reason: error.reason)
    }
    self.lock = lock
    if geteuid() == 0, let owner = FileStatus.at(file), owner.owner != 0 {
      lock.give(to: owner.owner, group: owner.group)
    }
    // The byte need not be there.
    var range = Self.range(F_WRLCK, start: row ?? 0, length: row == nil ? 0 : 1)
    guard fcntl(lock.descriptor, Self.setLock, &range) == 0 else {
      if errno == EAGAIN || errno == EACCES { return nil }
      throw .cannotOpen(path: path, reason: SystemError.last.reason)
    }
  }

  deinit {
    guard let lock else { return }
    // Closing is not enough while a program that another thread starts still has the file open too.
    var range = Self.range(F_UNLCK)
    _ = fcntl(lock.descriptor, Self.setLock, &range)
  }

  /// A length of 0 means up to the end of the file, wherever that is.
  private static func range(_ type: Int32, start: Int64 = 0, length: Int64 = 0) -> flock {
    var range = flock()
    range.l_type = Int16(type)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = off_t(start)
    range.l_len = off_t(length)
    return range
  }

  /// What a lock is for: how its file's name ends, after the database's.
  enum Name: String, CaseIterable {
    case reconcile = ".reconcile-lock"
    case refund = ".refund-lock"
    case charge = ".charge-lock"
    case outbox = ".outbox-lock"
    case pdf = ".pdf-lock"
  }
}
