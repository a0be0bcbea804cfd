extension Fault {
  private static let receive = "vosfact payment receive --provider stripe"

  private static func noRequest(_ reason: String) -> String {
    """
    vosfact: -: not a callback's HTTP request; \(reason); have the provider send it again
    """
  }

  private static let tooLarge = """
    vosfact: - is too large; a callback has at most 1 MiB and its headers; check the file
    """

  /// Requests that no provider sends.
  static let callbacks = [
    Fault(
      name: "a callback of no bytes", command: "\(receive) - < /dev/null",
      line: noRequest("no empty line follows its headers"), status: 65),
    Fault(
      name: "a callback of 2 GiB", command: "head --bytes=2G /dev/zero | \(receive) -",
      line: tooLarge, status: 65),
    Fault(
      name: "a callback without an end", command: "\(receive) - < /dev/zero", line: tooLarge,
      status: 65),
    Fault(
      name: "a head of a hundred thousand headers",
      command: """
        { echo 'POST / HTTP/1.1'; yes 'a: b' | head --lines=100000; echo; } | \(receive) -
        """,
      line: noRequest("it has more than 200 headers"), status: 65),
    Fault(
      name: "a length beyond all numbers",
      command: """
        printf 'POST / HTTP/1.1\\nContent-Length: 99999999999999999999\\n\\n{}' | \(receive) -
        """,
      line: noRequest("its Content-Length is not one whole number"), status: 65),
    Fault(
      name: "a callback that is not there", command: "\(receive) none.http",
      line: """
        vosfact: cannot read none.http; No such file or directory; check the path and its permissions
        """,
      status: 66),
  ]
}
