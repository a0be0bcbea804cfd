/// The shell commands that mend what a check finds; each can be pasted as it stands.
struct Remedy {
  /// The path of the database.
  let path: String
  /// By what commands name the database with `--db`; `nil` where they find it by themselves.
  let name: String?

  /// A command of the program itself.
  func vosfact(_ words: String...) -> String { vosfact(words) }

  /// The same.
  func vosfact(_ words: [String]) -> String {
    let database = name.map { ["--db", $0] } ?? []
    return (["vosfact"] + (database + words).map(\.shellWord)).joined(separator: " ")
  }

  /// What is done about a setting.
  enum Change {
    case set(String)
    case unset
  }

  /// What gives a setting another value, or its default.
  func changing(_ setting: any AnySetting, _ change: Change) -> String {
    switch change {
    case .set(let value): vosfact("settings", "set", setting.key, value)
    case .unset: vosfact("settings", "unset", setting.key)
    }
  }

  /// Statements run by the `sqlite3` program; each on one line.
  func sqlite(_ statements: String...) -> String {
    "sqlite3 \(path.shellPath) \(statements.joined(separator: "; ").shellWord)"
  }

  /// What forgets a setting that no command of this version knows.
  func forgetting(setting key: String) -> String {
    sqlite("DELETE FROM setting WHERE key = '\(key.replacing(scalar: "'", with: "''"))'")
  }

  /// What puts a backup in the database's place, once its file is named; without one it does nothing.
  var restore: String {
    let (old, new) = (path.shellPath, "\(path).new".shellPath)
    let log = "\("\(path)-wal".shellPath) \("\(path)-shm".shellPath)"
    return "install -m 600 BACKUP \(new) && rm -f \(log) && mv \(new) \(old)"
  }

  /// Gives the file at `path` to its owner alone.
  static func closing(_ path: String) -> String { "chmod 600 \(path.shellPath)" }
}
