/// The status of an answer (RFC 9110, section 15), with its reason phrase.
enum HTTPStatus: Int, Sendable, CaseIterable {
  case ok = 200
  case noContent = 204
  case seeOther = 303
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case requestTimeout = 408
  case gone = 410
  case contentTooLarge = 413
  case unsupportedMediaType = 415
  case tooManyRequests = 429
  case headersTooLarge = 431
  case internalServerError = 500
  case badGateway = 502
  case serviceUnavailable = 503

  var reason: String {
    switch self {
    case .ok: "OK"
    case .noContent: "No Content"
    case .seeOther: "See Other"
    case .badRequest: "Bad Request"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .requestTimeout: "Request Timeout"
    case .gone: "Gone"
    case .contentTooLarge: "Content Too Large"
    case .unsupportedMediaType: "Unsupported Media Type"
    case .tooManyRequests: "Too Many Requests"
    case .headersTooLarge: "Request Header Fields Too Large"
    case .internalServerError: "Internal Server Error"
    case .badGateway: "Bad Gateway"
    case .serviceUnavailable: "Service Unavailable"
    }
  }
}
