package import Localization

/// Why a pay link was refused, or could not be signed.
package enum PayLinkError: ExplainedError, Equatable, Sendable {
  case malformed
  case forged
  case expired(at: UnixTime)
  case retiredKey(id: UInt8)
  case revoked
  case unknownDocument
  /// A link that leads to a document, where one to a product is needed.
  case notOfProduct
  case cryptography

  /// The reason in one word, for scripts.
  package var name: String {
    switch self {
    case .malformed: "malformed"
    case .forged: "forged"
    case .expired: "expired"
    case .retiredKey: "retired-key"
    case .revoked: "revoked"
    case .unknownDocument: "unknown-document"
    case .notOfProduct: "not-of-product"
    case .cryptography: "cryptography"
    }
  }

  package var nature: FaultNature {
    switch self {
    case .malformed, .forged, .expired, .retiredKey, .revoked, .unknownDocument, .notOfProduct:
      .refused
    case .cryptography: .internalFault
    }
  }

  package var text: Text {
    switch self {
    case .malformed:
      Text(
        en: "not a pay link; the token is cut short or altered; copy it again",
        fr:
          "ce n’est pas un lien de paiement ; le jeton est tronqué ou altéré ; copiez-le à nouveau")
    case .forged:
      Text(
        en: "pay link refused; its signature does not match; make one with 'pay-link create'",
        fr:
          "lien de paiement refusé ; sa signature ne concorde pas ; faites-en un avec « pay-link create »"
      )
    case .expired(let time):
      Text(
        en: "pay link expired; it was valid until \(time); make one with 'pay-link create'",
        fr:
          "lien de paiement expiré ; il valait jusqu’au \(time) ; faites-en un avec « pay-link create »"
      )
    case .retiredKey(let id):
      Text(
        en: "pay link refused; key \(id) is retired; make one with 'pay-link create'",
        fr:
          "lien de paiement refusé ; la clé \(id) est retirée ; faites-en un avec « pay-link create »"
      )
    case .revoked:
      Text(
        en: "pay link refused; it was revoked; make one with 'pay-link create'",
        fr: "lien de paiement refusé ; il a été révoqué ; faites-en un avec « pay-link create »")
    case .unknownDocument:
      Text(
        en: "pay link refused; its document is not in this database; name another with --db",
        fr:
          "lien de paiement refusé ; son document n’est pas dans cette base ; nommez-en une autre avec --db"
      )
    case .notOfProduct:
      Text(
        en:
          "nothing was signed; the link leads to a document; give one of 'pay-link create --product'",
        fr:
          "rien n’a été signé ; le lien mène à un document ; donnez-en un de « pay-link create --product »"
      )
    case .cryptography:
      Text(
        en: "no signature could be made; libcrypto failed; check the system's OpenSSL",
        fr:
          "aucune signature n’a pu être faite ; libcrypto a échoué ; vérifiez OpenSSL sur le système"
      )
    }
  }
}
