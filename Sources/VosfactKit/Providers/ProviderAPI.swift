import Localization

/// The way to a provider's API: where it is, how it is asked, and what its failures mean.
struct ProviderAPI {
  /// The name that errors tell.
  let provider: String
  /// Its address, without a slash at the end.
  let base: String
  /// What no error may repeat, though an answer might.
  let secrets: [Secret]
  /// What the provider says in the JSON of an answer that is no success, which could repeat a secret.
  let words: (JSONValue) -> [String]

  /// The answer to a request, whatever its status but those that pass: 409, 429 and 5xx.
  ///
  /// - Parameter request: makes the request.
  /// - Throws: `ProviderError.unreachable` if there is no answer, or only one that passes after every
  ///   repetition.
  func send(
    _ request: () throws(HTTPError) -> HTTPRequest, over transport: any HTTPTransport
  ) throws(ProviderError) -> HTTPResponse {
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try transport.send(try request())
    } catch {
      throw ProviderError(error, provider: provider)
    }
    switch response.status {
    case 409, 429, 500...: throw failure(response)
    default: return response
    }
  }

  /// What an answer means that is no success.
  func failure(_ response: HTTPResponse) -> ProviderError {
    let json = try? JSONValue(parsing: response.body)
    let said = masked(json.map(words)?.joined(separator: ", ") ?? "")
    let status = "HTTP \(response.status)"
    let reason = Text(verbatim: said.isEmpty ? status : "\(status), \(said)")
    return switch response.status {
    case 409, 429, 500...: .unreachable(provider: provider, reason: reason)
    default: .rejected(provider: provider, reason: reason)
    }
  }

  /// An answer that says in words why the provider will not, which could repeat a secret.
  func rejection(_ said: String) -> ProviderError {
    .rejected(provider: provider, reason: Text(verbatim: masked(said)))
  }

  private func masked(_ text: String) -> String {
    secrets.reduce(text) { text, secret in
      text.replacing(String(decoding: secret.bytes, as: UTF8.self), with: "••••")
    }
  }

  /// The JSON of an answer.
  ///
  /// - Throws: `ProviderError.rejected` if it is none.
  func json(_ response: HTTPResponse) throws(ProviderError) -> JSONValue {
    guard let json = try? JSONValue(parsing: response.body) else {
      throw unusable(Text(en: "it is not JSON", fr: "ce n’est pas du JSON"))
    }
    return json
  }

  /// What `read` finds in an answer.
  ///
  /// - Throws: `ProviderError.rejected` if the answer is not as documented.
  func reading<Value>(
    _ read: () throws(ShapeError) -> Value
  ) throws(ProviderError) -> Value {
    do throws(ShapeError) {
      return try read()
    } catch {
      throw unusable(error.reason)
    }
  }

  /// An answer that is not as documented.
  func unusable(_ reason: Text) -> ProviderError {
    .rejected(
      provider: provider,
      reason: Text(
        en: "its answer is unusable: \(reason.en)",
        fr: "sa réponse est inutilisable : \(reason.fr)"))
  }

  /// Whether a customer can be sent to `address`: it is `https`, or where the API itself is on this machine,
  /// `http` on it.
  func canSend(customerTo address: String) -> Bool {
    guard let page = try? HTTPRequest(.get, address) else { return false }
    let isSecure = address.lowercased().hasPrefix("https:")
    return isSecure || (page.isLoopback && (try? HTTPRequest(.get, base))?.isLoopback == true)
  }
}
