import Glibc

/// The journal's last known entry, kept in a file of its own beside the database (`PATH-head`), so that a
/// database in whose place an old backup was put does not go unnoticed.
///
/// The file is written after the commit of what it tells and never forced to the disk: it may be behind
/// the journal, which holds its entry then, and is ahead of it only if the journal lost entries. Once the
/// two contradict each other it is left alone, whatever is recorded since, until somebody accepts the
/// journal as it is.
struct JournalHeadFile {
  let path: String

  /// The file beside `database`; `nil` for a database in memory.
  init?(of database: Database) {
    guard !database.file.isEmpty else { return nil }
    self.init(beside: database.file)
  }

  private init(beside file: String) {
    path = "\(file)-head"
  }

  /// Refuses a file of no bytes whose journal is known to have had entries: opened, it would be filled
  /// anew, and nobody told that all is lost.
  ///
  /// - Throws: `StorageError.damaged`.
  static func refuseEmptied(_ path: String) throws(StorageError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == 0,
      let file = realpath(path, nil)
    else { return }
    defer { free(file) }
    guard case .head(let kept) = JournalHeadFile(beside: String(cString: file)).content() else {
      return
    }
    throw .damaged(path: path, reason: "it is empty, and its journal had \(kept.seq) entries")
  }

  /// What the file holds.
  enum Content: Equatable {
    /// There is no file, or an empty one, as a power cut may leave it.
    case nothing
    case head(JournalHead)
    /// Something that the program never writes, or that cannot be read.
    case unreadable
  }

  /// What the file holds now.
  func content() -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return errno == ENOENT ? .nothing : .unreadable }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { return .unreadable }
    guard count > 0 else { return .nothing }
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    return JournalHead(text).map(Content.head) ?? .unreadable
  }

  /// How the journal stands to what is kept.
  enum Standing: Equatable {
    /// The journal holds the entry that is kept, or none is kept.
    case agrees
    /// The journal ends before the entry that is kept.
    case ahead(kept: JournalHead, last: JournalHead)
    /// The journal has another entry in that place.
    case differs(kept: JournalHead)
    case unreadable
  }

  /// Compares the file with the journal in `database`.
  func standing(in database: Database) throws(StorageError) -> Standing {
    // Read first: the journal may grow meanwhile, and never shrinks.
    switch content() {
    case .nothing: return .agrees
    case .unreadable: return .unreadable
    case .head(let kept):
      if try kept.isHeld(by: database) { return .agrees }
      guard let last = try JournalHead.last(in: database), last.seq < kept.seq else {
        return .differs(kept: kept)
      }
      return .ahead(kept: kept, last: last)
    }
  }

  /// Keeps the journal's last entry, unless the journal contradicts what is kept.
  ///
  /// It is a precaution, and no reason to fail: where it cannot be written, what was kept stays.
  func keep(in database: Database) {
    guard isBehind(database) else { return }
    replace { isBehind(database) ? try? JournalHead.last(in: database) : nil }
  }

  /// Whether the journal has gone on from the entry that is kept.
  private func isBehind(_ database: Database) -> Bool {
    guard (try? standing(in: database)) == .agrees, let last = try? JournalHead.last(in: database)
    else { return false }
    guard case .head(let kept) = content() else { return true }
    return kept.seq < last.seq
  }

  /// Keeps the journal's last entry, whatever was kept before, and says whether it could.
  func accept(_ database: Database) -> Bool {
    replace { try? JournalHead.last(in: database) }
  }

  private var partial: String { "\(path).partial" }

  /// Replaces the file by what `head` gives, at once and while no other process does; not at all if another
  /// is at it, which keeps an entry as good.
  @discardableResult
  private func replace(by head: () -> JournalHead?) -> Bool {
    let descriptor = open(partial, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
    // What another process has put in place since it was opened is no longer to be written to.
    var own = stat()
    var named = stat()
    guard fstat(descriptor, &own) == 0, lstat(partial, &named) == 0, own.st_ino == named.st_ino
    else { return false }
    if let head = head(), write(head, to: descriptor), rename(partial, path) == 0 { return true }
    unlink(partial)
    return false
  }

  private func write(_ head: JournalHead, to descriptor: Int32) -> Bool {
    let bytes = Array(head.text.utf8)
    return ftruncate(descriptor, 0) == 0 && fchmod(descriptor, 0o600) == 0
      && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
  }
}
