extension CallbackRequest {
  /// The request by which the provider `name` would bring `body`.
  ///
  /// - Parameter headers: all of them, in the order sent; they fit the body.
  static func simulated(
    by name: String, headers: [(name: String, value: String)], body: [UInt8]
  ) -> CallbackRequest {
    do {
      return try CallbackRequest(
        method: "POST", target: "/callback/\(name)", headers: HTTPHeaders(headers), body: body)
    } catch {
      preconditionFailure("a callback of our own making is a sound request")
    }
  }

  /// The request by which the provider `name` would bring `body`, with what most of them say of themselves.
  ///
  /// - Parameter headers: those behind them.
  static func simulated(
    by name: String, agent: String, _ contentType: String, _ body: [UInt8],
    headers: [(name: String, value: String)] = []
  ) -> CallbackRequest {
    .simulated(
      by: name,
      headers: [
        ("Host", "pay.example"), ("User-Agent", agent), ("Accept", "*/*"),
        ("Content-Type", contentType), ("Content-Length", String(body.count)),
      ] + headers, body: body)
  }
}
