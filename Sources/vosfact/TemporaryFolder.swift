import Glibc

/// A folder of its own, which is taken away with all that is in it when it is let go of.
final class TemporaryFolder {
  let path: String

  init() throws(CommandError) {
    var template = Array("/tmp/vosfact.XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw .unwritable(path: "/tmp", reason: String(cString: strerror(errno)))
    }
    path = String(cString: made)
  }

  deinit {
    for file in (try? RequestFile.paths(at: path)) ?? [] { unlink(file) }
    rmdir(path)
  }
}
