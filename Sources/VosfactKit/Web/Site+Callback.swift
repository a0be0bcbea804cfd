extension Site {
  /// Takes in what a provider tells: the way of `payment receive`.
  func callback(_ name: String, _ request: CGIRequest) throws -> CGIResponse {
    guard Providers.descriptions.contains(where: { $0.name == name }),
      try kit.providers.named(name).mode != nil
    else { return CGIResponse(.notFound, text: "") }
    let receiver = try kit.payments.receiver(for: name)
    let callback: CallbackRequest
    do throws(CallbackRequestError) {
      callback = try CallbackRequest(request, to: name)
    } catch {
      return CGIResponse(error.status, text: "")
    }
    let received = try receiver.receive(callback, at: kit.now)
    guard received.result != .refused else { return CGIResponse(.badRequest, text: "") }
    return CGIResponse(text: received.reply ?? "")
  }
}

extension CallbackRequest {
  /// The request that a provider sent, made anew of what the web server tells of it.
  init(_ request: CGIRequest, to provider: String) throws(CallbackRequestError) {
    let length = HTTPHeader.contentLength(request.body.count)
    try self.init(
      method: request.method,
      target: "/callback/\(provider)" + (request.query.isEmpty ? "" : "?\(request.query)"),
      version: Self.isVersion(request.version) ? request.version : "HTTP/1.1",
      headers: HTTPHeaders(request.headers.fields + (request.method == "POST" ? [length] : [])),
      body: request.body)
  }
}

extension CallbackRequestError {
  /// What the client is told.
  var status: HTTPStatus {
    switch self {
    case .bodyTooLarge: .contentTooLarge
    case .headTooLarge, .tooManyHeaders: .headersTooLarge
    case .headUnfinished, .requestLine, .version, .header, .contentLength, .bodyCutShort,
      .trailingBytes, .transferEncoding:
      .badRequest
    }
  }
}
