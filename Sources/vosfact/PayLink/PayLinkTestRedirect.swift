import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var payLinkTestRedirect: Subcommand {
    Subcommand(
      "test-redirect",
      en: """
        Show what customers see who come back from paying

        For each way in which a payment can end: the address that customers are sent to if
        payment.redirect.url is set, else a file of the page, by the template of
        payment.redirect.template if that is set. The payment is made up: no document and no payment
        is touched.
        """,
      fr: """
        Montrer ce que voient les clients qui reviennent de payer

        Pour chaque issue d’un paiement : l’adresse où les clients sont envoyés si
        payment.redirect.url est réglé, sinon un fichier de la page, d’après le modèle de
        payment.redirect.template s’il est réglé. Le paiement est inventé : ni document ni paiement
        n’est touché.
        """,
      examples: [
        Example(
          "vosfact pay-link test-redirect --output /tmp", en: "Four pages to open in a browser",
          fr: "Quatre pages à ouvrir dans un navigateur"),
        Example(
          "vosfact pay-link test-redirect --template > /etc/vosfact/return.html",
          en: "A template to change", fr: "Un modèle à modifier"),
      ],
      options: [
        .value(
          "output", .folder, en: "Where page files are put; the current folder by default",
          fr: "Où mettre les fichiers des pages ; le dossier courant par défaut", completion: .file),
        .flag(
          "template", en: "Print a template to start from, and do nothing else",
          fr: "Écrire un modèle de départ, et rien d’autre"),
      ], exits: [.noInput, .cannotCreate, .permission, .configuration], run: runPayLinkTestRedirect)
  }
}

private func runPayLinkTestRedirect(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  guard !arguments.flag("template") else {
    try environment.output.write(ReturnTemplate.source)
    return .done
  }
  let kit = try environment.openKit(arguments, .existing)
  let folder = arguments.value("output") ?? "."
  let language = arguments.value("lang").flatMap(Language.init(rawValue:))
  let preview = kit.sitePreview(in: language) { _ = environment.report($0) }
  let listing = Listing(
    environment,
    columns: [
      .init(Text(en: "Outcome", fr: "Issue")),
      .init(Text(en: "Address or file", fr: "Adresse ou fichier")),
    ], fields: ["outcome", "url", "file"])
  for shown in try preview.returns() {
    let state = shown.state.rawValue
    switch shown.content {
    case .address(let address):
      try listing.add(
        ["outcome": .string(state), "url": .string(address), "file": nil],
        [.init(state), .init(address)])
    case .page(let bytes):
      let path = "\(folder)/return-\(state).html"
      try FileWriter.write(bytes, to: path)
      try listing.add(
        ["outcome": .string(state), "url": nil, "file": .string(path)],
        [.init(state), .init(path)])
    }
  }
  try listing.finish()
  return .done
}
