extension PayPalProvider {
  static let simulatedCertificate = "simulated-certificate"

  static let keys: [ProviderKey] = [
    ProviderKey(
      "client-id", .plain(.text(maximumLength: 255)),
      en: "Client ID of the REST application, from Apps & Credentials",
      fr: "Identifiant client de l’application REST, sous Apps & Credentials"),
    ProviderKey(
      "client-secret", .secret(isRepeatable: false),
      en: "Secret of the REST application, beside its client ID",
      fr: "Secret de l’application REST, à côté de son identifiant client"),
    ProviderKey(
      "webhook-id", .plain(.text(maximumLength: 255)),
      en: "ID of the application's webhook, as 9XL90610J3647323C; several separated by commas",
      fr:
        "Identifiant du webhook de l’application, comme 9XL90610J3647323C ; plusieurs séparés par des virgules"
    ),
    ProviderKey(
      "ca-file", .plain(.path),
      en: "Certificates in PEM that PayPal's must lead to: root and intermediate",
      fr: "Certificats en PEM auxquels ceux de PayPal doivent mener : racine et intermédiaire"),
    ProviderKey(
      "certificate-directory", .plain(.path),
      en: "Folder of PayPal's certificates, which 'provider certificate' fetches",
      fr: "Dossier des certificats de PayPal, que « provider certificate » télécharge"),
    .confirmByAPI(of: "PayPal"),
    ProviderKey(
      simulatedCertificate, .secret(isRepeatable: false, leastLength: 96),
      en: "Authority, certificate and key that sign in simulated mode; made when missing",
      fr: "Autorité, certificat et clé qui signent en mode simulated ; créés s’ils manquent"),
  ]

  /// The webhooks in a value of `webhook-id`.
  static func webhooks(_ value: String) -> [String] {
    value.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingSpaces }
  }

  /// - Throws: `ProviderError.badValue`.
  static func check(_ value: String, of key: String, now: UnixTime) throws(ProviderError) {
    switch key {
    case "client-id":
      guard value.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == 0x2d || $0 == 0x5f }) else {
        throw badValue(of: key)
      }
    case "webhook-id":
      let ids = webhooks(value)
      guard ids.allSatisfy({ $0.isWebhookID || $0 == PayPalSimulation.webhook }) else {
        throw badValue(of: key)
      }
    case "ca-file": try PayPalFiles.check(authorities: value, now: now)
    case "certificate-directory": try PayPalFiles.check(folder: value)
    default: break
    }
  }

  /// What a key that holds something else takes.
  static func badValue(of key: String) -> ProviderError {
    switch key {
    case "client-id":
      badValue(
        of: key, en: "the client ID: letters, digits, - and _",
        fr: "l’identifiant client : lettres, chiffres, - et _")
    case "webhook-id":
      badValue(
        of: key, en: "the ID of the webhook in this mode, 17 capitals and digits",
        fr: "l’identifiant du webhook dans ce mode, 17 majuscules et chiffres")
    default:
      badValue(
        of: key, en: "certificates of an authority and of its own, and the key, in PEM",
        fr: "les certificats d’une autorité et le sien, et la clé, en PEM")
    }
  }
}

extension String {
  /// Whether it is the id of a webhook: 17 capitals and digits.
  fileprivate var isWebhookID: Bool {
    utf8.count == 17 && utf8.allSatisfy { $0.isLetterOrDigit && !(UInt8(ascii: "a")...0x7a ~= $0) }
  }
}
