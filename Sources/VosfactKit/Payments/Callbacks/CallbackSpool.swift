import Glibc

/// The folder where web servers put callbacks as files of raw requests.
///
/// A file lies in the folder itself, where the request's target names its provider
/// (`/callback/PROVIDER`), or in a sub-folder that is named like the provider. Names that begin with a
/// point are files still being written. Whoever may write there may be anybody: links, pipes and
/// devices are passed over, and sizes are bounded.
struct CallbackSpool {
  let folder: String

  /// Where a file goes once its transaction is committed.
  enum Outcome: String, CaseIterable {
    case done
    case refused
  }

  /// A file that waits.
  struct File: Equatable {
    let path: String
    let name: String
    /// The provider whose sub-folder it lies in.
    let provider: String?
  }

  /// The files that wait, oldest name first.
  ///
  /// - Parameter providers: the names that sub-folders may have.
  /// - Throws: `ReconcileError.spool` if the folder cannot be read.
  func files(providers: [String]) throws(ReconcileError) -> [File] {
    var files = try entries(of: folder).map { name in
      File(path: "\(folder)/\(name)", name: name, provider: nil)
    }
    for provider in providers {
      let path = "\(folder)/\(provider)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
      files += try entries(of: path).map { name in
        File(path: "\(path)/\(name)", name: name, provider: provider)
      }
    }
    return files.filter(Self.isFile).sorted { ($0.name, $0.path) < ($1.name, $1.path) }
  }

  private static func isFile(_ file: File) -> Bool {
    var status = stat()
    return lstat(file.path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private func entries(of path: String) throws(ReconcileError) -> [String] {
    guard let names = FolderEntries(path) else {
      throw .spool(path: path, reason: String(cString: strerror(errno)))
    }
    return names.filter { $0.first != UInt8(ascii: ".") }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// More than any request that is taken in: its body, its headers, and one byte to tell.
  private static let maximumSize = 1_200_000

  /// What a file holds, and when it was last written: when the callback came, by which its age is told.
  ///
  /// A file that is too large is read up to the limit, which no request passes.
  ///
  /// - Throws: `ReconcileError.file` if it cannot be read.
  func read(_ file: File) throws(ReconcileError) -> (bytes: [UInt8], at: UnixTime) {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(file) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < Self.maximumSize {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(file) }
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    return (bytes, UnixTime(seconds: Int64(status.st_mtim.tv_sec)))
  }

  /// Makes the folders that files are moved to, so that none is taken in which could not be.
  ///
  /// - Throws: `ReconcileError.spool` if they cannot be made or written.
  func prepare() throws(ReconcileError) {
    for outcome in Outcome.allCases {
      let path = "\(folder)/\(outcome.rawValue)"
      guard mkdir(path, 0o700) == 0 || errno == EEXIST, access(path, W_OK | X_OK) == 0 else {
        throw .spool(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Moves a file out of the way, under another name if its own is taken there.
  ///
  /// A move that a crash undoes is harmless: the callback is known then, and taken in as a repeat.
  ///
  /// - Throws: `ReconcileError.file` if it cannot be moved.
  func move(_ file: File, to outcome: Outcome) throws(ReconcileError) {
    let stem = "\(folder)/\(outcome.rawValue)/" + (file.provider.map { "\($0)-" } ?? "") + file.name
    var target = stem
    var number = 1
    var status = stat()
    // Only one run at a time moves files, so that the name cannot be taken in between.
    while lstat(target, &status) == 0 {
      number += 1
      target = "\(stem).\(number)"
    }
    guard rename(file.path, target) == 0 else { throw failure(file) }
  }

  private func failure(_ file: File) -> ReconcileError {
    .file(path: file.path, reason: String(cString: strerror(errno)))
  }
}
