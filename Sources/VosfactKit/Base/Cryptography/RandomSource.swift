import CCrypto
import Synchronization

/// Where unpredictable bytes come from; tests hand in their own.
struct RandomSource: Sendable {
  /// Gives that many bytes.
  let bytes: @Sendable (Int) -> [UInt8]

  /// libcrypto's generator, seeded by the system.
  static let system = RandomSource { count in
    guard count <= longestID else { return generated(count) }
    return reserve.withLock { reserve in
      if reserve.count < count { reserve = generated(32 * longestID) }
      defer { reserve.removeLast(count) }
      return Array(reserve.suffix(count))
    }
  }

  /// Up to how many bytes are an id and no key. Those are kept in reserve, each given once: thousands of
  /// documents may be imported at once, and asking the generator for each took a twentieth of the time.
  private static let longestID = 16
  private static let reserve = Mutex<[UInt8]>([])

  private static func generated(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    // Going on with predictable keys and ids would be worse than stopping.
    precondition(
      Libcrypto.isReady && RAND_bytes(&bytes, Int32(count)) == 1,
      "the system gives no random bytes")
    return bytes
  }

  /// 64 random bits.
  func int64() -> Int64 {
    Int64(truncatingIfNeeded: bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// A name of `count` characters of Crockford's base 32, five random bits each: `K7M3Q9XT2V8B4NC5`.
  func name(ofLength count: Int) -> String {
    String(decoding: bytes(count).map { Self.alphabet[Int($0 & 31)] }, as: UTF8.self)
  }

  /// Whether `text` has the form of a name of `count` characters.
  static func isName(_ text: String, ofLength count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy(alphabet.contains)
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
