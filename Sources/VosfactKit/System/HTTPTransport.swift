/// A way to send an HTTP request and have its answer: the network, or what stands in for it.
protocol HTTPTransport: Sendable {
  /// The answer to `request`, whatever its status.
  ///
  /// - Throws: `HTTPError`, when there is none.
  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse
}
