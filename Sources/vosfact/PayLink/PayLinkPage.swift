import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var payLinkPage: Subcommand {
    Subcommand(
      "page",
      summary: Text(
        en: "Write the page that a link shows", fr: "Écrire la page que montre un lien"),
      discussion: [
        Text(
          en: """
            The page is what a browser would get from the web server: pay page, return page or the \
            document, by the address. Nothing is changed by looking.
            """,
          fr: """
            La page est celle qu’un navigateur recevrait du serveur web : page de paiement, page de retour \
            ou document, selon l’adresse. Regarder ne change rien.
            """)
      ],
      examples: [
        Example(
          "vosfact pay-link page https://pay.example.org/p/TOKEN > page.html",
          Text(en: "A page to look at", fr: "Une page à regarder"))
      ],
      operands: [
        .one(
          "url", Text(en: "URL", fr: "URL"),
          help: Text(en: "A pay link, or its token", fr: "Un lien de paiement, ou son jeton"))
      ],
      exits: [.done, .no, .usage, .noInput, .permission, .configuration],
      run: runPayLinkPage)
  }
}

private func runPayLinkPage(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let language = arguments.value("lang").flatMap(Language.init(rawValue:))
  let preview = kit.sitePreview(in: language) { _ = environment.report($0) }
  let (bytes, isGood) = try preview.content(of: arguments.operand("url"))
  try environment.output.write(bytes)
  return isGood ? .done : .no
}
