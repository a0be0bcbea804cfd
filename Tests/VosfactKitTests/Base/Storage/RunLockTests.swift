import Glibc
import Testing

@testable import VosfactKit

@Suite struct RunLockTests {
  private let folder: TemporaryFolder
  private let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database(path: folder.file("shop.db"), access: .creating)
  }

  @Test("a row's lock is held by one at a time, beside those of other rows")
  func rows() throws {
    let first = try RunLock(.refund, of: database, for: 1)
    #expect(first != nil)
    #expect(try RunLock(.refund, of: database, for: 1) == nil)
    let second = try RunLock(.refund, of: database, for: 2)
    #expect(second != nil)
    withExtendedLifetime((first, second)) {}
  }

  @Test("a lock that was let go of is free, though somebody else still has its file open")
  func copied() throws {
    var lock = try RunLock(.refund, of: database, for: 1)
    #expect(lock != nil)
    // What a program has for a moment that another thread starts.
    let copies = try copiesOfOpenFiles(named: folder.file("shop.db.refund-lock"))
    #expect(copies.count == 1)
    defer { for copy in copies { close(copy) } }
    lock = nil
    #expect(try RunLock(.refund, of: database, for: 1) != nil)
  }

  private func copiesOfOpenFiles(named path: String) throws -> [Int32] {
    (0..<Int32(1024)).filter { descriptor in
      var buffer = [CChar](repeating: 0, count: 4096)
      let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
      return count > 0 && buffer[..<count].elementsEqual(path.utf8.map { CChar(bitPattern: $0) })
    }.map { dup($0) }
  }
}
