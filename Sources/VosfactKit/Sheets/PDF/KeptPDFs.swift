import Glibc

/// The PDF files that were made, kept for the next time in a folder beside the database (`PATH-pdf`).
///
/// They can be made again at any time: nothing is lost with them, nobody needs to save them, and what is damaged is
/// not served but made anew. The folder takes no more room than the setting `pdf.kept` says; what was not asked for
/// the longest goes first.
final class KeptPDFs {
  /// What decides the bytes of a PDF, as a digest.
  struct Key: Hashable, Sendable {
    let digest: [UInt8]

    /// - Parameter engine: the setting `pdf.engine`.
    init(of page: PDFPage, by engine: String) {
      // Counted up when the program prints in another way, so that what it printed before is not taken for it.
      let form = 1
      digest = SHA256.digest(
        Array("vosfact PDF \(form)\n\(engine)\n\(page.date.seconds)\n".utf8) + page.html)
    }

    /// The name of its file.
    var name: String { "\(digest.hexadecimal).pdf" }
  }

  private let path: String
  private let limit: Int
  /// Who may have made the folder beside us.
  private let owner: uid_t
  /// How much may still be added until the folder has to be looked through again; `nil` before it was.
  private var room: Int?
  private var addedSinceLook = 0

  /// The files that are kept beside `database`; `nil` if none are: it is in memory, or `limit` is 0.
  ///
  /// - Parameter limit: how many bytes they may have together.
  init?(beside database: Database, limit: Int) {
    guard limit > 0, !database.file.isEmpty, let status = FileStatus.at(database.file) else {
      return nil
    }
    path = Self.path(beside: database.file)
    self.limit = limit
    owner = status.owner
  }

  /// The folder of the database in `file`.
  static func path(beside file: String) -> String { "\(file)-pdf" }

  /// Whether files in the folder are called so: the digest and `.pdf`.
  static func isName(_ name: String) -> Bool {
    name.hasSuffix(".pdf") && name.utf8.count == 68 && [UInt8](hexadecimal: name.dropLast(4)) != nil
  }

  // MARK: - Reading

  /// The PDF that is kept under `key`; `nil` if there is none, or it is not whole.
  func pdf(_ key: Key) -> [UInt8]? {
    guard let folder = folder(),
      let file = try? File(key.name, [.unlinked, .unwaiting], in: folder),
      let status = try? FileStatus(of: file), status.kind == .regular,
      let content = Self.content(of: file, count: Int(status.size)), let pdf = Self.opened(content)
    else { return nil }
    // What is asked for stays. To the hour is as good, and spares the disk.
    if status.modified.seconds + 3600 < time(nil) { futimens(file.descriptor, nil) }
    return pdf
  }

  private static func content(of file: File, count: Int) -> [UInt8]? {
    guard count > sealLength, count <= PDFEngine.sizeLimit + sealLength else { return nil }
    let bytes = try? file.content(upTo: count)
    return bytes?.count == count ? bytes : nil
  }

  /// What stands after a PDF in its file: a comment, which other programs pass over, with the digest of all before
  /// it, so that what a power cut or a bad disk left of it is told from what was written.
  private static func seal(_ pdf: some Collection<UInt8>) -> [UInt8] {
    Array("\n%SHA-256 \(SHA256.digest(Array(pdf)).hexadecimal)\n".utf8)
  }

  private static let sealLength = 75

  /// The PDF in the content of a file; `nil` if it is not as it was written.
  private static func opened(_ content: [UInt8]) -> [UInt8]? {
    var pdf = content
    let seal = Array(pdf.suffix(sealLength))
    pdf.removeLast(sealLength)
    return Self.seal(pdf) == seal ? pdf : nil
  }

  /// The open folder; `nil` if it is not there, or is not ours alone: what another user put there is not served.
  private func folder() -> File? {
    guard let folder = try? File(path, [.folder, .unlinked]),
      let status = try? FileStatus(of: folder), !status.isExposed,
      status.owner == geteuid() || status.owner == owner
    else { return nil }
    return folder
  }

  // MARK: - Keeping

  /// Keeps `pdf` under `key`. It is a convenience, and no reason to fail: where it cannot be, nothing is kept.
  func keep(_ pdf: [UInt8], as key: Key) {
    let content = pdf + Self.seal(pdf)
    guard content.count <= limit, let folder = madeFolder() else { return }
    let unfinished = ".\(key.name).\(RandomSource.system.name(ofLength: 8))"
    guard let draft = try? FileDraft(unfinished, for: key.name, in: folder) else { return }
    draft.file.give(to: owner)
    guard (try? draft.put(content, forced: false)) != nil else { return }
    makeRoom(afterAdding: content.count, in: folder)
  }

  private func madeFolder() -> File? {
    if let folder = folder() { return folder }
    guard (try? File.makeFolder(path)) == true, let folder = folder() else { return nil }
    // Run by root, the program must not keep the web server's from going on.
    folder.give(to: owner)
    return folder
  }

  // MARK: - Making room

  /// Takes away what was not asked for the longest, if there is too much.
  ///
  /// To look through the folder takes as long as some of its files: who makes many does not look after each, and
  /// one look makes room for several.
  private func makeRoom(afterAdding count: Int, in folder: File) {
    addedSinceLook += 1
    if let room, addedSinceLook < 100 { self.room = room - count }
    if let room, addedSinceLook < 100, room >= 0 { return }
    addedSinceLook = 0
    var files = files(in: folder)
    var sum = files.reduce(0) { $0 + $1.count }
    if sum > limit {
      files.sort { $0.lastUse < $1.lastUse }
      for file in files where sum > limit / 8 * 7 {
        if (try? File.remove(file.name, in: folder)) != nil { sum -= file.count }
      }
    }
    room = limit - sum
  }

  private struct Kept {
    let name: String
    let count: Int
    /// In nanoseconds since 1970: files of one second have an order too.
    let lastUse: Int64
  }

  /// The files that are kept. What runs that were killed left unfinished is taken away on the way.
  private func files(in folder: File) -> [Kept] {
    var files: [Kept] = []
    for name in (try? FolderEntries(of: folder))?.names ?? [] {
      guard let status = try? FileStatus(name, in: folder, following: false),
        status.kind == .regular
      else { continue }
      if Self.isName(name) {
        files.append(Kept(name: name, count: Int(status.size), lastUse: status.modifiedNanoseconds))
      } else if Self.isUnfinished(name), status.modified.seconds + 3600 < time(nil) {
        try? File.remove(name, in: folder)
      }
    }
    return files
  }

  /// Whether a file that is being written is called so.
  static func isUnfinished(_ name: String) -> Bool {
    name.utf8.count == 78 && name.hasPrefix(".") && isName(String(name.dropFirst().dropLast(9)))
  }
}
