/// What curl reads on its standard input with `--config -`: its options, and after them the body of
/// the request. Nothing of a request is ever in an argument, where every user of the host could read it.
///
/// Syntax: curl's manual, option `--config`; one option a line, its value in double quotes, within
/// which a backslash begins an escape.
struct CurlConfiguration {
  /// The bytes for curl's standard input.
  let bytes: [UInt8]

  /// The configuration for one exchange.
  ///
  /// - Parameters:
  ///   - connectLimit: how long connecting may take.
  ///   - responseLimit: how many bytes of body to accept.
  init(for request: HTTPRequest, connectLimit: Duration, responseLimit: Int) {
    var lines = [
      "silent", "show-error", "include", "suppress-connect-headers", "globoff", "path-as-is",
      Self.line("url", request.url),
      Self.line("request", request.method.rawValue),
      Self.line("proto", request.isLoopback ? "=http,https" : "=https"),
      Self.line("user-agent", "vosfact/\(Version.current)"),
      Self.line("max-time", Self.seconds(request.timeLimit)),
      Self.line("connect-timeout", Self.seconds(min(connectLimit, request.timeLimit))),
      Self.line("max-filesize", String(responseLimit)),
      // The length of the body within what `include` makes one stream of heads, body and trailers.
      Self.line("write-out", "%{stderr}%{size_download}"),
      // Otherwise curl asks the server first whether it wants a large body, and waits a second.
      Self.line("header", "Expect:"),
    ]
    if request.isLoopback {
      // A request to this machine that a proxy answers would have left it, in clear.
      lines.append(Self.line("noproxy", "*"))
    }
    for header in request.headers.fields {
      // "Name;" is how curl is told to send an empty value; "Name:" would remove the header.
      let rest = header.bytes.isEmpty ? ";" : ": \(header.value)"
      lines.append(Self.line("header", header.name + rest))
    }
    guard let body = request.body else {
      bytes = Self.joined(lines)
      return
    }
    if request.headers["Content-Type"] == nil {
      // Otherwise curl claims that the body is a form.
      lines.append(Self.line("header", "Content-Type:"))
    }
    // curl obeys options as it reads them, and reads these and the body from the same stream: "@-"
    // takes whatever follows its line. So a body of any bytes and any length needs no quoting, and
    // one that begins with "@" is not taken for the name of a file to send.
    lines.append(Self.line("data-binary", "@-"))
    bytes = Self.joined(lines) + body
  }

  private static func joined(_ lines: [String]) -> [UInt8] {
    Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// One option with its value, quoted. `value` holds no NUL: a request's parts cannot.
  static func line(_ option: String, _ value: String) -> String {
    var quoted = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{b}": quoted += "\\v"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return "\(option) = \"\(quoted)\""
  }

  /// A duration as curl reads one: seconds with a decimal fraction. Never 0, which curl takes for
  /// "without limit".
  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = max(duration, .milliseconds(1)).components
    let milliseconds = String(attoseconds / 1_000_000_000_000_000)
    return "\(seconds)." + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
  }
}
