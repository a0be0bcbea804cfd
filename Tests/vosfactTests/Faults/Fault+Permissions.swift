extension Fault {
  private static let cannotWrite = """
    vosfact: cannot write to vosfact.db; the file or its folder is read-only; check permissions
    """

  /// What the host's permissions forbid, or should.
  static let permissions = [
    Fault(
      name: "a database that others may read", made: "chmod 644 vosfact.db",
      command: "vosfact invoice list",
      line: """
        vosfact: refused to open vosfact.db; others may read it and it holds secrets; run: chmod 600 \
        vosfact.db
        """,
      status: 77, state: .untouched),
    Fault(
      name: "a database that may not be read", made: "chmod 000 vosfact.db",
      command: "vosfact invoice list; status=$?; chmod 600 vosfact.db; (exit $status)",
      line: """
        vosfact: cannot open the database vosfact.db; Permission denied; check the path and its folder
        """,
      status: 73),
    Fault(
      name: "a database that may only be read, written to", made: "chmod 400 vosfact.db",
      command: """
        vosfact settings set language en; status=$?; chmod 600 vosfact.db; (exit $status)
        """, line: cannotWrite, status: 73),
    Fault(
      name: "a database that may only be read, read", made: "chmod 400 vosfact.db",
      command: """
        vosfact invoice list --format csv; status=$?; chmod 600 vosfact.db; (exit $status)
        """, status: 0),
    Fault(
      name: "a folder that may only be read", made: "chmod 500 .",
      command: "vosfact settings set language en; status=$?; chmod 700 .; (exit $status)",
      line: cannotWrite, status: 73),
    Fault(
      name: "a folder that may only be read, for a backup", made: "mkdir --mode=500 folder",
      command: "vosfact settings backup folder/copy.db",
      line: """
        vosfact: cannot write the backup folder/copy.db; Permission denied; check the folder and the \
        disk
        """,
      status: 73),
    Fault(
      name: "a disk that may only be read", made: "mount --options remount,ro .",
      command: "vosfact settings set language en", place: .disk(kibibytes: 1024),
      line: cannotWrite, status: 73),
    Fault(
      name: "documents that may not be read",
      made: "echo '[]' > documents.json; chmod 000 documents.json",
      command: "vosfact invoice import documents.json",
      line: """
        vosfact: cannot read documents.json; Permission denied; check the path and its permissions
        """,
      status: 66),
  ]
}
