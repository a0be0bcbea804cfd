import Glibc

/// Where a secret is taken from; never from the command line, which other users of the host can read.
package enum SecretSource: Equatable, Sendable {
  /// `env:NAME`, a variable of the environment.
  case environment(String)
  /// `file:PATH`, a file.
  case file(String)
  /// `-`, standard input.
  case standardInput

  /// - Throws: `SecretError.notASource` for any other text, which is not repeated: it may be the secret.
  package init(_ text: String) throws(SecretError) {
    if text == "-" {
      self = .standardInput
    } else if text.hasPrefix("env:"), text.utf8.count > 4 {
      self = .environment(String(text.dropFirst(4)))
    } else if text.hasPrefix("file:"), text.utf8.count > 5 {
      self = .file(String(text.dropFirst(5)))
    } else {
      throw .notASource
    }
  }

  /// The text that `init(_:)` reads, for a secret that is kept by reference.
  ///
  /// - Throws: `SecretError.notAReference` for standard input, which cannot be read again.
  func reference() throws(SecretError) -> String {
    switch self {
    case .environment(let name): return "env:\(name)"
    case .file(let path):
      guard path.hasPrefix("/") else { throw .relativeReference(path: path) }
      return "file:\(path)"
    case .standardInput: throw .notAReference
    }
  }

  /// The secret, without the line end that editors put after it.
  ///
  /// - Parameter isOnce: whether it is read this once, and kept: then a pipe will do, as `file:<(pass show stripe)` gives
  ///   one in a shell. What is to be read again is in a regular file: a pipe or a device gives another thing then.
  /// - Throws: `SecretError` if it is longer than 64 KiB, or the file is a folder, a socket or a device.
  func read(environment: [String: String], isOnce: Bool = false) throws(SecretError) -> Secret {
    var bytes: [UInt8]
    switch self {
    case .environment(let name):
      guard let value = environment[name] else { throw .unset(variable: name) }
      bytes = Array(value.utf8)
    case .file(let path):
      bytes = try Self.read(fileAt: path, orPipe: isOnce)
    case .standardInput:
      bytes = try SystemError.explained(
        File(descriptor: STDIN_FILENO, ours: false).content(upTo: Self.maximumLength + 1)
      ) { SecretError.unreadable(path: "-", reason: $0) }
    }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard bytes.count <= Self.maximumLength else { throw .tooLong }
    return Secret(bytes: bytes)
  }

  private static let maximumLength = 65_536

  /// The content of a file, which links may lead to, or of a pipe that somebody has opened to write.
  private static func read(
    fileAt path: String, orPipe isPipeEnough: Bool
  ) throws(SecretError) -> [UInt8] {
    do throws(SystemError) {
      // Without waiting for somebody to open what may be a pipe, nor taking a terminal for our own.
      let file = try File(path, .unwaiting)
      // What was opened is looked at, as another could be at the path by now.
      switch try FileStatus(of: file).kind {
      case .regular: break
      // Nobody to write is an end; somebody may take a moment.
      case .pipe where isPipeEnough: try file.wait(true)
      default: throw SystemError(ENXIO)
      }
      return try file.content(upTo: maximumLength + 1)
    } catch {
      // What a socket, or a device that is not there, answers.
      throw error.number == ENXIO
        ? .notAFile(path: path) : .unreadable(path: path, reason: error.reason)
    }
  }
}
