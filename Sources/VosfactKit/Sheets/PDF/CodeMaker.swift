import Localization

/// Makes the codes that a telephone's camera reads (ISO/IEC 18004) with the program `qrencode`.
struct CodeMaker {
  let environment: [String: String]

  private var searchPath: String { environment["PATH"] ?? Subprocess.systemSearchPath }

  /// A picture of a code that says `text`, as an element of SVG; `nil` where the program is not installed.
  ///
  /// - Throws: `SubprocessError`, or `Fault`.
  func picture(of text: String) throws -> String? {
    let outcome: Subprocess.Outcome
    do {
      // Level M is what EPC069-12, section 4, asks for; links are read as well by it.
      outcome = try Subprocess(
        program: "qrencode", arguments: ["-8", "-l", "M", "-m", "0", "-t", "ASCII", "-o", "-"],
        environment: ["LC_ALL": "C"], searchPath: searchPath, input: Array(text.utf8),
        timeLimit: .seconds(10), outputLimit: 200_000
      ).run()
    } catch SubprocessError.notFound {
      return nil
    }
    guard outcome.termination == .exited(0), let picture = Self.picture(ofRows: outcome.output)
    else {
      throw Fault(
        .inputOutput,
        en: "no code could be made; qrencode did not do its work; check it, or unset button.qr",
        fr:
          "aucun code n’a pu être fait ; qrencode n’a pas fait son travail ; vérifiez-le, ou retirez button.qr"
      )
    }
    return picture
  }

  /// The picture of rows in which each module is two characters, `#` where it is dark.
  private static func picture(ofRows rows: [UInt8]) -> String? {
    let rows = rows.split(separator: UInt8(ascii: "\n"))
    guard rows.count >= 21, rows.allSatisfy({ $0.count == rows.count * 2 }) else { return nil }
    var path = ""
    for (y, row) in rows.enumerated() {
      var x = 0
      while x < rows.count {
        var end = x
        while end < rows.count, row[row.startIndex + end * 2] == UInt8(ascii: "#") { end += 1 }
        if end > x { path += "M\(x) \(y)h\(end - x)v1H\(x)z" }
        x = max(end, x + 1)
      }
    }
    // Four light modules around it are part of a code (ISO/IEC 18004, section 5.3.8).
    let side = rows.count + 8
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 \(side) \(side)" \
      shape-rendering="crispEdges"><path d="M-4 -4h\(side)v\(side)h-\(side)z" fill="#fff"/>\
      <path d="\(path)" fill="#000"/></svg>
      """
  }
}
