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
    var status = stat()
    guard limit > 0, !database.file.isEmpty, stat(database.file, &status) == 0 else { return nil }
    path = Self.path(beside: database.file)
    self.limit = limit
    owner = status.st_uid
  }

  /// The folder of the database in `file`.
  static func path(beside file: String) -> String { "\(file)-pdf" }

  /// Whether files in the folder are called so: the digest and `.pdf`.
  static func isName(_ name: String) -> Bool {
    name.hasSuffix(".pdf") && name.utf8.count == 68
      && [UInt8](hexadecimal: name.dropLast(4)) != nil
  }

  // MARK: - Reading

  /// The PDF that is kept under `key`; `nil` if there is none, or it is not whole.
  func pdf(_ key: Key) -> [UInt8]? {
    guard let folder = folder() else { return nil }
    defer { close(folder) }
    let descriptor = openat(folder, key.name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let content = Self.content(of: descriptor, count: Int(status.st_size)),
      let pdf = Self.opened(content)
    else { return nil }
    // What is asked for stays. To the hour is as good, and spares the disk.
    if Int(status.st_mtim.tv_sec) + 3600 < time(nil) { futimens(descriptor, nil) }
    return pdf
  }

  private static func content(of descriptor: Int32, count: Int) -> [UInt8]? {
    guard count > sealLength, count <= PDFEngine.sizeLimit + sealLength else { return nil }
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while done < count {
        let got = read(descriptor, buffer.baseAddress?.advanced(by: done), count - done)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        done += got
      }
      initialized = done
    }
    return done == count ? bytes : nil
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
  private func folder() -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0,
      status.st_uid == geteuid() || status.st_uid == owner
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  // MARK: - Keeping

  /// Keeps `pdf` under `key`. It is a convenience, and no reason to fail: where it cannot be, nothing is kept.
  func keep(_ pdf: [UInt8], as key: Key) {
    let content = pdf + Self.seal(pdf)
    guard content.count <= limit, let folder = madeFolder() else { return }
    defer { close(folder) }
    let unfinished = ".\(key.name).\(RandomSource.system.name(ofLength: 8))"
    guard write(content, to: unfinished, in: folder) else { return }
    guard renameat(folder, unfinished, folder, key.name) == 0 else {
      unlinkat(folder, unfinished, 0)
      return
    }
    makeRoom(afterAdding: content.count, in: folder)
  }

  private func madeFolder() -> Int32? {
    if let folder = folder() { return folder }
    guard mkdir(path, 0o700) == 0, let folder = folder() else { return nil }
    // Run by root, the program must not keep the web server's from going on.
    if geteuid() == 0 { fchown(folder, owner, gid_t.max) }
    return folder
  }

  private func write(_ content: [UInt8], to name: String, in folder: Int32) -> Bool {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = openat(folder, name, flags, 0o600)
    guard descriptor >= 0 else { return false }
    if geteuid() == 0 { fchown(descriptor, owner, gid_t.max) }
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    guard close(descriptor) == 0, rest.isEmpty else {
      unlinkat(folder, name, 0)
      return false
    }
    return true
  }

  // MARK: - Making room

  /// Takes away what was not asked for the longest, if there is too much.
  ///
  /// To look through the folder takes as long as some of its files: who makes many does not look after each, and
  /// one look makes room for several.
  private func makeRoom(afterAdding count: Int, in folder: Int32) {
    addedSinceLook += 1
    if let room, addedSinceLook < 100 { self.room = room - count }
    if let room, addedSinceLook < 100, room >= 0 { return }
    addedSinceLook = 0
    var files = files(in: folder)
    var sum = files.reduce(0) { $0 + $1.count }
    if sum > limit {
      files.sort { $0.lastUse < $1.lastUse }
      for file in files where sum > limit / 8 * 7 {
        if unlinkat(folder, file.name, 0) == 0 { sum -= file.count }
      }
    }
    room = limit - sum
  }

  private struct File {
    let name: String
    let count: Int
    /// In nanoseconds since 1970: files of one second have an order too.
    let lastUse: Int64
  }

  /// The files that are kept. What runs that were killed left unfinished is taken away on the way.
  private func files(in folder: Int32) -> [File] {
    // Another descriptor, as reading the folder closes it.
    guard let stream = fdopendir(dup(folder)) else { return [] }
    defer { closedir(stream) }
    rewinddir(stream)
    var files: [File] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      let seconds = Int64(status.st_mtim.tv_sec)
      let lastUse = seconds &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
      if Self.isName(name) {
        files.append(File(name: name, count: Int(status.st_size), lastUse: lastUse))
      } else if Self.isUnfinished(name), seconds + 3600 < time(nil) {
        unlinkat(folder, name, 0)
      }
    }
    return files
  }

  /// Whether a file that is being written is called so.
  static func isUnfinished(_ name: String) -> Bool {
    name.utf8.count == 78 && name.hasPrefix(".") && isName(String(name.dropFirst().dropLast(9)))
  }
}
