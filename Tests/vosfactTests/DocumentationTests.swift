import Foundation
import Testing

/// The manual and the completions that are kept beside the source.
@Suite struct DocumentationTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

  private static func canTest(with programs: String...) -> Bool {
    let variables = ProcessInfo.processInfo.environment
    let folders = (variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return variables["CI"] == "true"
      || programs.allSatisfy { program in
        folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
      }
  }

  /// What a program writes, errors included, and how it ends; `vosfact` is the one that was built.
  private func run(
    _ words: [String], in folder: URL, locale: String = "C.UTF-8"
  ) throws -> (output: String, code: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "\(Self.binary.path):/usr/local/bin:/usr/bin:/bin", "HOME": folder.path,
      "LC_ALL": locale, "TERM": "dumb",
    ].merging(Workplace.measurement) { $1 }
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// The files under `folder` that documentation is made of, by their paths in it.
  private func files(in folder: URL) throws -> [String: String] {
    var files: [String: String] = [:]
    for part in ["man", "completions"] {
      let paths = try FileManager.default.subpathsOfDirectory(
        atPath: folder.appending(path: part).path)
      for path in paths {
        let url = folder.appending(path: "\(part)/\(path)")
        if !url.hasDirectoryPath, let data = try? Data(contentsOf: url) {
          files["\(part)/\(path)"] = String(decoding: data, as: UTF8.self)
        }
      }
    }
    return files
  }

  @Test("the manual and the completions are those that the program writes")
  func freshness() throws {
    try withFolder { folder in
      #expect(try run(["vosfact", "documentation", "."], in: folder).code == 0)
      let written = try files(in: folder)
      let kept = try files(in: Self.repository)
      #expect(written.keys.sorted() == kept.keys.sorted())
      for (path, text) in written {
        #expect(kept[path] == text, "\(path) is stale; run 'vosfact documentation .'")
      }
    }
  }

  @Test("mandoc finds nothing wrong in any page", .enabled(if: canTest(with: "mandoc")))
  func lint() throws {
    let pages = try files(in: Self.repository).keys.filter { $0.hasPrefix("man/") }.sorted()
    #expect(pages.count > 10)
    let lint = try run(["mandoc", "-T", "lint", "-W", "warning"] + pages, in: Self.repository)
    #expect(lint.output == "")
    #expect(lint.code == 0)
  }

  /// Lines as they are typed, up to the cursor, and the only word that completes each.
  private static let lines = [
    ("vosfact invoice hist", "history"), ("vosfact payment list --atten", "--attention"),
    ("vosfact invoice list --state partia", "partially-paid"),
    ("vosfact settings get time-", "time-zone"),
    ("vosfact provider set stripe webhook-", "webhook-secret"),
    ("vosfact --db shop.db invoice show F-2026-", "F-2026-000001"),
  ]

  private func withShop(_ body: (URL) throws -> Void) throws {
    try withFolder { folder in
      let made = try run(
        [
          "vosfact", "--db", "shop.db", "invoice", "create", "--buyer", "A", "--line",
          "A;1;10.00;20", "--issued-on", "2026-01-02",
        ], in: folder)
      try #require(made.code == 0, "\(made.output)")
      try body(folder)
    }
  }

  @Test("bash completes", .enabled(if: canTest(with: "bash")), arguments: lines)
  func bash(_ line: String, _ word: String) throws {
    try withShop { folder in
      let script = Self.repository.appending(path: "completions/vosfact.bash").path
      let typed = """
        source "$1"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _vosfact
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      let answer = try run(["bash", "-c", typed, "bash", script, line], in: folder)
      #expect(answer.output == word + "\n")
    }
  }

  @Test("fish completes", .enabled(if: canTest(with: "fish")), arguments: lines)
  func fish(_ line: String, _ word: String) throws {
    try withShop { folder in
      let script = Self.repository.appending(path: "completions/vosfact.fish").path
      let answer = try run(
        ["fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script, line],
        in: folder)
      let words = answer.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
      #expect(words == [word[...]])
    }
  }

  @Test("zsh completes", .enabled(if: canTest(with: "zsh")), arguments: lines)
  func zsh(_ line: String, _ word: String) throws {
    try withShop { folder in
      let script = Self.repository.appending(path: "completions/_vosfact").path
      // A second shell on a terminal of its own, which ends when the line was completed and noted.
      let typed = """
        zmodload zsh/zpty
        print -r -- 'autoload -Uz compinit; compinit -u -D; source "$SCRIPT"
          note() { print -r -- "$BUFFER" > noted; exit }
          zle -N note; bindkey "^I" complete-word; bindkey "^X" note' > .zshrc
        export SCRIPT=$1 ZDOTDIR=$PWD
        zpty shell zsh -i
        zpty -w -n shell $2$'\\t\\x18'
        while zpty -r shell > /dev/null 2>&1; do :; done
        cat noted
        """
      let answer = try run(["zsh", "-f", "-c", typed, "zsh", script, line], in: folder)
      let stem = line.prefix { $0 != "\n" }.split(separator: " ").dropLast()
        .joined(separator: " ")
      #expect(answer.output.trimmingCharacters(in: .whitespacesAndNewlines) == "\(stem) \(word)")
    }
  }

  @Test("without a database a shell gets no answer and no message")
  func silence() throws {
    try withFolder { folder in
      for query in ["documents", "payments"] {
        let answer = try run(["vosfact", "complete", query, "--", "F"], in: folder)
        #expect(answer.output == "" && answer.code == 0)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }
}
