extension Fault {
  private static let header = "number,kind,issue_date,buyer_name,name,quantity,price_net,tax"
  private static let beginning =
    #""kind": "vat", "number": "G-1", "issue_date": "2026-01-05", "buyer_name": "Zoë""#

  private static let nested = "arrays and objects nest more than 64 deep; flatten them"

  /// `text`, as often as `count` says.
  private static func repeated(_ text: String, _ count: Int) -> String {
    "yes '\(text)' | head --lines=\(count) | tr --delete '\\n'"
  }

  /// So many bytes without a line's end.
  private static func endless(_ size: String) -> String {
    "head --bytes=\(size) /dev/zero | tr '\\0' x"
  }

  /// Files of documents that no program should have written.
  static let documents = [
    Fault(
      name: "a million arrays in each other",
      command: "\(repeated("[", 1_000_000)) | vosfact invoice import -",
      line: "vosfact: -:1: \(nested)", status: 65),
    Fault(
      name: "a million objects in each other",
      command: "\(repeated(#"{"a":"#, 1_000_000)) | vosfact invoice import -",
      line: "vosfact: -:1: \(nested)", status: 65),
    Fault(
      name: "a million closed arrays in a document's field",
      command: """
        { printf '{"kind":'; \(repeated("[", 1_000_000)); \(repeated("]", 1_000_000)); echo '}'; } |
          vosfact invoice import -
        """,
      line: "vosfact: -:1: \(nested)", status: 65),
    Fault(
      name: "a line of JSON of 2 GiB, and a document after it",
      command: #"""
        { printf '{"name": "'; \#(endless("2G")); printf '\n{\#(beginning)}\n'; } |
          vosfact invoice import -
        """#,
      line: """
        vosfact: -:1: the document is longer than 16777216 bytes; split it
        vosfact: -:2: positions: the document has no lines; it needs one; export it with \
        include_positions=true
        """,
      status: 65, isLarge: true),
    Fault(
      name: "a CSV field of 2 GiB",
      command:
        "{ echo \(header); printf 'G-1,vat,\"'; \(endless("2G")); } | vosfact invoice import -",
      line: "vosfact: -:2: a field is longer than 1048576 bytes; look for a missing quote",
      status: 65),
    Fault(
      name: "a CSV header of 2 GiB", command: "\(endless("2G")) | vosfact invoice import -",
      line: "vosfact: -: line 1: the row is longer than 16777216 bytes; look for a missing quote",
      status: 65, isLarge: true),
    Fault(
      name: "a hundred thousand columns",
      command: "\(repeated("a,", 100_000)) | vosfact invoice import -",
      line: "vosfact: -: line 1: the row has more than 1000 fields; check the separator",
      status: 65),
    Fault(
      name: "a quote that is never closed",
      command: "{ echo \(header); echo '\"G-1,vat'; echo; } | vosfact invoice import -",
      line: "vosfact: -:2: the quote that opens here is never closed; close it", status: 65),
    Fault(
      name: "a million lines of one document",
      command: #"""
        { printf '{\#(beginning), "positions": ['; \#(repeated("{},", 999_999)); echo '{}]}'; } |
          vosfact invoice import -
        """#,
      line: """
        vosfact: -:1: positions: the document has too many lines; at most 10000 are kept; split it
        """,
      status: 65),
    Fault(
      name: "JSON in Latin-1",
      command: #"printf '{"buyer_name": "Zo\351"}\n' | vosfact invoice import -"#,
      line: "vosfact: -:1: not UTF-8; save the file as UTF-8", status: 65),
    Fault(
      name: "CSV in Latin-1",
      command: """
        { echo \(header); printf 'G-1,vat,2026-01-05,Zo\\351,A,1,10,20\\n'; } | vosfact invoice import -
        """,
      line: "vosfact: -:2: not UTF-8; save the file as UTF-8", status: 65),
    Fault(
      name: "half a pair of surrogates",
      command: #"printf '%s\n' '{"buyer_name": "\ud83d"}' | vosfact invoice import -"#,
      line: #"vosfact: -:1: half of a surrogate pair is no character; write both halves as \uXXXX"#,
      status: 65),
    Fault(
      name: "JSON with a byte order mark",
      command: #"printf '\357\273\277{}\n' | vosfact invoice import -"#,
      line: """
        vosfact: -:1: JSON begins without a byte order mark; save as UTF-8 without it
        """,
      status: 65),
    Fault(
      name: "JSON that ends too early", command: "printf '{\"kind\": ' | vosfact invoice import -",
      line: "vosfact: -:1: the JSON ends too early; check that the file is whole", status: 65),
    Fault(
      name: "a folder in the place of documents", made: "mkdir folder",
      command: "vosfact invoice import folder",
      line:
        "vosfact: folder: cannot read the input; Is a directory; check that it is a readable file",
      status: 74),
    Fault(
      name: "documents that are not there", command: "vosfact invoice import none.json",
      line: """
        vosfact: cannot read none.json; No such file or directory; check the path and its permissions
        """,
      status: 66),
    Fault(
      name: "a number of a document of 2 GiB",
      command: "\(endless("2G")) | vosfact pay-link create --from -",
      line: """
        vosfact: -:1: the line is too long; it names no document; give one number or id a line
        """,
      status: 65),
    Fault(
      name: "a secret of 2 GiB",
      command: "\(endless("2G")) | vosfact provider set stripe secret-key -",
      line: "vosfact: the secret is too long; at most 64 KiB are kept; check where it comes from",
      status: 65),
    Fault(
      name: "a word of the command line in Latin-1",
      command: #"vosfact settings set company.name "$(printf 'Zo\351')""#,
      line: "vosfact: 'Zo\u{FFFD}' is not UTF-8; it could not be kept as it is; write it in UTF-8",
      status: 64),
  ]
}
