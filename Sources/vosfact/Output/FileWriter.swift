import Glibc
import Localization
import VosfactKit

/// Writes files that a user named.
enum FileWriter {
  /// Makes or replaces the file at `path`; a new one has the permissions `mode`.
  ///
  /// - Throws: `Fault`; a file that could not be written whole is taken away, unless it is
  ///   a device or a pipe.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(Fault) {
    try Fault.writing(
      path, File.make(path, holding: bytes, [.writing, .making, .emptying], permissions: mode))
  }
}

/// A folder that many files are written into.
final class FolderWriter {
  let path: String
  private let folder: File

  /// Opens the folder, which is made if it is missing.
  init(_ path: String) throws(Fault) {
    self.path = path
    _ = try Fault.writing(path, File.makeFolder(path, permissions: 0o755))
    folder = try Fault.writing(path, File(path, .folder))
  }

  /// Makes the file `name`, or replaces what is there whole: whoever reads it sees the old or the new one.
  ///
  /// - Throws: `Fault`; then a new file is not there, and an old one is as it was.
  func write(_ bytes: [UInt8], to name: String) throws(Fault) {
    try Fault.writing("\(path)/\(name)", put(bytes, at: name))
  }

  private func put(_ bytes: [UInt8], at name: String) throws(SystemError) {
    do throws(SystemError) {
      // Another name first takes the system half as long again, and where there is nothing yet protects nothing.
      try File.make(name, holding: bytes, in: folder)
    } catch {
      guard error.number == EEXIST else { throw error }
      try FileDraft("\(name).part", for: name, in: folder, [.writing, .making, .emptying])
        .put(bytes, forced: false)
    }
  }
}
