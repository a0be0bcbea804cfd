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
    guard let status = FileStatus.at(path), status.kind == .regular, status.size == 0,
      let file = try? File.realPath(path),
      case .head(let kept) = JournalHeadFile(beside: file).content()
    else { return }
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
    do throws(SystemError) {
      let bytes = try File.content(of: path, [.unlinked, .unwaiting], upTo: 128)
      guard !bytes.isEmpty else { return .nothing }
      return JournalHead(String(decoding: bytes, as: UTF8.self)).map(Content.head) ?? .unreadable
    } catch {
      return error.number == ENOENT ? .nothing : .unreadable
    }
  }

  /// How the journal stands to what is kept.
  enum Agreement: Equatable {
    /// The journal holds the entry that is kept, or none is kept.
    case agrees
    /// The journal ends before the entry that is kept.
    case ahead(kept: JournalHead, last: JournalHead)
    /// The journal has another entry in that place.
    case differs(kept: JournalHead)
    case unreadable
  }

  /// Compares the file with the journal in `database`.
  func agreement(in database: Database) throws(StorageError) -> Agreement {
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
    guard (try? agreement(in: database)) == .agrees, let last = try? JournalHead.last(in: database)
    else { return false }
    guard case .head(let kept) = content() else { return true }
    return kept.seq < last.seq
  }

  /// Keeps the journal's last entry, whatever was kept before, and says whether it could.
  func accept(_ database: Database) -> Bool {
    replace { try? JournalHead.last(in: database) }
  }

  /// Replaces the file by what `head` gives, at once and while no other process does; not at all if another
  /// is at it, which keeps an entry as good.
  @discardableResult
  private func replace(by head: () -> JournalHead?) -> Bool {
    do throws(SystemError) {
      guard let draft = try FileDraft.shared("\(path).partial", for: path, waiting: false) else {
        return false
      }
      guard let head = head() else {
        draft.discard()
        return false
      }
      try draft.file.permit(0o600)
      try draft.put(Array(head.text.utf8), forced: false)
      return true
    } catch {
      return false
    }
  }
}
