import Glibc

/// The places in which engines run: as many, over all processes that use a database, as the machine has processors.
///
/// Each is a lock that the system gives back when its process dies.
struct PDFPlaces {
  let database: Database
  /// Whether nothing is to be changed, not even the file of the locks made; nobody needs to wait for nobody then.
  let isRehearsal: Bool

  /// How many there are.
  static let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// How many visitors may wait: who comes on top of them is told at once to come again, so that they do not fill
  /// the machine by waiting.
  static let visitorCount = 16 * count

  /// A byte of the file of locks. Nobody writes it; it need not be there.
  private enum Byte {
    /// Whoever holds it has the next place that is free.
    static let turn: Int64 = 0
    static let places: Int64 = 1 << 16
    static let visitors: Int64 = 1 << 24
    /// The pages, each by four bytes of its digest.
    static let pages: Int64 = 1 << 32
  }

  private func lock(_ byte: Int64) throws(StorageError) -> RunLock? {
    try RunLock(.pdf, of: database, for: byte, makingFile: !isRehearsal)
  }

  private func firstFree(from byte: Int64, count: Int) throws(StorageError) -> RunLock? {
    for offset in 0..<Int64(count) {
      if let lock = try lock(byte + offset) { return lock }
    }
    return nil
  }

  /// A free place that nobody has waited for longer; `nil` if there is none.
  ///
  /// - Parameter turn: what is held from one try to the next by who has nothing else to do than to wait; the others,
  ///   who have a place already, leave theirs to them.
  func place(_ turn: inout RunLock?) throws(StorageError) -> RunLock? {
    if turn == nil { turn = try lock(Byte.turn) }
    guard turn != nil, let place = try firstFree(from: Byte.places, count: Self.count) else {
      return nil
    }
    turn = nil
    return place
  }

  /// Leave for one more visitor to wait; `nil` if too many do.
  func visitor() throws(StorageError) -> RunLock? {
    try firstFree(from: Byte.visitors, count: Self.visitorCount)
  }

  /// The right to make the page that `key` stands for; `nil` if another process is at it.
  func page(_ key: KeptPDFs.Key) throws(StorageError) -> RunLock? {
    try lock(Byte.pages + key.digest.prefix(4).reduce(0) { $0 << 8 | Int64($1) })
  }
}
