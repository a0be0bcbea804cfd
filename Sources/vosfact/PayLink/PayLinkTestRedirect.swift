import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let payLinkTestRedirect = Subcommand(
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
    ], exits: [.noInput, .cannotCreate, .permission, .configuration]
  ) { arguments, environment in
    guard !arguments.flag("template") else {
      try environment.output.write(ReturnTemplate.source)
      return .done
    }
    let kit = try environment.openKit(arguments, .existing)
    let folder = arguments.value("output") ?? "."
    let language: Language? = arguments.optionalChoice("lang")
    let preview = kit.sitePreview(in: language) { _ = environment.report($0) }
    try environment.list(preview.returns(), as: .returns) { shown in
      let state = shown.state.rawValue
      switch shown.content {
      case .address(let address): return (state, address, nil)
      case .page(let bytes):
        let path = "\(folder)/return-\(state).html"
        try FileWriter.write(bytes, to: path)
        return (state, nil, path)
      }
    }
    return .done
  }
}

/// What a customer sees after an outcome: the page at an address, or one that was written to a file.
typealias ShownReturn = (outcome: String, url: String?, file: String?)

extension ListForm<ShownReturn> {
  static let returns = ListForm(
    columns: [
      .text(en: "Outcome", fr: "Issue") { $0.outcome },
      .text(en: "Address or file", fr: "Adresse ou fichier") { $0.url ?? $0.file ?? "" },
    ],
    members: [
      .text("outcome") { $0.outcome }, .text("url") { $0.url }, .text("file") { $0.file },
    ])
}
