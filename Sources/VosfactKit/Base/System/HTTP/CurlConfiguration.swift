/// What curl reads on its standard input with `--config -`: its options, and after them the body of
/// the request. Nothing of a request is ever in an argument, where every user of the host could read it.
///
/// Syntax: curl's manual, option `--config`; one option a line, its value in double quotes, within
/// which a backslash begins an escape.
struct CurlConfiguration {
  /// The bytes for curl's standard input.
  let bytes: [UInt8]

  /// The configuration for one exchange, whose answer comes on standard output, and the length of its body
  /// on standard error: what `include` makes is one stream of heads, body and trailers.
  ///
  /// - Parameters:
  ///   - connectLimit: how long connecting may take.
  ///   - responseLimit: how many bytes of body to accept.
  init(for request: HTTPRequest, connectLimit: Duration, responseLimit: Int) {
    var lines = Self.lines(for: request, connectLimit: connectLimit, responseLimit: responseLimit)
    lines.append(Self.line("write-out", "%{stderr}%{size_download}"))
    guard let body = request.body else {
      bytes = Self.joined(lines)
      return
    }
    // curl obeys options as it reads them, and reads these and the body from the same stream: "@-"
    // takes whatever follows its line. So a body of any bytes and any length needs no quoting, and
    // one that begins with "@" is not taken for the name of a file to send.
    lines.append(Self.line("data-binary", "@-"))
    bytes = Self.joined(lines) + body
  }

  /// The configuration for several exchanges, `limit` of them at once. The answer to the request number N goes
  /// to the file N of `folder`; a line on standard error tells N, curl's exit code for it, the length of the
  /// body, and why there is none.
  init(
    for requests: [HTTPRequest], atOnce limit: Int, in folder: String, connectLimit: Duration,
    responseLimit: Int
  ) {
    var lines = ["parallel", "parallel-immediate", "parallel-max = \(limit)"]
    for (number, request) in requests.enumerated() {
      if number > 0 { lines.append("next") }
      lines += Self.lines(for: request, connectLimit: connectLimit, responseLimit: responseLimit)
      lines.append(Self.line("output", "\(folder)/\(number)"))
      lines.append(
        Self.line(
          "write-out", "%{stderr}\(number) %{exitcode} %{size_download} %{errormsg}\n"))
      if let body = request.body {
        // Unlike "data-binary", this takes a body that begins with "@" as it is.
        lines.append(Self.line("data-raw", String(decoding: body, as: UTF8.self)))
      }
    }
    bytes = Self.joined(lines)
  }

  /// Whether the body of `request` can stand among the options, as it must where there are several: it is
  /// text, and not longer than a line may be.
  static func canQuote(_ request: HTTPRequest) -> Bool {
    guard let body = request.body else { return true }
    return body.count < 32 * 1024 && !body.contains(0)
      && String(validating: body, as: UTF8.self) != nil
  }

  /// The options of one exchange, but for where its body comes from and its answer goes.
  private static func lines(
    for request: HTTPRequest, connectLimit: Duration, responseLimit: Int
  ) -> [String] {
    var lines = [
      "silent", "show-error", "no-progress-meter", "include", "suppress-connect-headers", "globoff",
      "path-as-is",
      line("url", request.url),
      line("request", request.method.rawValue),
      line("proto", request.isLoopback ? "=http,https" : "=https"),
      line("user-agent", "vosfact/\(Version.current)"),
      line("max-time", seconds(request.timeLimit)),
      line("connect-timeout", seconds(min(connectLimit, request.timeLimit))),
      line("max-filesize", String(responseLimit)),
      // Otherwise curl asks the server first whether it wants a large body, and waits a second.
      line("header", "Expect:"),
    ]
    if request.isLoopback {
      // A request to this machine that a proxy answers would have left it, in clear.
      lines.append(line("noproxy", "*"))
    } else if let resolution = request.resolution {
      lines += [line("noproxy", "*"), line("resolve", resolution)]
    }
    for header in request.headers.fields {
      // "Name;" is how curl is told to send an empty value; "Name:" would remove the header.
      let rest = header.bytes.isEmpty ? ";" : ": \(header.value)"
      lines.append(line("header", header.name + rest))
    }
    if request.body != nil, request.headers["Content-Type"] == nil {
      // Otherwise curl claims that the body is a form.
      lines.append(line("header", "Content-Type:"))
    }
    return lines
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
