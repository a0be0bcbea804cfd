/// The status of an answer (RFC 9110, section 15), with its reason phrase.
enum HTTPStatus: String, Sendable {
  case ok = "200 OK"
  case seeOther = "303 See Other"
  case badRequest = "400 Bad Request"
  case forbidden = "403 Forbidden"
  case notFound = "404 Not Found"
  case methodNotAllowed = "405 Method Not Allowed"
  case requestTimeout = "408 Request Timeout"
  case gone = "410 Gone"
  case contentTooLarge = "413 Content Too Large"
  case unsupportedMediaType = "415 Unsupported Media Type"
  case tooManyRequests = "429 Too Many Requests"
  case headersTooLarge = "431 Request Header Fields Too Large"
  case internalServerError = "500 Internal Server Error"
  case badGateway = "502 Bad Gateway"
  case serviceUnavailable = "503 Service Unavailable"
}
