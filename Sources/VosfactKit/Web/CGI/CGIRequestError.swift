import Localization

/// Why what a web server handed over is no request that can be answered. No case holds what was sent.
enum CGIRequestError: Error, Equatable, Sendable {
  /// A variable that every request has is missing, or holds what none can.
  case variable(name: String)
  /// The length of the body is not one whole number.
  case contentLength
  /// The body is larger than `limit` bytes.
  case bodyTooLarge(limit: Int)
  /// The body ended before its length.
  case bodyCutShort(expected: Int, actual: Int)
  /// The body did not come within the time that it has.
  case bodyTooSlow
  /// The body could not be read.
  case bodyUnreadable(reason: String)
  /// The headers are more than `limit` bytes.
  case headersTooLarge(limit: Int)
  /// A header is not sound.
  case header

  /// What the client is told.
  var status: HTTPStatus {
    switch self {
    case .variable, .contentLength, .bodyCutShort, .header: .badRequest
    case .bodyTooLarge: .contentTooLarge
    case .bodyTooSlow: .requestTimeout
    case .bodyUnreadable: .serviceUnavailable
    case .headersTooLarge: .headersTooLarge
    }
  }
}

extension CGIRequestError: ExplainedError {
  var nature: FaultNature {
    switch self {
    case .variable(let name): name == "REQUEST_METHOD" ? .wrongUsage : .badValue
    case .contentLength, .bodyTooLarge, .bodyCutShort, .bodyTooSlow, .headersTooLarge, .header:
      .badValue
    case .bodyUnreadable: .inputOutput
    }
  }

  var text: Text {
    switch self {
    case .variable(let name):
      Text(
        en:
          "no request to answer; \(name) is missing or wrong; a web server runs this, see vosfact-cgi(7)",
        fr:
          "aucune requête ; \(name) manque ou est faux ; c’est un serveur web qui lance ceci, voyez vosfact-cgi(7)"
      )
    case .contentLength:
      Text(
        en: "request refused; its Content-Length is not one whole number; the client must mend it",
        fr:
          "requête refusée ; son Content-Length n’est pas un nombre entier unique ; au client de le corriger"
      )
    case .bodyTooLarge(let limit):
      Text(
        en: "request refused; its body is larger than \(limit) bytes; the client must send less",
        fr: "requête refusée ; son corps dépasse \(limit) octets ; au client d’en envoyer moins")
    case .bodyCutShort(let expected, let actual):
      Text(
        en:
          "request refused; its body ended after \(actual) of \(expected) bytes; it must come again",
        fr:
          "requête refusée ; son corps s’arrête à \(actual) octets sur \(expected) ; elle doit revenir"
      )
    case .bodyTooSlow:
      Text(
        en: "request refused; its body did not come in time; it must come again",
        fr: "requête refusée ; son corps n’est pas venu à temps ; elle doit revenir")
    case .bodyUnreadable(let reason):
      Text(
        en: "the request's body cannot be read; \(reason); look at the web server",
        fr: "impossible de lire le corps de la requête ; \(reason) ; voyez le serveur web")
    case .headersTooLarge(let limit):
      Text(
        en:
          "request refused; its headers are larger than \(limit) bytes; the client must send less",
        fr:
          "requête refusée ; ses en-têtes dépassent \(limit) octets ; au client d’en envoyer moins")
    case .header:
      Text(
        en: "request refused; a header is not sound; the client must mend it",
        fr: "requête refusée ; un en-tête n’est pas sain ; au client de le corriger")
    }
  }
}
