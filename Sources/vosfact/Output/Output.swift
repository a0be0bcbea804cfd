import Glibc
import Localization
import VosfactKit

/// A descriptor that is written to in large pieces.
final class Output {
  private var descriptor: Int32
  private let terminal: Terminal
  /// The line of progress that may stand where this output goes.
  private let progress: Progress
  private var buffer: [UInt8] = []
  /// How many outermost `holding` are under way.
  private var holds = 0
  /// What a screen still takes before a pager is wanted; `nil` if none is.
  private var screen: (pager: Pager, terminal: Terminal, rowsLeft: Int)?
  private var session: Pager.Session?

  private static let pieceSize = 65_536

  /// A standard stream.
  init(descriptor: Int32, terminal: Terminal, progress: Progress) {
    self.descriptor = descriptor
    self.terminal = terminal
    self.progress = progress
  }

  func write(_ text: String) throws(OutputError) {
    try write(Array(text.utf8))
  }

  func line(_ text: String) throws(OutputError) {
    try write(text + "\n")
  }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    buffer += bytes
    try passOn(bytes.count)
  }

  /// Writes what `append` adds to the bytes it is given, which hold what was written before.
  func write(_ append: (inout [UInt8]) throws -> Void) throws {
    let before = buffer.count
    try append(&buffer)
    try passOn(buffer.count - before)
  }

  /// Goes on with the last `count` bytes of the buffer, which are new.
  private func passOn(_ count: Int) throws(OutputError) {
    if let screen {
      let rowsLeft = screen.rowsLeft - screen.terminal.rows(of: Array(buffer.suffix(count)))
      self.screen?.rowsLeft = rowsLeft
      // A screenful is little: it is kept until it is known whether there is more.
      if rowsLeft < 0 { try startPager(screen.pager) }
    } else if buffer.count >= Self.pieceSize {
      try flush()
    }
  }

  /// Writes what is kept back.
  ///
  /// - Throws: `OutputError`; what was kept back is dropped then, as it cannot be written later either.
  func flush() throws(OutputError) {
    guard holds == 0, !buffer.isEmpty else { return }
    screen = nil
    progress.clear()
    defer {
      let isLineOpen = terminal.isTerminal && buffer.last != UInt8(ascii: "\n")
      progress.isHeld = session != nil || isLineOpen
      buffer.removeAll(keepingCapacity: true)
    }
    do throws(SystemError) {
      try File(descriptor: descriptor, ours: false).write(buffer)
    } catch {
      throw error.number == EPIPE ? .closed : .failed(reason: error.reason)
    }
  }

  /// Runs `body` and keeps back what it writes until it has ended; if it throws, that is dropped: nobody
  /// is told of what was undone.
  func holding<Result>(_ body: () throws -> Result) throws -> Result {
    let start = buffer.count
    holds += 1
    defer { holds -= 1 }
    do {
      return try body()
    } catch {
      buffer.removeLast(buffer.count - start)
      throw error
    }
  }

  // MARK: - The pager

  /// Whether a pager shows what is written.
  var isPaged: Bool { session != nil }

  /// Gives what is written from now on to `pager` as soon as it is longer than the screen; what is shorter
  /// goes to the terminal itself.
  func page(with pager: Pager) {
    screen = (pager, terminal, terminal.height - 1)
  }

  private func startPager(_ pager: Pager) throws(OutputError) {
    progress.clear()
    let session = try pager.start()
    self.session = session
    descriptor = session.input
    try flush()
  }

  /// Writes what is kept back, and waits until the user has left the pager, if there is one. To leave it
  /// before the end is no error.
  func end() throws(OutputError) {
    let outcome = Result { () throws(OutputError) in try flush() }
    guard let session else { return try outcome.get() }
    self.session = nil
    descriptor = STDOUT_FILENO
    progress.isHeld = false
    try session.end()
  }
}

/// Why output could not be written.
enum OutputError: ExplainedError, Equatable {
  /// The reader is gone.
  case closed
  case failed(reason: String)
  /// The shell could not run the pager.
  case noPager(command: String)
  /// What the command did is done, and cannot be told where it was to be.
  case lost(reason: Text, work: Text, Repetition)

  /// What becomes of a command that did its work and is run again.
  enum Repetition: Equatable {
    /// It does its work once more.
    case makesMore
    /// It answers the same, under the same idempotency key.
    case underKey
    /// It does what was left undone.
    case resumes
  }

  var nature: FaultNature { .inputOutput }

  var text: Text {
    switch self {
    case .closed:
      Text(
        en: "cannot write the output; its reader is gone; run again",
        fr: "impossible d’écrire la sortie ; son lecteur est parti ; relancez")
    case .failed(let reason):
      Text(
        en: "cannot write the output; \(reason); make room or choose another place",
        fr:
          "impossible d’écrire la sortie ; \(reason) ; faites de la place ou choisissez un autre endroit"
      )
    case .noPager(let command):
      Text(
        en: """
          cannot show the output; the pager '\(command.shown)' does not run; set VOSFACT_PAGER to \
          another, or to nothing
          """,
        fr: """
          impossible de montrer la sortie ; le pageur « \(command.shown) » ne se lance pas ; donnez-en \
          un autre dans VOSFACT_PAGER, ou rien
          """)
    case .lost(let reason, let work, .underKey):
      Text(
        en: """
          cannot write the output; \(reason.en); this is done: \(work.en); run it again with the same key for the same \
          answer
          """,
        fr: """
          impossible d’écrire la sortie ; \(reason.fr) ; ceci est fait : \(work.fr) ; relancez avec la même clé pour \
          la même réponse
          """)
    case .lost(let reason, let work, .resumes):
      Text(
        en: """
          cannot write the output; \(reason.en); this is done: \(work.en); run it again for the rest, what is known \
          changes nothing
          """,
        fr: """
          impossible d’écrire la sortie ; \(reason.fr) ; ceci est fait : \(work.fr) ; relancez pour le reste, ce qui \
          est connu ne change rien
          """)
    case .lost(let reason, let work, .makesMore):
      Text(
        en: "cannot write the output; \(reason.en); do not run it again, this is done: \(work.en)",
        fr: """
          impossible d’écrire la sortie ; \(reason.fr) ; ne relancez pas, ceci est fait : \(work.fr)
          """)
    }
  }
}

extension Environment {
  /// The error of a command that had done its work when its output could not be written; `nil` if there was nothing
  /// to do, or the reason is another.
  func lostOutput(_ error: OutputError) -> OutputError? {
    let reason: Text
    switch error {
    case .closed: reason = Text(en: "its reader is gone", fr: "son lecteur est parti")
    case .failed(let text): reason = Text(verbatim: text)
    case .noPager, .lost: return nil
    }
    let repetition: OutputError.Repetition =
      isUnderKey ? .underKey : isRepeatable ? .resumes : .makesMore
    return doneWork.map { .lost(reason: reason, work: $0, repetition) }
  }
}
