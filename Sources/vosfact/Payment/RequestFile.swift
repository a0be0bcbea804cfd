import Glibc
import VosfactKit

/// The files that hold raw requests.
enum RequestFile {
  /// The files that `path` stands for: itself, or, for a folder, the files in it in alphabetical order; names
  /// that begin with a point are files still being written. What is not there stands for itself, and is
  /// told when it is read.
  static func paths(at path: String) throws(CommandError) -> [String] {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return [path]
    }
    guard let folder = opendir(path) else { throw unreadable(path) }
    defer { closedir(folder) }
    var paths: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let file = "\(path)/\(name)"
      if !name.hasPrefix("."), stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
        paths.append(file)
      }
    }
    return paths.sorted()
  }

  /// More than any request that is taken in: its body, its headers, and one byte to tell.
  private static let maximumSize = 1_200_000

  /// The bytes of the file at `path`; `-` is standard input.
  static func bytes(at path: String) throws(CommandError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= maximumSize else { throw .tooLarge(path: path) }
    }
  }

  private static func unreadable(_ path: String) -> CommandError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
