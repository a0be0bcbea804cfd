import Localization

/// HTTP by the program `curl`, one process a request, or one for many.
///
/// TLS is always verified, redirects are never followed, and nothing is compressed. The host's proxy
/// and certificates are honoured, as the environment names them.
struct CurlTransport: HTTPTransport {
  /// The variables that curl is given.
  let environment: [String: String]
  /// How long connecting may take.
  var connectLimit: Duration = .seconds(10)
  /// How many bytes of body an answer may have.
  var responseLimit: Int = 4 * 1024 * 1024

  /// A transport for the host whose environment is `environment`.
  init(environment: [String: String]) {
    self.environment = environment.filter { Self.variables.contains($0.key) }
  }

  /// The variables of the host that are handed on to curl (its manual, section "Environment").
  ///
  /// `HTTP_PROXY` in capitals is not among them: to a CGI program a client can set it with the header
  /// `Proxy` (RFC 3875, section 4.1.18), so curl too obeys its small letters only.
  static let variables: Set = [
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "PATH", "HOME",
  ]

  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    let configuration = CurlConfiguration(
      for: request, connectLimit: connectLimit, responseLimit: responseLimit)
    // curl keeps the limit itself, and then says so; this is for a curl that hangs.
    let curl = subprocess(reading: configuration.bytes, timeLimit: request.timeLimit + .seconds(2))
    let outcome: Subprocess.Outcome
    do throws(SubprocessError) {
      outcome = try curl.run()
    } catch {
      throw HTTPError(error, request, responseLimit: responseLimit)
    }
    guard outcome.termination == .exited(0) else {
      throw HTTPError(outcome, request, responseLimit: responseLimit)
    }
    let bodyCount = Int(String(decoding: outcome.errorOutput, as: UTF8.self)) ?? -1
    guard bodyCount <= responseLimit else {
      throw .tooLarge(host: request.host, limit: responseLimit)
    }
    guard let response = HTTPResponse(transcript: outcome.output, bodyCount: bodyCount) else {
      throw .malformed(host: request.host)
    }
    return response
  }

  /// The program, reading its options from `input`.
  func subprocess(reading input: [UInt8], timeLimit: Duration) -> Subprocess {
    Subprocess(
      program: "curl",
      // First of all, not to read the user's own configuration, which could turn anything off.
      arguments: ["-q", "--config", "-"],
      environment: environment,
      searchPath: environment["PATH"] ?? Subprocess.systemSearchPath,
      input: input,
      timeLimit: timeLimit,
      // curl does not count the bytes of an answer that does not announce its length.
      outputLimit: responseLimit + Self.headLimit)
  }

  /// How many bytes the heads of an answer may have: curl's own limit.
  static let headLimit = 300 * 1024
}

extension HTTPError {
  /// What it means for `request` that curl did not run to its end.
  init(_ error: SubprocessError, _ request: HTTPRequest, responseLimit: Int) {
    switch error {
    case .notFound: self = .curlMissing
    case .timedOut: self = .timedOut(host: request.host, limit: request.timeLimit)
    case .outputTooLarge: self = .tooLarge(host: request.host, limit: responseLimit)
    case .invalidArgument, .cannotStart, .cannotWait: self = .curlFailed(error)
    }
  }

  /// What it means for `request` that curl ended without an answer (its manual, "Exit codes").
  fileprivate init(_ outcome: Subprocess.Outcome, _ request: HTTPRequest, responseLimit: Int) {
    let reason = Self.reason(in: outcome.errorOutput)
    switch outcome.termination {
    case .exited(let status):
      self.init(curlStatus: status, reason: reason, request, responseLimit: responseLimit)
    case .signalled(let signal):
      // Numbered as a shell does, beyond any status of curl's own.
      self = .unreachable(host: request.host, reason: reason, status: 128 + signal)
    }
  }

  /// What it means for `request` that curl gave up with this exit code (its manual, "Exit codes").
  init(curlStatus status: Int32, reason: String, _ request: HTTPRequest, responseLimit: Int) {
    self =
      switch status {
      case 1, 8: .malformed(host: request.host)
      case 2, 3: .invalidRequest(Text(verbatim: reason))
      case 28: .timedOut(host: request.host, limit: request.timeLimit)
      case 63: .tooLarge(host: request.host, limit: responseLimit)
      default: .unreachable(host: request.host, reason: reason, status: status)
      }
  }

  /// The reason in curl's messages: the first line of the form "curl: (7) Couldn't connect", without
  /// its number.
  private static func reason(in messages: [UInt8]) -> String {
    let lines = String(decoding: messages, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let line = lines.first(where: { $0.hasPrefix("curl: (") }),
      let end = line.firstIndex(of: ")")
    else { return "curl gave no reason" }
    return shown(line[line.index(after: end)...])
  }

  /// What curl says, printable and of a bounded length, as it can quote the server.
  static func shown(_ message: some StringProtocol) -> String {
    let printable = message.unicodeScalars.filter {
      switch $0.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: false
      default: true
      }
    }
    var reason = String(String.UnicodeScalarView(printable)).drop { $0 == " " }
    while reason.last == "." || reason.last == " " { reason.removeLast() }
    return String(reason.prefix(200))
  }
}
