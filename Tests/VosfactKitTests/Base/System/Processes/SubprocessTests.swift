import Foundation
import Testing

@testable import VosfactKit

@Suite(.waiting) struct SubprocessTests {
  /// A shell that runs `script`, with bounds that no test meets by chance.
  private func shell(_ script: String, _ arguments: String...) -> Subprocess {
    Subprocess(
      program: "sh", arguments: ["-c", script, "sh"] + arguments, searchPath: "/usr/bin:/bin",
      timeLimit: .seconds(60), outputLimit: 64 * 1024 * 1024)
  }

  @Test("what goes in by standard input comes out of cat, byte for byte")
  func copies() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var cat = Subprocess(program: "cat", timeLimit: .seconds(60), outputLimit: 300_000)
    cat.input = bytes
    let outcome = try cat.run()
    #expect(outcome.termination == .exited(0))
    #expect(outcome.output == bytes)
    #expect(outcome.errorOutput.isEmpty)
    #expect(outcome.elapsed > .zero)
  }

  @Test("standard error and the exit status are kept apart from the output")
  func keepsApart() throws {
    let outcome = try shell("echo out; echo err >&2; exit 7").run()
    #expect(outcome.termination == .exited(7))
    #expect(outcome.output == Array("out\n".utf8))
    #expect(outcome.errorOutput == Array("err\n".utf8))
  }

  @Test("a program that dies of a signal tells which")
  func signalled() throws {
    #expect(try shell("kill -KILL $$").run().termination == .signalled(SIGKILL))
  }

  @Test("the program has the given environment and nothing more")
  func environment() throws {
    var env = Subprocess(program: "env", timeLimit: .seconds(60), outputLimit: 4096)
    env.environment = ["B": "two words", "A": "é"]
    #expect(try env.run().output == Array("A=é\nB=two words\n".utf8))
  }

  @Test("an argument reaches the program as it is, whatever a shell would make of it")
  func literalArguments() throws {
    let hostile = "$(touch /tmp/x); `id` \"'*\n"
    #expect(try shell("printf %s \"$1\"", hostile).run().output == Array(hostile.utf8))
  }

  @Test("a child that writes 10 MB before it reads its input does not deadlock")
  func writesFirst() throws {
    var child = shell("head -c 10485760 /dev/zero; wc -c >&2")
    child.input = [UInt8](repeating: 1, count: 1_048_576)
    let outcome = try child.run()
    #expect(outcome.output.count == 10_485_760)
    #expect(String(decoding: outcome.errorOutput, as: UTF8.self).contains("1048576"))
  }

  @Test("a child that closes its input unread does no harm")
  func unreadInput() throws {
    var child = shell("exec <&-; echo done")
    child.input = [UInt8](repeating: 1, count: 1_048_576)
    #expect(try child.run().output == Array("done\n".utf8))
  }

  @Test("a child that was let go on and closes its input unread does no harm either")
  func unreadInputBesideOthers() throws {
    var child = shell("exec <&-; echo done")
    child.input = [UInt8](repeating: 1, count: 1_048_576)
    let running = try child.start()
    var patience = Patience()
    while true {
      switch try running.advance() {
      case .ended(let outcome):
        #expect(outcome.output == Array("done\n".utf8))
        return
      case .some: patience = Patience()
      case .none: RunningSubprocess.pause(&patience)
      }
    }
  }

  @Test("a child inherits no descriptor beyond its standard streams")
  func inheritsNothing() throws {
    let inheritable = fcntl(STDERR_FILENO, F_DUPFD, 100)
    defer { close(inheritable) }
    let outcome = try shell("for n in /proc/$$/fd/*; do echo ${n##*/}; done").run()
    let numbers = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
    // The fourth would be the shell's own, with which it reads the folder.
    #expect(Set(numbers.map(String.init)).subtracting(["3"]) == ["0", "1", "2"])
  }

  @Test("a child starts with every signal at its default and none blocked")
  func signalsAreDefault() throws {
    let lines = String(
      decoding: try shell("exec grep -E 'Sig(Blk|Ign)' /proc/self/status").run().output,
      as: UTF8.self
    ).split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      let mask = try #require(UInt64(line.suffix(16), radix: 16))
      // Signals 32 and 33 are the C library's own; its posix_spawn ignores them on purpose.
      #expect(mask & ~(0b11 << 31) == 0, "\(line)")
    }
  }

  @Test("a program that takes too long is stopped, and its descendants with it")
  func stopsTheGroup() throws {
    let marker = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: marker) }
    // The grandchild writes its number, then waits far longer than the test.
    var child = shell("sh -c 'echo $$ > \"$1\"; exec sleep 1000' sh \"$1\" & wait", marker)
    child.timeLimit = .seconds(2)
    #expect(throws: SubprocessError.timedOut(program: "sh", limit: .seconds(2))) {
      try child.run()
    }
    let grandchild = try #require(
      pid_t(String(contentsOfFile: marker, encoding: .utf8).dropLast()))
    // It was sent SIGKILL; when the system gets round to it is the system's affair.
    let deadline = ContinuousClock.now + .seconds(20)
    while isRunning(grandchild), ContinuousClock.now < deadline { sched_yield() }
    #expect(!isRunning(grandchild))
  }

  @Test("a program that ignores SIGTERM is killed after the grace period")
  func killsTheStubborn() throws {
    var child = shell("trap '' TERM; while :; do sleep 1000; done")
    child.timeLimit = .milliseconds(200)
    child.terminationGrace = .milliseconds(200)
    #expect(throws: SubprocessError.timedOut(program: "sh", limit: .milliseconds(200))) {
      try child.run()
    }
  }

  @Test("a descendant that lives on is not waited for")
  func leavesDescendants() throws {
    let outcome = try shell("sleep 1000 & echo $!").run()
    let descendant = try #require(
      pid_t(String(decoding: outcome.output, as: UTF8.self).dropLast()))
    #expect(isRunning(descendant))
    kill(descendant, SIGKILL)
  }

  @Test("a child that closes its output and works on is waited for")
  func closedOutput() throws {
    #expect(
      try shell("exec >&- 2>&-; sleep 0.2; exit 3").run().termination == .exited(3))
  }

  @Test("output over the bound stops the program", arguments: [1000, 999])
  func boundsOutput(_ limit: Int) throws {
    var child = shell("head -c 1000 /dev/zero")
    child.outputLimit = limit
    if limit == 1000 {
      #expect(try child.run().output.count == 1000)
    } else {
      #expect(
        throws: SubprocessError.outputTooLarge(program: "sh", stream: .output, limit: limit)
      ) { try child.run() }
    }
  }

  @Test("endless standard error stops the program")
  func boundsErrorOutput() {
    #expect(
      throws: SubprocessError.outputTooLarge(program: "sh", stream: .error, limit: 64 * 1024)
    ) { try shell("cat /dev/zero >&2").run() }
  }

  @Test(
    "a program that is not there, not executable, a folder, or in a relative folder is not found",
    arguments: ["no-such-program", "/etc/passwd", "/etc", "", "./sh"])
  func notFound(_ program: String) {
    let child = Subprocess(
      program: program, searchPath: "::bin:.", timeLimit: .seconds(60), outputLimit: 0)
    #expect(throws: SubprocessError.notFound(program: program)) { try child.run() }
  }

  @Test("a file that is no program does not start, and no shell tries it either")
  func cannotStart() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try "echo never".write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    chmod(file, 0o700)
    let child = Subprocess(program: file, timeLimit: .seconds(60), outputLimit: 100)
    #expect(throws: SubprocessError.cannotStart(program: file, reason: "Exec format error")) {
      try child.run()
    }
  }

  @Test(
    "what cannot be handed to a program is refused",
    arguments: [
      (["a\0b"], [:]), ([], ["A": "a\0b"]), ([], ["A=B": "c"]), ([], ["": "c"]),
    ] as [([String], [String: String])])
  func unfitArguments(_ arguments: [String], _ environment: [String: String]) {
    let child = Subprocess(
      program: "true", arguments: arguments, environment: environment, timeLimit: .seconds(60),
      outputLimit: 0)
    #expect(throws: SubprocessError.invalidArgument(program: "true")) { try child.run() }
  }

  @Test("200 runs leave no descriptor open and no child uncollected")
  func leaksNothing() async {
    // In a process of its own, as other tests open some at the same time.
    await #expect(processExitsWith: .success) {
      let before = try Self.openDescriptors()
      for number in 0..<200 {
        var child = Subprocess(program: "true", timeLimit: .seconds(60), outputLimit: 0)
        if number.isMultiple(of: 20) { child.program = "no-such-program" }
        _ = try? child.run()
      }
      #expect(try Self.openDescriptors() < before + 10)
    }
  }

  @Test("an exit status is not lost when we were started with SIGCHLD ignored")
  func ignoredChildSignal() async {
    await #expect(processExitsWith: .exitCode(5)) {
      signal(SIGCHLD, SIG_IGN)
      let child = Subprocess(
        program: "sh", arguments: ["-c", "exit 5"], timeLimit: .seconds(60), outputLimit: 0)
      guard case .exited(let status) = try child.run().termination else { exit(1) }
      exit(status)
    }
  }

  @Test("streams are right when we were started with ours closed")
  func closedStandardStreams() async {
    await #expect(processExitsWith: .exitCode(0)) {
      for number: Int32 in 0...2 { close(number) }
      var child = Subprocess(
        program: "sh", arguments: ["-c", "cat; echo err >&2"], timeLimit: .seconds(60),
        outputLimit: 100)
      child.input = Array("in".utf8)
      let outcome = try child.run()
      exit(outcome.output == Array("in".utf8) && outcome.errorOutput == Array("err\n".utf8) ? 0 : 1)
    }
  }

  @Test("a program has no more memory and time than it may, nor has what it starts itself")
  func limits() throws {
    var child = shell("cat; ulimit -d; sh -c 'ulimit -d; ulimit -t'")
    child.memoryLimit = 1 << 30
    child.processorLimit = 90
    #expect(try child.run().output == Array("1048576\n1048576\n90\n".utf8))
    var greedy = Subprocess(
      program: "head", arguments: ["--bytes=-1G", "/dev/zero"], timeLimit: .seconds(60),
      outputLimit: 100)
    greedy.memoryLimit = 64 << 20
    #expect(try greedy.run().termination == .exited(1))
  }

  @Test("a descriptor that a program is to hold is its number 3, and no other is open in it")
  func held() throws {
    let file = open("/dev/zero", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    var child = shell("head -c 2 <&3 | od -An -tx1; ls /proc/self/fd | sort -n | tr '\\n' ' '")
    child.held = file
    // The last is what ls reads the folder by.
    #expect(try child.run().output == Array(" 00 00\n0 1 2 3 4 ".utf8))
  }

  private static func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  /// Whether the process exists and is not merely waiting to be collected.
  private func isRunning(_ identifier: pid_t) -> Bool {
    guard
      let status = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8),
      let state = status[status.index(after: status.lastIndex(of: ")") ?? status.startIndex)...]
        .first(where: { $0 != " " })
    else { return false }
    return state != "Z" && state != "X"
  }
}
