import Glibc

/// The names in a folder, byte for byte as the system gives them, without the folder itself and the one above.
package struct FolderEntries: Sequence, IteratorProtocol {
  private let folder: Open

  /// Closes the folder once nobody reads it any more.
  private final class Open {
    let stream: OpaquePointer
    /// What the entry that was read last is; the system may not know it without a look at it.
    var kind = UInt8(DT_UNKNOWN)
    init(_ stream: OpaquePointer) { self.stream = stream }
    deinit { closedir(stream) }
  }

  /// Of the folder at `path`, in `parent` if that is given and the path is relative.
  package init(
    _ path: String, in parent: File? = nil, following isFollowing: Bool = true
  ) throws(SystemError) {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (isFollowing ? 0 : O_NOFOLLOW)
    let descriptor = try retried { openat(parent.place, path, flags) }
    // The stream closes the descriptor with itself.
    guard let stream = fdopendir(descriptor) else {
      let error = SystemError.last
      close(descriptor)
      throw error
    }
    folder = Open(stream)
  }

  /// Of an open folder, from its beginning.
  init(of folder: File) throws(SystemError) {
    // Opened anew, so that it has a place of its own to read at.
    try self.init(".", in: folder)
  }

  package func next() -> [UInt8]? {
    while let entry = readdir(folder.stream) {
      folder.kind = entry.pointee.d_type
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        Array(bytes.prefix { $0 != 0 })
      }
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) { return name }
    }
    return nil
  }

  /// The names of the regular files, and of links to some, as text.
  package var regularFiles: [String] {
    filter { name in
      guard [DT_LNK, DT_UNKNOWN].contains(Int(folder.kind)) else {
        return folder.kind == DT_REG
      }
      var status = stat()
      let place = name.map { CChar(bitPattern: $0) } + [0]
      return fstatat(dirfd(folder.stream), place, &status, 0) == 0
        && status.st_mode & S_IFMT == S_IFREG
    }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names as text.
  package var names: [String] { map { String(decoding: $0, as: UTF8.self) } }
}
