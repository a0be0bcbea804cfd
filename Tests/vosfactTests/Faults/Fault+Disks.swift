extension Fault {
  private static let full =
    "vosfact: cannot write to vosfact.db; the disk is full; make room and run again"
  private static let fullOutput = """
    vosfact: cannot write the output; No space left on device; make room or choose another place
    """

  private static let disk = Place.disk(kibibytes: 1024)
  private static let fill = "cat /dev/zero > filling 2> /dev/null || true"
  /// Room for a small change, and for no more.
  private static let fillAlmost = "\(fill); truncate --size=-100K filling"

  /// Disks without room.
  static let disks = [
    Fault(
      name: "a full disk, as a setting is changed", made: fill,
      command: "vosfact settings set language en", place: disk, line: full, status: 73),
    Fault(
      name: "a full disk, as a document is issued", made: fill,
      command: "vosfact invoice create --buyer Aline --line 'Work;1;10;20'", place: disk,
      line: full, status: 73),
    Fault(
      name: "a full disk, as a callback comes",
      made: """
        vosfact provider simulate stripe --payment $PAYMENT --outcome paid --output paid.http
        \(fill)
        """,
      command: "vosfact payment receive --provider stripe paid.http", place: disk, line: full,
      status: 73),
    Fault(
      name: "a disk that an import fills", made: fillAlmost,
      command: """
        seq 1000 | sed 's/.*/{"kind": "vat", "number": "G-&", "issue_date": "2026-01-05", \
        "buyer_name": "Zoë", "positions": [{"name": "A", "quantity": "1", "price_net": "10", \
        "tax": "20"}]}/' | vosfact invoice import -
        """,
      place: disk, line: full, status: 73),
    Fault(
      name: "a disk that a backup fills", made: fillAlmost,
      command: "vosfact settings backup copy.db", place: disk,
      line: "vosfact: cannot write to copy.db; the disk is full; make room and run again",
      status: 73),
    Fault(
      name: "a disk that a new database fills", made: fillAlmost,
      command: "vosfact --db new.db settings set language en", place: disk,
      line: "vosfact: cannot write to new.db; the disk is full; make room and run again",
      status: 73, state: .keptBeside(["new.db"])),
    Fault(
      name: "a disk that an export fills", made: fill,
      command: "vosfact --db ../vosfact.db invoice export > documents.json", place: disk,
      line: fullOutput, status: 74, state: .keptBeside(["documents.json"])),
    Fault(
      name: "a disk that a callback to be kept fills", made: fill,
      command: """
        vosfact --db ../vosfact.db provider simulate stripe --payment $PAYMENT --outcome paid \
        --output paid.http
        """,
      place: disk,
      line: "vosfact: cannot write paid.http; No space left on device; check the path and the disk",
      status: 73),
    Fault(
      name: "a device that takes nothing, for a list", command: "vosfact invoice list > /dev/full",
      line: fullOutput, status: 74),
    Fault(
      name: "a device that takes nothing, for help", command: "vosfact --help > /dev/full",
      line: fullOutput, status: 74),
    Fault(
      name: "a device that takes nothing, for errors",
      command: "vosfact invoice show none 2> /dev/full", status: 66),
    Fault(
      name: "a device that takes nothing, for all that is said",
      command: "vosfact invoice list > /dev/full 2> /dev/full", status: 74),
    Fault(
      name: "a device that takes nothing, named as a file",
      command: """
        vosfact provider simulate stripe --payment $PAYMENT --outcome paid --output /dev/full
        """,
      line: "vosfact: cannot write /dev/full; No space left on device; check the path and the disk",
      status: 73),
    Fault(
      name: "a file in a folder that is not there",
      command: """
        vosfact provider simulate stripe --payment $PAYMENT --outcome paid --output none/paid.http
        """,
      line: """
        vosfact: cannot write none/paid.http; No such file or directory; check the path and the disk
        """,
      status: 73),
    Fault(
      name: "a folder in the place of a backup", made: "mkdir folder",
      command: "vosfact settings backup folder --replace",
      line:
        "vosfact: cannot write the backup folder; Is a directory; check the folder and the disk",
      status: 73),
  ]
}
