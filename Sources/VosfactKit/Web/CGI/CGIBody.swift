import Glibc

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

  /// - Parameter written: the variable `CONTENT_LENGTH`, which may be missing or empty.
  /// - Throws: `CGIRequestError.contentLength` or `.bodyTooLarge`.
  init(descriptor: Int32, length written: String?) throws(CGIRequestError) {
    self.descriptor = descriptor
    guard let written, !written.isEmpty else {
      length = nil
      return
    }
    // More digits than fit are too many bytes, and no error of Int's.
    guard written.isDigits else { throw .contentLength }
    guard let length = Int(written), length <= Self.limit else {
      throw .bodyTooLarge(limit: Self.limit)
    }
    self.length = length
  }

  /// The exact body. No byte past its length is read, as the server may leave the descriptor open after it.
  ///
  /// - Throws: `CGIRequestError.bodyTooLarge`, `.bodyCutShort`, `.bodyTooSlow` or `.bodyUnreadable`.
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
        if error.number != EAGAIN { throw .bodyUnreadable(reason: error.reason) }
      }
    }
    guard bytes.count <= Self.limit else { throw .bodyTooLarge(limit: Self.limit) }
    if let length, bytes.count < length {
      throw .bodyCutShort(expected: length, actual: bytes.count)
    }
    return bytes
  }

  /// Waits until something can be read.
  private func wait(until deadline: MonotonicTime) throws(CGIRequestError) {
    while true {
      let left = deadline - .now
      guard left > .zero else { throw .bodyTooSlow }
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
