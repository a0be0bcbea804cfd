import Localization

/// Why what a web server handed over is no request that can be answered. It never holds what was sent.
struct CGIRequestError: ExplainedError {
  /// What the client is told.
  let status: HTTPStatus
  let nature: FaultNature
  let text: Text

  init(
    _ status: HTTPStatus = .badRequest, _ nature: FaultNature = .badValue, en: String, fr: String
  ) {
    (self.status, self.nature, text) = (status, nature, Text(en: en, fr: fr))
  }

  /// The variable that every request has is missing, or holds what none can.
  static let noMethod = CGIRequestError(
    .badRequest, .wrongUsage,
    en:
      "no request to answer; REQUEST_METHOD is missing or wrong; a web server runs this, see vosfact-cgi(7)",
    fr:
      "aucune requête ; REQUEST_METHOD manque ou est faux ; c’est un serveur web qui lance ceci, voyez vosfact-cgi(7)"
  )
}
