import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let payLinkPage = Subcommand(
    "page",
    en: """
      Write the page that a link shows

      The page is what a browser would get from the web server: pay page, return page or the
      document, by the address. Nothing is changed by looking.
      """,
    fr: """
      Écrire la page que montre un lien

      La page est celle qu’un navigateur recevrait du serveur web : page de paiement, page de retour
      ou document, selon l’adresse. Regarder ne change rien.
      """,
    examples: .one(
      "vosfact pay-link page https://pay.example.org/p/TOKEN > page.html",
      en: "A page to look at", fr: "Une page à regarder"),
    operands: [.payLink], exits: [.no, .noInput, .permission, .configuration]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    let language: Language? = arguments.optionalChoice("lang")
    let preview = kit.sitePreview(in: language) { _ = environment.report($0) }
    let (bytes, isGood) = try preview.content(of: arguments.operand("url"))
    try environment.output.write(bytes)
    return isGood ? .done : .no
  }
}
