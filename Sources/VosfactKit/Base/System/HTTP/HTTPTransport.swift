/// A way to send HTTP requests and have their answers: the network, or what stands in for it.
protocol HTTPTransport: Sendable {
  /// The answer to `request`, whatever its status.
  ///
  /// - Throws: `HTTPError`, when there is none.
  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse

  /// What comes of each of `requests`, in their order, at most `limit` of them under way at once.
  func send(_ requests: [HTTPRequest], atOnce limit: Int) -> [Result<HTTPResponse, HTTPError>]
}

extension HTTPTransport {
  func send(_ requests: [HTTPRequest], atOnce limit: Int) -> [Result<HTTPResponse, HTTPError>] {
    requests.map { request in Result { () throws(HTTPError) in try send(request) } }
  }
}
