import Glibc

/// A transport that sends a request again when that may help: the very same request, so that the
/// idempotency key in it lets the server see the repetition.
struct HTTPClient: HTTPTransport {
  let transport: any HTTPTransport
  var policy = RetryPolicy()
  var now: @Sendable () -> MonotonicTime = { .now }
  /// Waits.
  var sleep: @Sendable (Duration) -> Void = { HTTPClient.wait($0) }
  /// A random number, at least 0 and less than 1.
  var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

  /// The answer to `request`, or to its last repetition.
  ///
  /// A pause that the server asks for with `Retry-After` (in seconds; RFC 9110, section 10.2.3) is
  /// kept. When the policy's total limit would be passed, the last answer stands. Each exchange has
  /// what remains of that limit, if it is less than the request's own.
  ///
  /// - Throws: `HTTPError`, that of the last try.
  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    let deadline = now() + policy.totalLimit
    var request = request
    let ownLimit = request.timeLimit
    var failures = 0
    while true {
      request.timeLimit = min(ownLimit, deadline - now())
      let result = Result { () throws(HTTPError) in try transport.send(request) }
      failures += 1
      guard failures < policy.tries, let asked = pauseAsked(request, after: result) else {
        return try result.get()
      }
      let pause = max(asked, policy.pause(afterFailure: failures, random: random()))
      guard now() + pause < deadline else { return try result.get() }
      sleep(pause)
    }
  }

  /// What comes of each of `requests`, or of its last repetition: those that deserve another try are sent again
  /// together, after the longest of the pauses that are asked for.
  func send(_ requests: [HTTPRequest], atOnce limit: Int) -> [Result<HTTPResponse, HTTPError>] {
    let deadline = now() + policy.totalLimit
    var results = transport.send(requests, atOnce: limit)
    for failures in 1..<max(policy.tries, 1) {
      let pauses = requests.indices.map { pauseAsked(requests[$0], after: results[$0]) }
      let again = requests.indices.filter { pauses[$0] != nil }
      guard let asked = pauses.compactMap(\.self).max() else { break }
      let pause = max(asked, policy.pause(afterFailure: failures, random: random()))
      guard now() + pause < deadline else { break }
      sleep(pause)
      let repeated = again.map { index in
        var request = requests[index]
        request.timeLimit = min(request.timeLimit, deadline - now())
        return request
      }
      for (index, result) in zip(again, transport.send(repeated, atOnce: limit)) {
        results[index] = result
      }
    }
    return results
  }

  /// The pause that the server asks for before another try, zero when it does not say; `nil` when
  /// there is nothing to try again.
  private func pauseAsked(
    _ request: HTTPRequest, after result: Result<HTTPResponse, HTTPError>
  ) -> Duration? {
    switch result {
    case .success(let response):
      guard policy.retries(request, after: response) else { return nil }
      let seconds = response.headers["Retry-After"].flatMap { UInt32($0) }
      return .seconds(seconds ?? 0)
    case .failure(let error):
      return policy.retries(request, after: error) ? .zero : nil
    }
  }

  private static func wait(_ duration: Duration) {
    let (seconds, attoseconds) = max(duration, .zero).components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    var remaining = timespec()
    while nanosleep(&time, &remaining) != 0, errno == EINTR { time = remaining }
  }
}
