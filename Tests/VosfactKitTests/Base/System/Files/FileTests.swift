import Foundation
import Glibc
import Synchronization
import Testing

@testable import VosfactKit

@Suite(.waiting) struct FileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("what a pipe takes in parts, and a signal interrupts, is written whole") func writing()
    throws
  {
    let (reading, writing) = try Self.pipe()
    let sent = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let came = try Interrupted.run {
      try File(descriptor: writing, ours: true).write(sent)
    } meanwhile: { interrupt in
      // The pipe is full, and the writer waits: each signal ends its wait, the first of them after a part.
      while Self.unread(in: reading) < 65_536 { sched_yield() }
      for _ in 0..<20 { interrupt() }
      return try File(descriptor: reading, ours: true).content(upTo: .max)
    }
    #expect(came == sent)
  }

  @Test("a read that a signal interrupts goes on") func reading() throws {
    let (reading, writing) = try Self.pipe()
    let came = Mutex<[UInt8]>([])
    try Interrupted.run {
      let content = try File(descriptor: reading, ours: true).content(upTo: .max)
      came.withLock { $0 = content }
    } meanwhile: { interrupt in
      let writing = File(descriptor: writing, ours: true)
      for _ in 0..<20 { interrupt() }
      try writing.write(Array("once ".utf8))
      for _ in 0..<20 { interrupt() }
      try writing.write(Array("more".utf8))
    }
    #expect(came.withLock { $0 } == Array("once more".utf8))
  }

  @Test("no more is read than is asked for") func limit() throws {
    let path = try folder.write(repeatElement(UInt8(ascii: "a"), count: 70_000), to: "a")
    #expect(try File.content(of: path, upTo: 0) == [])
    #expect(try File.content(of: path, upTo: 65_537).count == 65_537)
    #expect(try File.content(of: path, upTo: 80_000).count == 70_000)
  }

  @Test("the system's reason is told: nothing there, a folder, a full disk") func reasons() throws {
    #expect(throws: SystemError(ENOENT)) { try File.content(of: folder.file("none"), upTo: 1) }
    #expect(throws: SystemError(EISDIR)) { try File.content(of: folder.path, upTo: 1) }
    #expect(throws: SystemError(ENOSPC)) { try File("/dev/full", .writing).write([1]) }
    #expect(SystemError(ENOSPC).reason == "No space left on device")
  }

  @Test("a device that takes nothing is not taken away, and what is there is not made")
  func making()
    throws
  {
    #expect(throws: SystemError(ENOSPC)) { try File.make("/dev/full", holding: [1], .writing) }
    #expect(FileStatus.at("/dev/full")?.kind == .other)
    let path = folder.file("a")
    try File.make(path, holding: Array("old".utf8), forced: true)
    #expect(throws: SystemError(EEXIST)) { try File.make(path, holding: Array("new".utf8)) }
    #expect(try folder.read("a") == Array("old".utf8))
    #expect(try folder.mode(of: "a") == 0o600)
    let again = try File.makeFolder(folder.path)
    #expect(!again)
  }

  @Test("no program that is started inherits a file") func inheritance() throws {
    let file = try File(folder.file("a"), [.writing, .new])
    #expect(fcntl(file.descriptor, F_GETFD) & FD_CLOEXEC != 0)
  }

  @Test("a link is not opened where a file is wanted") func links() throws {
    try folder.write("elsewhere".utf8, to: "a")
    symlink("a", folder.file("b"))
    #expect(throws: SystemError(ELOOP)) { try File(folder.file("b"), [.reading, .unlinked]) }
    #expect(FileStatus.at(folder.file("b"))?.kind == .regular)
    #expect(FileStatus.at(folder.file("b"), following: false)?.kind == .link)
  }

  // MARK: - Drafts

  @Test("what is read is the old until the new is whole, also where a link is in its place")
  func replacing() throws {
    try folder.write("elsewhere".utf8, to: "other")
    symlink("other", folder.file("a"))
    let draft = try FileDraft(folder.file("a.part"), for: folder.file("a"))
    #expect(try folder.read("a") == Array("elsewhere".utf8))
    try draft.put(Array("new".utf8), forced: true)
    #expect(try folder.read("a") == Array("new".utf8))
    #expect(try folder.read("other") == Array("elsewhere".utf8))
    #expect(folder.names == ["a", "other"])
  }

  @Test("a draft that cannot take its place is taken away") func failing() throws {
    let draft = try FileDraft(folder.file("a.part"), for: folder.file("none/a"))
    #expect(throws: SystemError(ENOENT)) { try draft.put([1], forced: false) }
    #expect(folder.names == [])
  }

  @Test("a shared draft is one process's at a time, and taken over from one that was killed")
  func sharing() throws {
    let (path, partial) = (folder.file("a"), folder.file("a.partial"))
    try folder.write("left behind by a process".utf8, to: "a.partial")
    let first = try #require(try FileDraft.shared(partial, for: path, waiting: false))
    #expect(try FileDraft.shared(partial, for: path, waiting: false) == nil)
    try first.put(Array("whole".utf8), forced: false)
    #expect(try folder.read("a") == Array("whole".utf8))
    let second = try #require(try FileDraft.shared(partial, for: path, waiting: false))
    second.discard()
    #expect(folder.names == ["a"])
  }

  @Test("a shared draft is not written through a link") func sharedLink() throws {
    try folder.write("elsewhere".utf8, to: "other")
    symlink("other", folder.file("a.partial"))
    #expect(throws: SystemError(ELOOP)) {
      try FileDraft.shared(folder.file("a.partial"), for: folder.file("a"), waiting: false)
    }
    #expect(try folder.read("other") == Array("elsewhere".utf8))
  }

  // MARK: - The one place

  @Test("nothing else asks the system to open, read, write, name or force a file") func onePlace()
    throws
  {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../../../Sources", directoryHint: .isDirectory
    ).standardized
    let calls = try Regex(
      #"O_CREAT|O_RDONLY|O_NOFOLLOW|Glibc\.(read|write|pread|pwrite)\b|"#
        + #"(?:^|[^\w.])(openat|rename|renameat|fsync|fdatasync|unlink|unlinkat|mkdir|opendir|readdir|ftruncate|fstat|lstat)\("#
    )
    var found: [String] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    where path.hasSuffix(".swift") && !path.hasPrefix("VosfactKit/Base/System/Files/") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      if text.contains(calls) { found.append(path) }
    }
    // What takes the place of standard streams must be inherited, as those are; a program that is started opens its own.
    #expect(
      found.sorted() == [
        "VosfactKit/Base/System/Processes/ProgramStart.swift",
        "vosfact/Output/StandardStreams.swift",
      ])
  }

  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    try #require(Glibc.pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// How many bytes wait in the pipe.
  private static func unread(in pipe: Int32) -> Int32 {
    var count: Int32 = 0
    return ioctl(pipe, UInt(FIONREAD), &count) == 0 ? count : .max
  }
}

/// Work on a thread that signals interrupt.
private enum Interrupted {
  private static let handled = Atomic(0)

  /// Runs `body`, and beside it `other`, which is given what interrupts the first and returns once its thread has
  /// noticed.
  @discardableResult
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Void,
    meanwhile other: @escaping @Sendable (_ interrupt: () -> Void) throws -> Value
  ) throws -> Value {
    // Without SA_RESTART: what is interrupted fails with EINTR, or ends with a part.
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      Interrupted.handled.add(1, ordering: .sequentiallyConsistent)
    }
    _ = handled.load(ordering: .relaxed)
    sigaction(SIGUSR1, &action, nil)
    let thread = Mutex<pthread_t?>(nil)
    let value = Mutex<Value?>(nil)
    for result in Threads.run(
      2,
      { index in
        guard index == 1 else {
          // A thread that a test runs on lets no signal through, nor do those that it makes.
          var signals = sigset_t()
          sigemptyset(&signals)
          sigaddset(&signals, SIGUSR1)
          pthread_sigmask(SIG_UNBLOCK, &signals, nil)
          thread.withLock { $0 = pthread_self() }
          return try body()
        }
        var worker: pthread_t?
        while worker == nil {
          worker = thread.withLock { $0 }
          sched_yield()
        }
        let result = try other {
          let before = handled.load(ordering: .sequentiallyConsistent)
          if let worker { pthread_kill(worker, SIGUSR1) }
          while handled.load(ordering: .sequentiallyConsistent) == before { sched_yield() }
        }
        value.withLock { $0 = result }
      })
    {
      try result.get()
    }
    return try #require(value.withLock { $0 })
  }
}
