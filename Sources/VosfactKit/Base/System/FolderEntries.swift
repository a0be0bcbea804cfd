import Glibc

/// The names in a folder, byte for byte as the system gives them, without the folder itself and the one above.
struct FolderEntries: Sequence, IteratorProtocol {
  private let folder: Open

  /// Closes the folder once nobody reads it any more.
  private final class Open {
    let handle: OpaquePointer
    init(_ handle: OpaquePointer) { self.handle = handle }
    deinit { closedir(handle) }
  }

  /// `nil`, with the reason in `errno`, if the folder at `path` cannot be read.
  init?(_ path: String) {
    guard let handle = opendir(path) else { return nil }
    folder = Open(handle)
  }

  func next() -> [UInt8]? {
    while let entry = readdir(folder.handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        Array(bytes.prefix { $0 != 0 })
      }
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) { return name }
    }
    return nil
  }
}
