import Foundation
import Testing

/// A shell that completes lines by our script for it, on a terminal of its own.
enum CompletingShell: String, CaseIterable {
  case bash
  case zsh
  case fish

  static let installed = allCases.filter { ExternalTool.canTest(with: $0.rawValue, "python3") }

  /// Types `lines` one after the other, each with a tabulator after it, in the folder of `workplace`.
  ///
  /// - Parameter folder: where the program is.
  /// - Returns: the words of each line as the shell then reads them, without quotation, and all that the terminal
  ///   showed.
  func complete(
    _ lines: [String], in workplace: Workplace, with folder: String
  ) throws -> (words: [[String]], shown: String) {
    try workplace.write(setUp, to: startFile)
    let keys = lines.map { $0 + "\t\u{14}" }.joined() + "exit\r"
    let ending = try workplace.run(
      "python3", ["-c", Self.terminal, keys, rawValue] + arguments,
      with: [
        "PATH": "\(folder):/usr/local/bin:/usr/bin:/bin", "ZDOTDIR": workplace.path,
        "SCRIPTS": Self.scripts,
      ])
    let noted = String(decoding: try workplace.read("noted"), as: UTF8.self)
    for file in ["noted", startFile] {
      try FileManager.default.removeItem(atPath: workplace.file(file))
    }
    let words = noted.components(separatedBy: "\n.\n").dropLast()
      .map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    return (words, ending.output)
  }

  /// The words that fish offers for `line`, each with its meaning, which it does not show on every terminal.
  static func offers(
    ofFishFor line: String, in workplace: Workplace, with folder: String
  ) throws -> String {
    try workplace.run(
      "fish",
      [
        "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", "\(scripts)/vosfact.fish",
        line,
      ],
      with: ["PATH": "\(folder):/usr/local/bin:/usr/bin:/bin"]
    ).output
  }

  private static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "completions").path

  /// Runs a program on a wide terminal, types keys, and writes what is shown until the program ends.
  private static let terminal = """
    import fcntl, os, pty, struct, sys, termios
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 250, 0, 0))
        os.execvp(sys.argv[2], sys.argv[2:])
    os.write(terminal, sys.argv[1].encode())
    try:
        while piece := os.read(terminal, 65536):
            sys.stdout.buffer.write(piece)
    except OSError:
        pass
    os.waitpid(child, 0)
    """

  private var startFile: String { self == .zsh ? ".zshrc" : "start" }

  private var arguments: [String] {
    switch self {
    case .bash: ["--noprofile", "--rcfile", startFile, "-i"]
    case .zsh: ["-i"]
    case .fish: ["--no-config", "-i", "-C", "source \(startFile)"]
    }
  }

  /// Loads the script, and lets Control-T note the words of the line and clear it; Control-B goes left.
  private var setUp: String {
    switch self {
    case .bash:
      #"""
      source "$SCRIPTS/vosfact.bash"
      note() {
        eval "words=($READLINE_LINE)"
        printf '%s\n' "${words[@]}" . >> noted
        READLINE_LINE= READLINE_POINT=0
      }
      bind -x '"\C-t": note'

      """#
    case .zsh:
      #"""
      fpath=("$SCRIPTS" $fpath)
      autoload -Uz compinit
      compinit -u -D
      note() { print -rl -- "${(@Q)${(z)BUFFER}}" . >> noted; BUFFER= }
      zle -N note
      bindkey '^I' complete-word '^T' note '^B' backward-char

      """#
    case .fish:
      #"""
      source $SCRIPTS/vosfact.fish
      function note
          string join \n -- (commandline -o) . >> noted
          commandline -r ''
      end
      bind \ct note
      bind \cb backward-char

      """#
    }
  }
}
