import Localization

/// The way to a provider's API: where it is, how it is asked, and what its failures mean.
struct APIClient {
  /// The name that errors tell.
  let provider: String
  /// Its address, without a slash at the end.
  var base: String
  /// What every request has in its head.
  var headers: [(name: String, value: String)]
  /// What no error may repeat, though an answer might.
  var secrets: [Secret]
  /// What the provider says in the JSON of an answer that is no success, which could repeat a secret.
  let words: (JSONValue) -> [String]
  /// By what requests are sent.
  var transport: any HTTPTransport

  /// What a request carries.
  enum Body {
    case json(JSONValue)
    case form([(name: String, value: String)])

    var bytes: [UInt8] {
      switch self {
      case .json(let value): value.utf8
      case .form(let fields): FormBody(fields).bytes
      }
    }

    fileprivate var type: String {
      if case .json = self { "application/json" } else { FormBody.contentType }
    }
  }

  /// The answer to a request for `path`, whatever its status but those that pass.
  ///
  /// - Parameter isRepeatable: whether it may be sent again when it is unknown whether the provider acted on it.
  /// - Throws: `ProviderError.unreachable` if there is no answer, or only one that passes after every
  ///   repetition.
  func send(
    _ method: HTTPRequest.Method, _ path: String, headers: [(name: String, value: String)] = [],
    _ body: Body? = nil, isRepeatable: Bool = true
  ) throws(ProviderError) -> HTTPResponse {
    let type = body.map { [(name: "Content-Type", value: $0.type)] } ?? []
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try transport.send(
        HTTPRequest(
          method, base + path, headers: self.headers + type + headers, body: body?.bytes,
          isRepeatable: isRepeatable))
    } catch {
      throw ProviderError(error, provider: provider)
    }
    guard !Self.passes(response.status) else { throw failure(response) }
    return response
  }

  /// Whether a status says no more than that the request may be made again: its time was over, another is under way, there
  /// were too many, or the provider is in trouble.
  private static func passes(_ status: Int) -> Bool {
    switch status {
    case 408, 409, 425, 429, 500...: true
    default: false
    }
  }

  /// What an answer means that is no success.
  func failure(_ response: HTTPResponse) -> ProviderError {
    let json = try? JSONValue(parsing: response.body)
    let said = masked(json.map(words)?.joined(separator: ", ") ?? "")
    let status = "HTTP \(response.status)"
    let reason = Text(verbatim: said.isEmpty ? status : "\(status), \(said)")
    return switch response.status {
    case _ where Self.passes(response.status): .unreachable(provider: provider, reason: reason)
    // It leads elsewhere, where nobody follows.
    case 300..<400: .unreadable(provider: provider, reason: reason)
    default: .rejected(provider: provider, reason: reason)
    }
  }

  /// An answer that says in words why the provider will not, which could repeat a secret.
  func rejection(_ said: String) -> ProviderError {
    .rejected(provider: provider, reason: Text(verbatim: masked(said)))
  }

  private func masked(_ text: String) -> String {
    secrets.reduce(text) { text, secret in text.replacing(secret.text, with: "••••") }
  }

  /// The JSON of an answer.
  ///
  /// - Throws: `ProviderError.unreadable` if it is none, or `failure` if it is no success.
  func json(_ response: HTTPResponse) throws(ProviderError) -> JSONValue {
    guard response.isSuccess else { throw failure(response) }
    guard let json = try? JSONValue(parsing: response.body) else {
      throw .unusable(Text(en: "it is not JSON", fr: "ce n’est pas du JSON"), provider: provider)
    }
    return json
  }

  /// Whether a customer can be sent to `address`: it is `https`, or where the API itself is on this machine,
  /// `http` on it.
  func canSend(customerTo address: String) -> Bool {
    guard let page = try? HTTPRequest(.get, address) else { return false }
    let isSecure = address.lowercased().hasPrefix("https:")
    return isSecure || (page.isLoopback && (try? HTTPRequest(.get, base))?.isLoopback == true)
  }
}

extension APIClient: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Whose API it is. What every request has in its head is secret, and never shown.
  var description: String { "API of \(provider)" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

extension APIClient {
  /// The way to the API of the provider that is so configured.
  ///
  /// - Parameter base: its address, unless the user set another, for tests and proxies.
  init(
    _ configuration: ProviderConfiguration, at base: String,
    headers: [(name: String, value: String)] = [], secrets: [Secret],
    words: @escaping (JSONValue) -> [String]
  ) throws(StorageError) {
    provider = configuration.name
    self.base = try configuration.value("api-base") ?? base
    self.headers = headers
    self.secrets = secrets
    self.words = words
    transport = configuration.providers.transport
  }
}

extension ProviderError {
  /// What it means for the use of `provider` that its API gave no answer.
  fileprivate init(_ error: HTTPError, provider: String) {
    let reason =
      switch error {
      // Of these the reason alone would speak of an answer that is not named.
      case .tooLarge, .malformed:
        Text(
          en: "its answer is refused: \(error.reason.en)",
          fr: "sa réponse est refusée : \(error.reason.fr)")
      case .timedOut:
        Text(en: "no answer: \(error.reason.en)", fr: "pas de réponse : \(error.reason.fr)")
      case .unreachable, .invalidRequest, .curlMissing, .curlFailed: error.reason
      }
    self = .unreachable(provider: provider, reason: reason)
  }
}
