import Localization
import VosfactKit

/// The files that hold raw requests.
enum RequestFile {
  /// The files that `path` stands for: itself, or, for a folder, the files in it in alphabetical order; names
  /// that begin with a point are files still being written. What is not there stands for itself, and is
  /// told when it is read.
  static func paths(at path: String) throws(Fault) -> [String] {
    guard path != "-", FileStatus.at(path)?.kind == .folder else { return [path] }
    return try Fault.reading(path, FolderEntries(path)).regularFiles
      .filter { !$0.hasPrefix(".") }.sorted().map { "\(path)/\($0)" }
  }

  /// More than any request that is taken in: its body, its headers, and one byte to tell.
  private static let maximumSize = 1_200_000

  /// The bytes of the file at `path`; `-` is standard input.
  static func bytes(at path: String) throws(Fault) -> [UInt8] {
    let bytes = try Fault.reading(path, File.input(path).content(upTo: maximumSize + 1))
    guard bytes.count <= maximumSize else {
      throw Fault(
        .badValue,
        en:
          "\(path.shown) is too large; a callback has at most 1 MiB and its headers; check the file",
        fr:
          "\(path.shown) est trop grand ; un rappel a au plus 1 Mio et ses en-têtes ; vérifiez le fichier"
      )
    }
    return bytes
  }
}
