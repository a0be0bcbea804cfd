/// How often, how soon and for how long a request that failed is sent again.
struct RetryPolicy: Equatable, Sendable {
  /// How many times a request is sent at most, the first included.
  var tries: Int = 4
  /// The longest pause after the first failure. It doubles with each further one.
  var firstPause: Duration = .milliseconds(500)
  /// The longest pause of all.
  var longestPause: Duration = .seconds(8)
  /// How long everything may take, the tries and the pauses between them.
  var totalLimit: Duration = .seconds(60)

  /// The pause after the failure number `failure`, counted from 1.
  ///
  /// Between half and the whole of the longest pause for that number, so that clients that failed
  /// together do not come back together.
  ///
  /// - Parameter random: at least 0 and less than 1.
  func pause(afterFailure failure: Int, random: Double) -> Duration {
    let doublings = min(max(failure - 1, 0), 30)
    let longest = min(firstPause * (1 << doublings), longestPause)
    return longest / 2 + longest / 2 * random
  }

  /// Whether a request answered so deserves another try.
  ///
  /// A server that answers 429 did nothing yet. After 409 (another request with the same key is under
  /// way) and 5xx that is not known, so that only a repeatable request is sent again.
  func retries(_ request: HTTPRequest, after response: HTTPResponse) -> Bool {
    switch response.status {
    case 429: true
    case 409, 500..<600: request.isRepeatable
    default: false
    }
  }

  /// Whether a request that failed so deserves another try: a fault of the network that may pass, and
  /// either before anything was sent, or the request is repeatable.
  func retries(_ request: HTTPRequest, after error: HTTPError) -> Bool {
    switch error {
    case .unreachable(_, _, let status):
      Self.faultsBeforeSending.contains(status)
        || (request.isRepeatable && Self.faultsWhileTalking.contains(status))
    case .timedOut:
      request.isRepeatable
    case .tooLarge, .malformed, .invalidRequest, .curlMissing, .curlFailed:
      false
    }
  }

  /// curl's exit statuses for: proxy or host not resolved, no connection, TLS not established.
  private static let faultsBeforeSending: Set<Int32> = [5, 6, 7, 35]
  /// curl's exit statuses for: HTTP/2 framing, partial body, empty answer, sending or receiving failed,
  /// HTTP/2 or QUIC stream broken.
  private static let faultsWhileTalking: Set<Int32> = [16, 18, 52, 55, 56, 92, 95]
}
