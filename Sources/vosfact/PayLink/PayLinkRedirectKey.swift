import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let payLinkRedirectKey = Subcommand(
    "redirect-key",
    en: """
      Write the key that proves where customers come from

      Customers come to the page of payment.redirect.url with a query that ends in
      payment=ID&document=NUMBER&state=STATE&mode=MODE&expires=TIME&signature=HEX. STATE is paid,
      pending, failed or canceled; MODE is live, test or simulated; TIME is in unix seconds, and
      after it the query proves nothing. HEX is the HMAC-SHA256, in lower-case hexadecimal, of the
      query up to but without "&signature=", under the one line of the file as its bytes.

      The key is made when there is none. It can make no pay link. Money is settled by the
      providers' callbacks alone: let the page thank the customer, and a webhook deliver the goods.
      """,
    fr: """
      Écrire la clé qui prouve d’où viennent les clients

      Les clients arrivent à la page de payment.redirect.url avec une requête qui finit par
      payment=ID&document=NUMÉRO&state=ÉTAT&mode=MODE&expires=HEURE&signature=HEXA. ÉTAT est paid,
      pending, failed ou canceled ; MODE est live, test ou simulated ; HEURE est en secondes unix,
      et après elle la requête ne prouve plus rien. HEXA est le HMAC-SHA256, en hexadécimal
      minuscule, de la requête jusqu’à « &signature= » exclu, sous l’unique ligne du fichier, prise
      octet par octet.

      La clé est créée s’il n’y en a pas. Elle ne peut faire aucun lien de paiement. Seuls les
      rappels des prestataires règlent : que la page remercie le client, et qu’un webhook livre la
      marchandise.
      """,
    examples: .one(
      "vosfact pay-link redirect-key /etc/my-site/redirect.key",
      en: "A new file that its owner alone may read",
      fr: "Un nouveau fichier que seul son propriétaire peut lire"),
    options: [
      .flag(
        "renew", en: "Make another key; the one before counts no more",
        fr: "Faire une autre clé ; la précédente ne vaut plus"),
      .dryRun,
    ],
    operands: [
      .one(
        "file", .file, en: "The file to make, which must not be there yet",
        fr: "Le fichier à créer, qui ne doit pas déjà exister", completion: .file)
    ], exits: [.cannotCreate, .temporary, .permission, .configuration], opening: .creating
  ) { arguments, environment, kit in
    let path = arguments.operand("file")
    try environment.change(kit, arguments) {
      let key = try kit.returnRedirect.key(renewing: arguments.flag("renew"))
      if !arguments.flag("dry-run") { try Fault.writing(path, key.writeLine(to: path)) }
    }
    try environment.show(path, as: .redirectKey) { "\(path)\n" }
  }
}

extension RecordForm<String> {
  /// The file that a key was written to.
  static let redirectKey = RecordForm([
    .text("file") { $0 }.meaning(en: "The file of the key.", fr: "Le fichier de la clé.")
  ])
}
