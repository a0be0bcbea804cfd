extension Fault {
  /// Another program in the database, which holds `lock` until the file descriptor 3 is closed.
  private static func held(_ lock: String) -> String {
    """
    mkfifo statements answers
    sqlite3 vosfact.db < statements > answers &
    exec 3> statements 4< answers
    echo "\(lock);" >&3
    echo '.system echo held' >&3
    until read -r answer <&4 && [ "$answer" = held ]; do :; done
    """
  }

  private static let busy =
    "vosfact: the database vosfact.db is busy; another process is writing; try again later"

  /// A program whose clock is twenty times as fast, so that what it waits for so long is soon over.
  private static let fast = "faketime -f '+0 x20' vosfact"

  /// Others who do not let go of the database.
  static let locks = [
    Fault(
      name: "another writer that never ends", made: held("BEGIN IMMEDIATE"),
      command: "\(fast) settings set language en", line: busy, status: 75),
    Fault(
      name: "another writer that never ends, as a callback comes",
      made: """
        vosfact provider simulate stripe --payment $PAYMENT --outcome paid --output paid.http
        \(held("BEGIN IMMEDIATE"))
        """,
      command: "\(fast) payment receive --provider stripe paid.http", line: busy, status: 75),
    Fault(
      name: "another writer, while a list is read", made: held("BEGIN IMMEDIATE"),
      command: "vosfact invoice list", status: 0),
    Fault(
      name: "another program that keeps everybody out",
      made: held("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"),
      command: "\(fast) invoice list", line: busy, status: 75),
  ]
}
