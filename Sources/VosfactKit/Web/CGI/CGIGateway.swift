import Glibc
import Localization

/// Answers the one request for which a web server started the program (RFC 3875).
package struct CGIGateway {
  /// The process's environment: the variables of the request, and those that the server's own configuration gives, as
  /// `VOSFACT_DB`.
  let variables: [String: String]
  /// Opens the database, which is done once the whole request is there.
  let openSite: () throws -> Site
  /// Is told of what goes wrong here, which clients are not.
  let log: (any Error) -> Void

  /// The variables that are the server's own. Those of the request are left out: a header `Proxy` would be taken
  /// for the host's proxy, whose variable is `HTTP_PROXY`.
  package static func serverVariables(of variables: [String: String]) -> [String: String] {
    variables.filter { !$0.key.hasPrefix("HTTP_") }
  }

  /// Reads the request from `input` and writes the answer to `output`, which is closed after it, so that the client
  /// does not wait while the database is put away.
  ///
  /// - Throws: `CGIRequestError` if there is no request at all: the program was not started by a web server.
  package func serve(input: Int32, output: Int32) throws {
    guard variables["REQUEST_METHOD"] != nil else { throw CGIRequestError.noMethod }
    let isHead = variables["REQUEST_METHOD"] == "HEAD"
    let send = { (response: CGIResponse, isSecure: Bool) in
      response.write(to: output, isSecure: isSecure, isHead: isHead)
      close(output)
    }
    let request: CGIRequest
    do throws(CGIRequestError) {
      request = try CGIRequest(variables, body: input)
    } catch {
      let language = variables["HTTP_ACCEPT_LANGUAGE"].flatMap(Language.init(accepted:))
      let page = StatePage(state: StatePage.State(error.status)).page(in: language ?? .french)
      send(CGIResponse(page), false)
      return
    }
    // Kept until the answer is out.
    var site: Site?
    do {
      if let answer = try spooled(request) {
        send(answer, request.isSecure)
        return
      }
      let opened = try openSite()
      site = opened
      send(try opened.response(to: request), request.isSecure)
    } catch {
      log(error)
      send(Self.apology(error, for: request), request.isSecure)
    }
    withExtendedLifetime(site) {}
  }

  /// The variable of the server's that names a folder for callbacks: they are put there, and no database is opened.
  package static let spoolVariable = "VOSFACT_SPOOL"

  /// The answer to a callback that is put aside; `nil` if the request is another, or nothing is to be put aside.
  private func spooled(_ request: CGIRequest) throws -> CGIResponse? {
    guard let folder = variables[Self.spoolVariable], !folder.isEmpty,
      case .callback(let name) = SiteRoute(end(of: request.path)),
      let provider = Providers.descriptions.first(where: { $0.name == name }),
      !(provider.asksByGET && request.isRead)
    else { return nil }
    return try CallbackSpool(folder: folder).answer(request, to: provider, at: .now)
  }

  /// The last two parts of a path: without a database nothing says at which path the site is.
  private func end(of path: String) -> String {
    path.split(separator: "/").suffix(2).map { "/\($0)" }.joined()
  }

  /// What a client is told when something is wrong here: whether to come again, and nothing more.
  static func apology(_ error: any Error, for request: CGIRequest) -> CGIResponse {
    let isPassing =
      switch (error as? any ExplainedError)?.nature {
      case .busy, .cannotWrite, .inputOutput, .unreachable: true
      default: false
      }
    let page = StatePage(state: isPassing ? .unavailable : .fault)
      .page(in: request.language ?? .french)
    let response = CGIResponse(page)
    return isPassing ? response.with("Retry-After", "60") : response
  }
}

extension StatePage.State {
  /// What is said of a request that cannot be taken.
  fileprivate init(_ status: HTTPStatus) {
    self =
      switch status {
      case .contentTooLarge, .headersTooLarge: .tooLarge
      case .requestTimeout: .requestTimeout
      case .serviceUnavailable: .unavailable
      default: .badRequest
      }
  }
}
