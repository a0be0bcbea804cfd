package import Glibc

/// A file that is written beside its place and takes it once it is whole, so that whoever reads there sees what was
/// before, or all that is new.
package struct FileDraft {
  /// What is written to.
  package let file: File
  private let path: String
  private let target: String
  private let folder: File?
  private let isShared: Bool

  /// A draft at `path` for the place `target`, in `folder` if that is given and the paths are relative.
  package init(
    _ path: String, for target: String, in folder: File? = nil,
    _ opening: File.Opening = [.writing, .new, .unlinked], permissions: mode_t = 0o600
  ) throws(SystemError) {
    self.init(
      try File(path, opening, in: folder, permissions: permissions), path, for: target, in: folder)
  }

  private init(
    _ file: File, _ path: String, for target: String, in folder: File? = nil,
    shared isShared: Bool = false
  ) {
    (self.file, self.isShared) = (file, isShared)
    (self.path, self.target, self.folder) = (path, target, folder)
  }

  /// A draft at `path` that every process uses, one at a time, and that is taken over from one that was killed.
  ///
  /// - Returns: `nil` if another process has it and is not waited for.
  static func shared(
    _ path: String, for target: String, waiting isWaiting: Bool, permissions: mode_t = 0o600
  ) throws(SystemError) -> FileDraft? {
    while true {
      let file = try File(path, [.writing, .making, .unlinked], permissions: permissions)
      guard try file.lock(waiting: isWaiting) else { return nil }
      // What another process has put in place since it was opened is no longer to be written to.
      let named = FileStatus.at(path, following: false)
      guard try FileStatus(of: file).identity == named?.identity else { continue }
      try file.empty()
      return FileDraft(file, path, for: target, shared: true)
    }
  }

  /// Fills the draft and puts it in its place; if it cannot, the draft is taken away, and what was there stays.
  ///
  /// - Parameter isForced: whether it waits until the content is on the disk.
  package func put(_ bytes: [UInt8], forced isForced: Bool) throws(SystemError) {
    do throws(SystemError) {
      try file.write(bytes)
      if isForced { try file.force() }
      // The lock on one that others use is held until it is in its place.
      if !isShared { try file.close() }
      try File.move(path, to: target, in: folder)
    } catch {
      discard()
      throw error
    }
  }

  /// Takes the draft away.
  package func discard() {
    try? File.remove(path, in: folder)
  }
}
