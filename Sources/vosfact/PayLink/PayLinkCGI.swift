import CommandLineKit
import Glibc
import VosfactKit

extension Subcommand {
  static let payLinkCGI = Subcommand(
    "cgi",
    en: """
      Answer a customer's or provider's request to a web server

      A web server runs this once for each request, by CGI (RFC 3875): it shows the pay pages and
      takes in the providers' callbacks. When the server sets GATEWAY_INTERFACE, the program does
      this whatever its arguments are. The database is the one that VOSFACT_DB names in the server's
      environment. vosfact-cgi(7) has whole configurations.
      """,
    fr: """
      Répondre à la requête d’un client ou d’un prestataire à un serveur web

      Un serveur web le lance une fois par requête, par CGI (RFC 3875) : il montre les pages de
      paiement et prend en compte les rappels des prestataires. Quand le serveur définit
      GATEWAY_INTERFACE, le programme fait cela quels que soient ses arguments. La base est celle
      que VOSFACT_DB nomme dans l’environnement du serveur. vosfact-cgi(7) donne des configurations
      complètes.
      """,
    examples: .one(
      "GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET PATH_INFO=/p/TOKEN vosfact",
      en: "The answer to one request, as a server would get it",
      fr: "La réponse à une requête, telle qu’un serveur la recevrait"),
    run: { _, environment in try environment.answerServer() })
}

extension Environment {
  /// Whether a web server started the program: its arguments are then part of a request, and no command.
  var isOfServer: Bool { variables["GATEWAY_INTERFACE"] != nil }

  /// Answers the one request for which a web server started the program, and which is among the variables. What goes
  /// wrong here is told to the server's log, in one line.
  ///
  /// - Throws: an error of wrong usage if there is no request.
  func answerServer() throws -> ExitCode {
    let server = Environment(self, variables: CGIGateway.serverVariables(of: variables))
    let gateway = CGIGateway(
      variables: variables, openKit: { try server.openServerKit() },
      log: { error in _ = self.report(error) })
    try gateway.serve(input: STDIN_FILENO, output: STDOUT_FILENO)
    server.close()
    server.deliverWhatWaits()
    return .done
  }

  /// How long a provider may take while a customer looks at a page that does not come. Web servers give up after a
  /// minute, in which several requests must find place.
  private static let patience = Duration.seconds(15)

  /// The library on the database that the server's environment names; whoever waits for an answer, a provider with its
  /// callback, does not wait for the log to be made or put away.
  private func openServerKit() throws -> Kit {
    let kit = try Kit(
      path: try serverDatabase, access: .existing, environment: variables, patience: Self.patience)
    kit.keepLog()
    return kept(kit)
  }
}
