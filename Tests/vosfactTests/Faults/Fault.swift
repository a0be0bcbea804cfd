import Testing

/// A row of the table of faults: how one is made, the command that meets it, and what must come of it.
struct Fault: Sendable, CustomTestStringConvertible {
  let name: String
  /// Shell commands that bring it about, in the folder with the database `vosfact.db`; `$PAYMENT` is a
  /// payment that waits for its callback.
  var made = ""
  /// The shell command that meets it.
  let command: String
  /// Where it is met.
  var place = Place.folder
  /// All that standard error says; `nil` for not a word.
  var line: String?
  /// The last line of standard output, where the answer is there, with a `Placeholder` for a time.
  var answer: String?
  let status: Int32
  var state = State.kept
  /// Whether it is worth its time to be met once more in French; what it says, a smaller fault says too.
  var isLarge = false

  /// Where the folder is in which a fault is made and met.
  enum Place: Equatable {
    case folder
    /// On a disk of its own of so many KiB.
    case disk(kibibytes: Int)
  }

  /// What is true of the files afterwards.
  enum State {
    /// What is recorded is what was recorded before, `payment audit` holds, `settings check` finds
    /// nothing, and no other file has changed, gone or come.
    case kept
    /// Every file is as the fault left it, byte for byte.
    case untouched
    /// As `kept`, with these files more.
    case keptBeside([String])
    /// The database has the newest schema, and a copy with the older one is beside it.
    case migrated
  }

  var testDescription: String { name }

  /// Every fault.
  static let all =
    files + schemas + permissions + disks + locks + documents + callbacks + values + streams
    + clocks
}
