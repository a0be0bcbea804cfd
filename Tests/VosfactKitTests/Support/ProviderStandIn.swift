import Testing

@testable import VosfactKit

/// The stand-in of a provider's API, `Data/NAME_api.py`.
struct ProviderStandIn {
  private let server: StandIn
  private let transport = CurlTransport(environment: [:])

  /// - Parameter name: the provider's.
  init(_ name: String) throws {
    server = try StandIn("\(name)_api")
  }

  var base: String { server.base }

  /// Sets what the next requests are answered.
  func answer(_ answers: [JSONValue]) throws {
    let body = Array(JSONValue.array(answers).text.utf8)
    _ = try transport.send(HTTPRequest(.post, "\(base)/_answers", body: body))
  }

  /// The requests since the last time.
  func received() throws -> [JSONValue] {
    let response = try transport.send(HTTPRequest(.get, "\(base)/_received"))
    return try #require(JSONValue(parsing: response.body).array)
  }
}

/// The network, patient for a second only, that tries again without a pause.
struct ImpatientTransport: HTTPTransport {
  private struct Once: HTTPTransport {
    func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
      var request = request
      request.timeLimit = .seconds(1)
      return try CurlTransport(environment: [:]).send(request)
    }
  }

  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    try HTTPClient(transport: Once(), sleep: { _ in }).send(request)
  }
}
