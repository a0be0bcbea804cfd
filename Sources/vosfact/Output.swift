import Glibc
import Localization

/// A descriptor that is written to in large pieces.
final class Output {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  private static let pieceSize = 65_536

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  func write(_ text: String) throws(OutputError) {
    try write(Array(text.utf8))
  }

  func line(_ text: String) throws(OutputError) {
    try write(text + "\n")
  }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    buffer += bytes
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes what is kept back.
  ///
  /// - Throws: `OutputError`; what was kept back is dropped then, as it cannot be written later either.
  func flush() throws(OutputError) {
    var written = 0
    defer { buffer.removeAll(keepingCapacity: true) }
    while written < buffer.count {
      let count = buffer[written...].withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        throw .closed
      } else if errno != EINTR {
        throw .failed(reason: String(cString: strerror(errno)))
      }
    }
  }
}

/// Why output could not be written.
enum OutputError: ExplainedError, Equatable {
  /// The reader is gone.
  case closed
  case failed(reason: String)

  var text: Text {
    switch self {
    case .closed:
      Text(
        en: "cannot write the output; its reader is gone; run again",
        fr: "impossible d’écrire la sortie ; son lecteur est parti ; relancez")
    case .failed(let reason):
      Text(
        en: "cannot write the output; \(reason); make room or choose another place",
        fr:
          "impossible d’écrire la sortie ; \(reason) ; faites de la place ou choisissez un autre endroit"
      )
    }
  }
}
