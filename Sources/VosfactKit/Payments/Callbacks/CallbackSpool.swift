import Glibc
import Localization

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
  struct Entry: Equatable {
    let path: String
    let name: String
    /// The provider whose sub-folder it lies in.
    let provider: String?
  }

  /// The files that wait, oldest name first.
  ///
  /// - Parameter providers: the names that sub-folders may have.
  /// - Throws: `Fault` if the folder cannot be read.
  func files(providers: [String]) throws(Fault) -> [Entry] {
    var files = try entries(of: folder, for: nil)
    for provider in providers where Self.isFolder("\(folder)/\(provider)") {
      files += try entries(of: "\(folder)/\(provider)", for: provider)
    }
    return files.filter(Self.isFile).sorted { ($0.name, $0.path) < ($1.name, $1.path) }
  }

  private static func isFile(_ file: Entry) -> Bool {
    FileStatus.at(file.path, following: false)?.kind == .regular
  }

  /// Whether a folder is at `path`, and no link to one.
  static func isFolder(_ path: String) -> Bool {
    FileStatus.at(path, following: false)?.kind == .folder
  }

  private func entries(of path: String, for provider: String?) throws(Fault) -> [Entry] {
    let names = try SystemError.explained(FolderEntries(path)) { Self.unreadable(path, $0) }
    return names.filter { $0.first != UInt8(ascii: ".") }.map {
      let name = String(decoding: $0, as: UTF8.self)
      return Entry(path: "\(path)/\(name)", name: name, provider: provider)
    }
  }

  /// More than any request that is taken in: its body, its headers, and one byte to tell.
  private static let maximumSize = 1_200_000

  /// What a file holds, and when it was last written: when the callback came, by which its age is told.
  ///
  /// A file that is too large is read up to the limit, which no request passes.
  ///
  /// - Throws: `Fault` if it cannot be read.
  func read(_ file: Entry) throws(Fault) -> (bytes: [UInt8], at: UnixTime) {
    do throws(SystemError) {
      let open = try File(file.path, [.unlinked, .unwaiting])
      return (try open.content(upTo: Self.maximumSize), try FileStatus(of: open).modified)
    } catch {
      throw .leftInSpool(file.path, error.reason)
    }
  }

  /// Makes the folders that files are moved to, so that none is taken in which could not be.
  ///
  /// - Throws: `Fault` if they cannot be made or written.
  func prepare() throws(Fault) {
    for outcome in Outcome.allCases {
      let path = "\(folder)/\(outcome.rawValue)"
      do throws(SystemError) {
        try File.makeFolder(path)
        guard access(path, W_OK | X_OK) == 0 else { throw .last }
      } catch {
        throw Self.unreadable(path, error.reason)
      }
    }
  }

  /// Moves a file out of the way, under another name if its own is taken there.
  ///
  /// A move that a crash undoes is harmless: the callback is known then, and taken in as a repeat.
  ///
  /// - Throws: `Fault` if it cannot be moved.
  func move(_ file: Entry, to outcome: Outcome) throws(Fault) {
    let stem = "\(folder)/\(outcome.rawValue)/" + (file.provider.map { "\($0)-" } ?? "") + file.name
    var target = stem
    var number = 1
    // Only one run at a time moves files, so that the name cannot be taken in between.
    while FileStatus.at(target, following: false) != nil {
      number += 1
      target = "\(stem).\(number)"
    }
    try SystemError.explained(File.move(file.path, to: target)) {
      Fault.leftInSpool(file.path, $0)
    }
  }

  private static func unreadable(_ path: String, _ reason: String) -> Fault {
    Fault(
      .misconfigured,
      en: "cannot take in the callbacks of \(path.shown); \(reason); check callbacks.spool",
      fr:
        "impossible de reprendre les rappels de \(path.shown) ; \(reason) ; vérifiez callbacks.spool"
    )
  }
}

extension Fault {
  /// A file of the spool folder that cannot be read or moved.
  static func leftInSpool(_ path: String, _ reason: String) -> Fault {
    Fault(
      .inputOutput,
      en: "the callback \(path.shown) was left where it is; \(reason); check its permissions",
      fr: "le rappel \(path.shown) est resté en place ; \(reason) ; vérifiez ses droits")
  }
}
