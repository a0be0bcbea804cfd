extension Fault {
  private static let closedOutput = """
    vosfact: cannot write the output; Bad file descriptor; make room or choose another place
    """

  /// A command whose reader has gone before anything is written.
  private static func unread(_ command: String) -> Fault {
    Fault(
      name: "nobody who reads what '\(command)' says", made: "mkfifo gate status",
      command: """
        { : < gate; vosfact \(command); echo $? > status; } | { exec <&-; : > gate; } &
        read -r status < status; (exit $status)
        """,
      status: 141)
  }

  /// Standard streams that are closed, and pipes that nobody reads.
  static let streams = [
    Fault(
      name: "a closed standard output", command: "vosfact invoice list >&-", line: closedOutput,
      status: 74),
    Fault(
      name: "a closed standard output, for a backup",
      command: "vosfact settings backup copy.db --format csv >&-",
      line: """
        vosfact: cannot write the output; Bad file descriptor; do not run it again, this is done: copy.db
        """,
      status: 74, state: .keptBeside(["copy.db"])),
    Fault(
      name: "a closed standard error", command: "vosfact invoice show none 2>&-", status: 66),
    Fault(
      name: "a closed standard input", command: "vosfact invoice import - <&-",
      line:
        "vosfact: -: cannot read the input; Bad file descriptor; check that it is a readable file",
      status: 74),
    Fault(
      name: "no standard stream at all", command: "vosfact invoice list <&- >&- 2>&-", status: 74),
    Fault(
      name: "a closed standard input, for a callback",
      command: "vosfact payment receive --provider stripe - <&-",
      line: "vosfact: cannot read -; Bad file descriptor; check the path and its permissions",
      status: 66),
    unread("--help"),
    unread("invoice list"),
    unread("invoice list --format json"),
    unread("invoice list --format csv"),
    unread("invoice show F-1"),
    unread("invoice history F-1"),
    unread("invoice export"),
    unread("payment list"),
    unread("payment callbacks list"),
    unread("payment audit"),
    unread("provider list"),
    unread("settings list"),
    unread("settings check"),
    unread("pay-link create --unpaid"),
  ]
}
