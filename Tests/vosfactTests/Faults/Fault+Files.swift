@testable import VosfactKit

extension Fault {
  private static let malformed =
    "vosfact: vosfact.db is no sound database; database disk image is malformed; restore a backup"
  private static let noDatabase =
    "vosfact: vosfact.db is no sound database; file is not a database; restore a backup"

  /// Bytes that no program wrote there, piped in.
  private static let noise = "head --bytes=409600 /dev/zero | tr '\\0' '\\245'"

  /// Something else where the database should be.
  static let files = [
    Fault(
      name: "random bytes in the place of the database",
      made: "head --bytes=200000 /dev/urandom > vosfact.db",
      command: "vosfact invoice list", line: noDatabase, status: 74, state: .untouched),
    Fault(
      name: "a text in the place of the database",
      made: "yes 'not a database' | head --lines=100 > vosfact.db",
      command: "vosfact settings set language en", line: noDatabase, status: 74, state: .untouched),
    Fault(
      name: "a database cut in half", made: "truncate --size=81920 vosfact.db",
      command: "vosfact payment audit", line: malformed, status: 74, state: .untouched),
    Fault(
      name: "a database cut in its first page", made: "truncate --size=100 vosfact.db",
      command: "vosfact invoice create --buyer Aline --line 'Work;1;10;20'", line: malformed,
      status: 74, state: .untouched),
    Fault(
      name: "a database of which nothing is left", made: "truncate --size=0 vosfact.db",
      command: "vosfact settings set language en",
      line: """
        vosfact: vosfact.db is no sound database; it is empty, and its journal had \
        \(FaultScene.journalEntries) entries; restore a backup
        """,
      status: 74, state: .untouched),
    Fault(
      name: "a database overwritten behind its first page",
      made: "\(noise) | dd of=vosfact.db bs=4096 seek=1 conv=notrunc iflag=fullblock",
      command: "vosfact payment list", line: malformed, status: 74, state: .untouched),
    Fault(
      name: "a table's page overwritten",
      made: """
        page=$(sqlite3 vosfact.db "SELECT rootpage FROM sqlite_schema WHERE name = 'document'")
        \(noise) | dd of=vosfact.db bs=4096 seek=$((page - 1)) count=1 conv=notrunc iflag=fullblock
        """,
      command: "vosfact invoice list", line: malformed, status: 74, state: .untouched),
    Fault(
      name: "a backup of a database with an overwritten page",
      made: "\(noise) | dd of=vosfact.db bs=4096 seek=1 count=1 conv=notrunc iflag=fullblock",
      command: "vosfact settings backup copy.db",
      line: """
        vosfact: vosfact.db is no sound database; *** in database main *** Page 2: btreeInitPage() \
        returns error code 11; restore a backup
        """,
      status: 74, state: .untouched),
    Fault(
      name: "another program's database",
      made:
        "rm vosfact.db; sqlite3 vosfact.db 'CREATE TABLE song (title TEXT)'; chmod 600 vosfact.db",
      command: "vosfact settings set language en",
      line: """
        vosfact: vosfact.db is another program's database; it was left alone; name ours with --db
        """,
      status: 78, state: .untouched),
    Fault(
      name: "a newer schema", made: "sqlite3 vosfact.db 'PRAGMA user_version = 999'",
      command: "vosfact settings get language",
      line: """
        vosfact: vosfact.db was written by a newer vosfact; its schema is 999, this one knows up to \
        \(Schema.current); install the newer version
        """,
      status: 78, state: .untouched),
    Fault(
      name: "an older schema", made: "rm vosfact.db-head; mv older.db vosfact.db",
      command: "vosfact settings get company.name", answer: "Zoë", status: 0, state: .migrated),
    Fault(
      name: "no database", made: "rm vosfact.db vosfact.db-head", command: "vosfact invoice list",
      line: """
        vosfact: no database at vosfact.db; none was made yet; begin with 'vosfact invoice create', \
        'vosfact invoice import' or 'vosfact settings set', or name another with --db
        """,
      status: 66, state: .untouched),
    Fault(
      name: "a folder named as the database", made: "mkdir folder",
      command: "vosfact --db folder invoice list",
      line: "vosfact: cannot open the database folder; it is not a file; name another with --db",
      status: 78),
    Fault(
      name: "a pipe named as the database", made: "mkfifo pipe",
      command: "vosfact --db pipe settings set language en",
      line: "vosfact: cannot open the database pipe; it is not a file; name another with --db",
      status: 78),
    Fault(
      name: "a link to itself named as the database", made: "ln --symbolic loop loop",
      command: "vosfact --db loop settings set language en",
      line: """
        vosfact: cannot open the database loop; Too many levels of symbolic links; check the path and \
        its folder
        """,
      status: 73),
    Fault(
      name: "a folder in the place of the database's log", made: "mkdir vosfact.db-wal",
      command: "vosfact invoice list; status=$?; rmdir vosfact.db-wal; (exit $status)",
      line: """
        vosfact: cannot open the database vosfact.db; Is a directory; check the path and its folder
        """,
      status: 73),
    Fault(
      name: "a database in a folder that is not there",
      command: "vosfact --db none/vosfact.db settings set language en",
      line: """
        vosfact: cannot open the database none/vosfact.db; No such file or directory; check the path \
        and its folder
        """,
      status: 73),
  ]
}
