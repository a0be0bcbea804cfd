import Glibc

/// A folder of its own that only its owner may enter, taken away with all that is in it when it is let go of.
public final class TemporaryFolder {
  public let path: String

  /// Makes the folder, in `TMPDIR` if that is set.
  ///
  /// - Throws: `StorageError.cannotOpen` if it cannot be made.
  public init(environment: [String: String] = [:]) throws(StorageError) {
    let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array("\(parent)/vosfact.XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw .cannotOpen(path: parent, reason: String(cString: strerror(errno)))
    }
    path = String(cString: made)
  }

  /// The path of the file `name` in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  deinit { Self.remove(path) }

  /// Takes away a folder with all that is in it; links are taken away and not followed.
  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        let inner = "\(path)/\(name)"
        if unlink(inner) != 0 { remove(inner) }
      }
      closedir(folder)
    }
    rmdir(path)
  }
}
