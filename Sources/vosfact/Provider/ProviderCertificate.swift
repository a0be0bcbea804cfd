import CommandLineKit
import VosfactKit

extension Subcommand {
  static let providerCertificate = Subcommand(
    "certificate",
    en: """
      Fetch a certificate that callbacks are verified with

      PayPal signs with a certificate whose address each callback names. Verifying never downloads:
      a callback whose certificate is not here yet fails for now, and tells the address. It is
      fetched from PayPal's own addresses only, and kept in certificate-directory only if it leads
      to ca-file.
      """,
    fr: """
      Télécharger un certificat qui sert à vérifier les rappels

      PayPal signe avec un certificat dont chaque rappel donne l’adresse. La vérification ne
      télécharge jamais : un rappel dont le certificat n’est pas encore ici échoue pour l’instant,
      et donne l’adresse. Le certificat n’est téléchargé que des adresses de PayPal, et n’est gardé
      dans certificate-directory que s’il mène à ca-file.
      """,
    examples: .one(
      "vosfact provider certificate paypal https://api.paypal.com/v1/notifications/certs/CERT-1",
      en: "The certificate that a callback names", fr: "Le certificat que nomme un rappel"),
    options: [.dryRun],
    operands: [
      .provider,
      .one(
        "url", en: "Address of the certificate, as the callback gives it",
        fr: "Adresse du certificat, telle que le rappel la donne"),
    ],
    exits: [
      .no, .badData, .noInput, .unavailable, .cannotCreate, .temporary, .permission,
      .configuration,
    ]
  ) { arguments, environment, kit in
    let provider = try kit.providers.named(arguments.operand("provider"))
    let path = try provider.fetchCertificate(
      at: arguments.operand("url"), rehearsing: arguments.flag("dry-run"))
    try environment.show((provider.description.name, path), as: .certificate) {
      "✓ \(path)\n"
    }
  }
}

extension RecordForm<(provider: String, file: String)> {
  /// A certificate that was fetched.
  static let certificate = RecordForm([
    .text("provider") { $0.provider }, .text("file") { $0.file },
  ])
}
