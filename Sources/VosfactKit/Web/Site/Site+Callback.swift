import Localization

extension Site {
  /// Takes in what a provider tells: the way of `payment receive`, or, where there is a spool folder, into that, once
  /// it is found to be authentic.
  func callback(_ name: String, _ request: CGIRequest) throws -> CGIResponse {
    guard Providers.descriptions.contains(where: { $0.name == name }),
      try providers.named(name).mode != nil
    else { return CGIResponse(.notFound, text: "") }
    let callback: CallbackRequest
    do throws(CallbackRequestError) {
      callback = try CallbackRequest(request, to: name)
    } catch {
      return CGIResponse(error.status, text: "")
    }
    if let folder = try settings.value(.spool) {
      return try spool(callback, name, in: CallbackSpool(folder: folder))
    }
    let receiver = try payments.receiver(for: name)
    let received = try receiver.receive(callback, at: clock.now)
    guard received.result != .refused else { return CGIResponse(.badRequest, text: "") }
    return CGIResponse(text: received.reply ?? "")
  }

  /// Puts a callback aside for the next reconciliation; what is not authentic is refused at once, and what tells
  /// nothing, as a provider's question whether anybody is there, is answered without.
  private func spool(
    _ callback: CallbackRequest, _ name: String, in spool: CallbackSpool
  ) throws -> CGIResponse {
    do {
      let verified = try providers.provider(name).verify(callback, now: clock.now)
      if !verified.isSilent {
        try spool.put(callback, for: name, from: .verified, at: clock.now)
      }
      return CGIResponse(text: verified.reply ?? "")
    } catch ProviderError.refused(let refusal) {
      try CallbackInbox(payments: payments).logRefusal(refusal.name, provider: name, at: clock.now)
      return CGIResponse(.badRequest, text: "")
    }
  }
}

extension CallbackSpool {
  /// The answer where there is no database, and so no secret: what looks like a callback of the provider's is put
  /// aside, and proved when it is taken in; the rest is refused at once.
  func answer(
    _ request: CGIRequest, to provider: ProviderDescription, at time: UnixTime
  ) throws(Fault) -> CGIResponse {
    guard provider.callbackMethods.contains(request.method) else {
      return CGIResponse(.methodNotAllowed, text: "")
        .with("Allow", provider.callbackMethods.joined(separator: ", "))
    }
    let callback: CallbackRequest
    do throws(CallbackRequestError) {
      callback = try CallbackRequest(request, to: provider.name)
    } catch {
      return CGIResponse(error.status, text: "")
    }
    guard (try? Providers.type(named: provider.name))?.resembles(callback, now: time) == true else {
      return CGIResponse(.badRequest, text: "")
    }
    try put(callback, for: provider.name, from: SpoolSender(address: request.sender), at: time)
    return CGIResponse(text: "")
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
    switch excess {
    case .body: .contentTooLarge
    case .head: .headersTooLarge
    case nil: .badRequest
    }
  }
}
