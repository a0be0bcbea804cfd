import Localization

/// Why there is no answer to an HTTP request. An answer of any status is no error here.
///
/// No case holds a header, a body, or more of the address than its host.
enum HTTPError: ExplainedError, Equatable, Sendable {
  /// No connection, or it broke, or the host did not prove who it is: curl's own words and exit
  /// status (curl's manual, section "Exit codes").
  case unreachable(host: String, reason: String, status: Int32)
  /// No complete answer after `limit`.
  case timedOut(host: String, limit: Duration)
  /// The answer is larger than `limit` bytes.
  case tooLarge(host: String, limit: Int)
  /// The answer is not HTTP.
  case malformed(host: String)
  /// The request cannot be sent as it is, for a reason that is the middle part of a sentence.
  case invalidRequest(Text)
  /// The program `curl` is not installed.
  case curlMissing
  /// The program `curl` could not be run.
  case curlFailed(SubprocessError)

  /// A host without a proper answer is unreachable; the rest is for the settings to mend.
  var nature: FaultNature {
    switch self {
    case .unreachable, .timedOut, .tooLarge, .malformed: .unreachable
    case .invalidRequest, .curlMissing: .misconfigured
    case .curlFailed(let error): error.nature
    }
  }

  var text: Text {
    switch self {
    case .unreachable(let host, _, _):
      Text(
        en: "cannot reach \(host); \(reason.en); check the network and the address",
        fr: "impossible de joindre \(host) ; \(reason.fr) ; vérifiez le réseau et l’adresse")
    case .timedOut(let host, _):
      Text(
        en: "\(host) did not answer; \(reason.en); try again later",
        fr: "\(host) n’a pas répondu ; \(reason.fr) ; réessayez plus tard")
    case .tooLarge(let host, _), .malformed(let host):
      Text(
        en: "answer of \(host) refused; \(reason.en); check the address",
        fr: "réponse de \(host) refusée ; \(reason.fr) ; vérifiez l’adresse")
    case .invalidRequest:
      Text(
        en: "request not sent; \(reason.en); correct the settings",
        fr: "requête non envoyée ; \(reason.fr) ; corrigez les paramètres")
    case .curlMissing:
      Text(
        en: "cannot make HTTP requests; \(reason.en); "
          + "install it, on Debian with 'apt-get install curl'",
        fr: "requêtes HTTP impossibles ; \(reason.fr) ; "
          + "installez-le, sous Debian par « apt-get install curl »")
    case .curlFailed(let error):
      error.text
    }
  }

  /// Why, as the middle part of a sentence.
  var reason: Text {
    switch self {
    case .unreachable(_, let reason, _): Text(verbatim: reason)
    case .timedOut(_, let limit):
      Text(
        en: "\(limit.wholeSeconds) s have passed",
        fr: "\(limit.wholeSeconds) s se sont écoulées")
    case .tooLarge(_, let limit):
      Text(en: "it is larger than \(limit) bytes", fr: "elle dépasse \(limit) octets")
    case .malformed:
      Text(
        en: "it is not a complete HTTP response",
        fr: "ce n’est pas une réponse HTTP complète")
    case .invalidRequest(let reason): reason
    case .curlMissing:
      Text(en: "the program curl is not installed", fr: "le programme curl n’est pas installé")
    case .curlFailed:
      Text(en: "the program curl cannot be run", fr: "le programme curl ne peut être lancé")
    }
  }
}
