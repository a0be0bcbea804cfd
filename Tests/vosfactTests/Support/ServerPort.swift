import Glibc
import Synchronization
import Testing

/// Ports for servers that are told theirs before they start.
///
/// They are none of those that the system gives to connections (`ip_local_port_range`, from 32768 on): one of these could
/// be taken between the choice and the start of the server. None is given twice.
enum ServerPort {
  private static let given = Mutex<Set<Int>>([])

  /// A port of 127.0.0.1 that nobody listens at.
  static func next() throws -> Int {
    for _ in 0..<1000 {
      let port = Int.random(in: 12_000..<32_000)
      if given.withLock({ $0.insert(port).inserted }), isFree(port) { return port }
    }
    throw NoneFree()
  }

  private struct NoneFree: Error {}

  private static func isFree(_ port: Int) -> Bool { can(bind, port) }

  /// Whether somebody takes connections at a port of 127.0.0.1.
  static func isTaken(_ port: Int) -> Bool { can(connect, port) }

  private static func can(
    _ call: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ port: Int
  ) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        call(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
