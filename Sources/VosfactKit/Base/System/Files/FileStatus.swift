package import Glibc

/// What the system says of a file (stat(2)).
package struct FileStatus: Equatable, Sendable {
  package enum Kind: Sendable {
    case regular
    case folder
    case link
    case pipe
    /// A socket or a device.
    case other
  }

  /// Which file it is, whatever its names.
  package struct Identity: Hashable, Sendable {
    let device: dev_t
    let number: ino_t
  }

  package let kind: Kind
  package let identity: Identity
  /// In bytes.
  package let size: Int64
  /// When it was last written.
  package let modified: UnixTime
  /// In nanoseconds since 1970: files of one second have an order too.
  let modifiedNanoseconds: Int64
  package let owner: uid_t
  let group: gid_t
  /// Who may do what, as chmod(2) takes it.
  package let permissions: mode_t
  /// How many names it has.
  let nameCount: Int

  /// Of what is at `path`, in `folder` if that is given and the path is relative.
  package init(
    _ path: String, in folder: File? = nil, following isFollowing: Bool = true
  ) throws(SystemError) {
    var status = stat()
    let flags = isFollowing ? 0 : AT_SYMLINK_NOFOLLOW
    _ = try retried { fstatat(folder.place, path, &status, flags) }
    self.init(status)
  }

  package init(of file: File) throws(SystemError) {
    var status = stat()
    _ = try retried { fstat(file.descriptor, &status) }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFIFO: .pipe
      default: .other
      }
    identity = Identity(device: status.st_dev, number: status.st_ino)
    size = Int64(status.st_size)
    modified = UnixTime(seconds: Int64(status.st_mtim.tv_sec))
    modifiedNanoseconds =
      Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    owner = status.st_uid
    group = status.st_gid
    permissions = status.st_mode & 0o7777
    nameCount = Int(status.st_nlink)
  }

  /// Of what is at `path`; `nil` if nothing is, or it cannot be told.
  package static func at(_ path: String, following isFollowing: Bool = true) -> FileStatus? {
    try? FileStatus(path, following: isFollowing)
  }

  /// Whether others than its owner may do anything with it.
  var isExposed: Bool { permissions & 0o077 != 0 }
}
