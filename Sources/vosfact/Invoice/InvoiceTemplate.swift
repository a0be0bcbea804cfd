import CommandLineKit
import VosfactKit

extension Subcommand {
  static let invoiceTemplate = Subcommand(
    "template",
    en: """
      Print the built-in template of documents

      Templates are HTML in Mustache's syntax: {{name}} stands for a value, escaped. A comment at
      the top lists the names. Start from this one, then name yours with 'vosfact settings set
      document.template PATH'. Nothing is fetched for a document: pictures must be data: addresses.
      """,
    fr: """
      Imprimer le modèle de document du programme

      Les modèles sont du HTML dans la syntaxe de Mustache : {{nom}} tient la place d’une valeur,
      échappée. Un commentaire en tête donne les noms. Partez de celui-ci, puis nommez le vôtre par
      « vosfact settings set document.template CHEMIN ». Rien n’est téléchargé pour un document :
      les images sont des adresses data:.
      """,
    examples: [
      Example(
        "vosfact invoice template > /etc/vosfact/invoice.html", en: "A copy to change",
        fr: "Une copie à modifier"),
      Example(
        "vosfact invoice template --style", en: "The style that {{>style}} takes in",
        fr: "Le style que reprend {{>style}}"),
    ],
    options: [
      .flag("style", en: "Print the style instead", fr: "Imprimer plutôt la feuille de style")
    ]
  ) { arguments, environment in
    try environment.output.write(
      arguments.flag("style") ? DocumentTemplate.style + "\n" : DocumentTemplate.source)
    return .done
  }
}
