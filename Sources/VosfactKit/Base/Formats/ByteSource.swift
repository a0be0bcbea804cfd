/// Bytes that are read in chunks, from a file descriptor or from memory, behind one window of unread
/// bytes, so that a reader's memory does not grow with the length of its input.
///
/// The descriptor stays the caller's: it is neither positioned nor closed here.
struct ByteSource: ~Copyable {
  /// How many bytes one `read(2)` asks for unless told otherwise.
  static let defaultChunkSize = 128 * 1024

  /// Storage of the window; the unread bytes are those at `start..<end`.
  private(set) var buffer: [UInt8] = []
  /// Where in `buffer` the unread bytes begin.
  private(set) var start = 0
  /// Where in `buffer` the unread bytes end.
  private(set) var end = 0
  /// How many bytes of the input come before the unread ones.
  private(set) var offset = 0
  /// Whether the input holds nothing behind the unread bytes.
  private(set) var isExhausted = false

  private let file: File?
  private let memory: [UInt8]
  private var memoryPosition = 0
  private let chunkSize: Int

  /// Reads from an open descriptor until its end, at most `chunkSize` bytes at a time.
  init(fileDescriptor: Int32, chunkSize: Int = defaultChunkSize) {
    self.init(File(descriptor: fileDescriptor, ours: false), [], chunkSize)
  }

  /// Reads bytes that are in memory already, handing them on `chunkSize` at a time.
  init(_ bytes: [UInt8], chunkSize: Int = defaultChunkSize) {
    self.init(nil, bytes, chunkSize)
  }

  private init(_ file: File?, _ memory: [UInt8], _ chunkSize: Int) {
    precondition(chunkSize > 0, "a chunk holds at least one byte")
    (self.file, self.memory, self.chunkSize) = (file, memory, chunkSize)
  }

  /// How many bytes the window holds.
  var unreadCount: Int { end - start }

  /// Whether nothing is unread, here or behind the window.
  var isEmpty: Bool { isExhausted && unreadCount == 0 }

  /// Drops the first `count` unread bytes from the window.
  mutating func consume(_ count: Int) {
    precondition(count >= 0 && count <= unreadCount, "only unread bytes can be consumed")
    start += count
    offset += count
    if start == end {
      start = 0
      end = 0
    }
  }

  /// Reads one more chunk behind the unread bytes; false when the input has ended.
  ///
  /// - Throws: `FormatError.unreadable` if `read(2)` fails; an interrupted read is tried again.
  mutating func fill() throws(FormatError) -> Bool {
    guard !isExhausted else { return false }
    makeRoom()
    let count = if let file { try read(from: file) } else { copyFromMemory() }
    end += count
    isExhausted = count == 0
    return count > 0
  }

  /// Reads until the window holds `count` bytes or the input has ended; whether it holds them.
  ///
  /// - Throws: `FormatError.unreadable` if `read(2)` fails.
  mutating func fill(to count: Int) throws(FormatError) -> Bool {
    while unreadCount < count {
      guard try fill() else { return false }
    }
    return true
  }

  /// Makes room for a chunk behind the unread bytes. They move to the front only once at least half
  /// of the storage lies consumed before them, so that each byte moves a bounded number of times.
  private mutating func makeRoom() {
    guard buffer.count - end < chunkSize else { return }
    if start >= buffer.count / 2, start > 0 {
      buffer.withUnsafeMutableBytes { storage in
        storage.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[start..<end]))
      }
      end -= start
      start = 0
    }
    if buffer.count - end < chunkSize {
      let grown = max(buffer.count * 2, end + chunkSize)
      buffer.append(contentsOf: repeatElement(0, count: grown - buffer.count))
    }
  }

  private mutating func read(from file: File) throws(FormatError) -> Int {
    let space = end..<end + chunkSize
    let count = buffer.withUnsafeMutableBytes { storage in
      Result { () throws(SystemError) in
        try file.read(into: UnsafeMutableRawBufferPointer(rebasing: storage[space]))
      }
    }
    return try count.mapError(FormatError.unreadable).get()
  }

  private mutating func copyFromMemory() -> Int {
    let chunk = memory[memoryPosition...].prefix(chunkSize)
    buffer.replaceSubrange(end..<end + chunk.count, with: chunk)
    memoryPosition += chunk.count
    return chunk.count
  }
}
