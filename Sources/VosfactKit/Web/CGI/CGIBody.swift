import Glibc
import Localization

/// Reads the body of a request from the descriptor on which a web server hands it over (RFC 3875, section 4.2).
struct CGIBody {
  let descriptor: Int32
  /// How many bytes the server says there are; `nil` if it does not say, as for a chunked body, which then ends
  /// where the descriptor does.
  let length: Int?

  /// How many bytes a body may have.
  static let limit = CallbackRequest.bodyLimit
  /// How long the whole body may take to come: a server that does not wait for it itself must not keep a
  /// process of ours for a client that sends a byte a minute.
  static let patience = Duration.seconds(20)

  private static let tooLarge = CGIRequestError(
    .contentTooLarge,
    en: "request refused; its body is larger than \(limit) bytes; the client must send less",
    fr: "requête refusée ; son corps dépasse \(limit) octets ; au client d’en envoyer moins")

  /// - Parameter written: the variable `CONTENT_LENGTH`, which may be missing or empty.
  /// - Throws: `CGIRequestError` if it is no number, or too large.
  init(descriptor: Int32, length written: String?) throws(CGIRequestError) {
    self.descriptor = descriptor
    guard let written, !written.isEmpty else {
      length = nil
      return
    }
    // More digits than fit are too many bytes, and no error of Int's.
    guard written.isDigits else {
      throw CGIRequestError(
        en: "request refused; its Content-Length is not one whole number; the client must mend it",
        fr:
          "requête refusée ; son Content-Length n’est pas un nombre entier unique ; au client de le corriger"
      )
    }
    guard let length = Int(written), length <= Self.limit else { throw Self.tooLarge }
    self.length = length
  }

  /// The exact body. No byte past its length is read, as the server may leave the descriptor open after it.
  ///
  /// - Throws: `CGIRequestError`.
  func read(within patience: Duration = Self.patience) throws(CGIRequestError) -> [UInt8] {
    let deadline = MonotonicTime.now + patience
    // One byte more than may be, to tell a body that is too long.
    let wanted = length ?? Self.limit + 1
    let body = File(descriptor: descriptor, ours: false)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length ?? 0)
    while bytes.count < wanted {
      try wait(until: deadline)
      do throws(SystemError) {
        let piece = try body.piece(upTo: min(65_536, wanted - bytes.count))
        guard !piece.isEmpty else { break }
        bytes += piece
      } catch {
        // Another who reads the descriptor was quicker.
        guard error.number != EAGAIN else { continue }
        throw CGIRequestError(
          .serviceUnavailable, .inputOutput,
          en: "the request's body cannot be read; \(error.reason); look at the web server",
          fr: "impossible de lire le corps de la requête ; \(error.reason) ; voyez le serveur web")
      }
    }
    guard bytes.count <= Self.limit else { throw Self.tooLarge }
    if let length, bytes.count < length {
      throw CGIRequestError(
        en:
          "request refused; its body ended after \(bytes.count) of \(length) bytes; it must come again",
        fr:
          "requête refusée ; son corps s’arrête à \(bytes.count) octets sur \(length) ; elle doit revenir"
      )
    }
    return bytes
  }

  /// Waits until something can be read.
  private func wait(until deadline: MonotonicTime) throws(CGIRequestError) {
    while true {
      let left = deadline - .now
      guard left > .zero else {
        throw CGIRequestError(
          .requestTimeout, en: "request refused; its body did not come in time; it must come again",
          fr: "requête refusée ; son corps n’est pas venu à temps ; elle doit revenir")
      }
      let (seconds, attoseconds) = left.components
      let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1
      var entry = pollfd(descriptor: descriptor, awaiting: POLLIN)
      let count = poll(&entry, 1, Int32(clamping: milliseconds))
      if count < 0, errno == EINTR { continue }
      // An error of the descriptor shows when it is read.
      if count != 0 { return }
    }
  }
}

extension pollfd {
  fileprivate init(descriptor: Int32, awaiting events: Int32) {
    self.init(fd: descriptor, events: Int16(events), revents: 0)
  }
}
