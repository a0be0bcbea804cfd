import Localization

/// Why some bytes are not the HTTP request of a callback. No case holds a header's value or a body.
enum CallbackRequestError: Error, Equatable, Sendable {
  /// The request line and the headers take more than `limit` bytes.
  case headTooLarge(limit: Int)
  /// There is no empty line after the headers.
  case headUnfinished
  /// The first line is not a method, a target and a version with one space between them.
  case requestLine
  /// The version is none that a callback can have.
  case version
  /// There are more than `limit` headers.
  case tooManyHeaders(limit: Int)
  /// The header on that line of the file, counted from 1, is not sound.
  case header(HTTPHeaderError, line: Int)
  /// The header `Content-Length` is not one whole number.
  case contentLength
  /// The body is shorter than the header `Content-Length` says.
  case bodyCutShort(expected: Int, actual: Int)
  /// The body is longer than the header `Content-Length` says.
  case trailingBytes(expected: Int, actual: Int)
  /// The body is larger than `limit` bytes.
  case bodyTooLarge(limit: Int)
  /// The body is in a transfer coding, and so not the one that the sender signed.
  case transferEncoding
}

extension CallbackRequestError: ExplainedError {
  /// Always what was given that is wrong.
  var nature: FaultNature { .badValue }

  var text: Text {
    Text(
      en: "not a callback's HTTP request; \(reason.en); have the provider send it again",
      fr: "ce n’est pas la requête HTTP d’un rappel ; \(reason.fr) ; "
        + "demandez au prestataire de la renvoyer")
  }

  /// What is wrong, as the middle part of the sentence.
  private var reason: Text {
    switch self {
    case .headTooLarge(let limit):
      Text(
        en: "its head is larger than \(limit) bytes",
        fr: "son en-tête dépasse \(limit) octets")
    case .headUnfinished:
      Text(
        en: "no empty line follows its headers",
        fr: "aucune ligne vide ne suit ses en-têtes")
    case .requestLine:
      Text(
        en: "its first line is not 'METHOD TARGET HTTP/1.1'",
        fr: "sa première ligne n’est pas « MÉTHODE CIBLE HTTP/1.1 »")
    case .version:
      Text(
        en: "its version is not HTTP/1.0, HTTP/1.1 or HTTP/2",
        fr: "sa version n’est ni HTTP/1.0, ni HTTP/1.1, ni HTTP/2")
    case .tooManyHeaders(let limit):
      Text(
        en: "it has more than \(limit) headers",
        fr: "elle a plus de \(limit) en-têtes")
    case .header(let error, let line):
      Text(
        en: "line \(line): \(error.reason.en)",
        fr: "ligne \(line) : \(error.reason.fr)")
    case .contentLength:
      Text(
        en: "its Content-Length is not one whole number",
        fr: "son Content-Length n’est pas un nombre entier unique")
    case .bodyCutShort(let expected, let actual):
      Text(
        counting: actual,
        one: Text(
          en: "its body is cut short: \(actual) of \(expected) bytes",
          fr: "son corps est tronqué : \(actual) octet sur \(expected)"),
        many: Text(
          en: "its body is cut short: \(actual) of \(expected) bytes",
          fr: "son corps est tronqué : \(actual) octets sur \(expected)"))
    case .trailingBytes(let expected, let actual):
      Text(
        counting: actual - expected,
        one: Text(
          en: "1 byte follows its body of \(expected)", fr: "1 octet suit son corps de \(expected)"),
        many: Text(
          en: "\(actual - expected) bytes follow its body of \(expected)",
          fr: "\(actual - expected) octets suivent son corps de \(expected)"))
    case .bodyTooLarge(let limit):
      Text(
        en: "its body is larger than \(limit) bytes",
        fr: "son corps dépasse \(limit) octets")
    case .transferEncoding:
      Text(
        en: "its body was stored with its transfer coding",
        fr: "son corps a été enregistré avec son codage de transfert")
    }
  }
}
